package feeds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import market.TakerSide;
import market.Trade;

/** Coinbase Advanced Trade: {@code market_trades}, newest first, and {@code heartbeats}. It tells the maker's side. */
final class FakeCoinbaseAdvanced implements FakeProtocol {

    private static final FakeCoinbase EXCHANGE = new FakeCoinbase();

    @Override
    public String venue() {
        return EXCHANGE.venue();
    }

    @Override
    public String quote() {
        return EXCHANGE.quote();
    }

    @Override
    public String symbol(String base) {
        return EXCHANGE.symbol(base);
    }

    @Override
    public long timeStepMicros() {
        return EXCHANGE.timeStepMicros();
    }

    @Override
    public Ask read(String request) {
        return new Ask(
                request.contains("\"type\":\"subscribe\""),
                request.contains("\"market_trades\""),
                FakeCoinbase.products(request),
                null);
    }

    @Override
    public List<String> done(Ask ask, List<String> bases, Set<String> subscribed) {
        String subscriptions = ask.trades()
                ? subscribed.stream()
                        .map(base -> FakeProtocol.quoted(symbol(base)))
                        .collect(Collectors.joining(",", "{\"market_trades\":[", "]}"))
                : "{\"heartbeats\":[\"heartbeats\"]}";
        return List.of(message("subscriptions", "{\"subscriptions\":" + subscriptions + "}"));
    }

    private static String message(String channel, String event) {
        return "{\"channel\":\"%s\",\"client_id\":\"\",\"timestamp\":\"%s\",\"sequence_num\":0,\"events\":[%s]}"
                .formatted(channel, Instant.now(), event);
    }

    @Override
    public String refusal(Ask ask, String base) {
        return EXCHANGE.refusal(ask, base);
    }

    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    @Override
    public Fields fields(Trade trade) {
        Fields fields = EXCHANGE.fields(trade);
        return fields.id(FakeProtocol.quoted(fields.id()))
                .side(FakeProtocol.quoted(trade.takerSide() == TakerSide.SELL ? "BUY" : "SELL"));
    }

    @Override
    public String frame(Fields fields) {
        return frame("update", item(fields));
    }

    private static String frame(String type, String items) {
        return message("market_trades", "{\"type\":\"" + type + "\",\"trades\":[" + items + "]}");
    }

    private static String item(Fields fields) {
        return "{\"trade_id\":%s,\"product_id\":\"%s\",\"price\":%s,\"size\":%s,\"time\":%s,\"side\":%s}"
                .formatted(
                        fields.id(), fields.symbol(), fields.price(), fields.quantity(), fields.time(), fields.side());
    }

    @Override
    public String decimal(String value) {
        return EXCHANGE.decimal(value);
    }

    @Override
    public String time(long micros) {
        return EXCHANGE.time(micros);
    }

    @Override
    public List<String> past(List<Trade> trades) {
        List<Trade> newestFirst = new ArrayList<>(trades);
        Collections.reverse(newestFirst);
        return List.of(frame(
                "snapshot",
                newestFirst.stream().map(trade -> item(fields(trade))).collect(Collectors.joining(","))));
    }

    @Override
    public List<String> heartbeats(Set<String> trades, Set<String> heartbeats, Map<String, Long> lastIds) {
        return List.of(message("heartbeats", "{\"current_time\":\"" + Instant.now() + "\",\"heartbeat_counter\":7}"));
    }
}
