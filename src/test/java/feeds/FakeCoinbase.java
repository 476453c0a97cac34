package feeds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.TakerSide;
import market.Trade;

/** Coinbase Exchange: {@code matches} and {@code heartbeat}. It tells the maker's side. */
final class FakeCoinbase implements FakeProtocol {

    private static final Pattern PRODUCT = Pattern.compile("\"([A-Z]+)-USD\"");

    @Override
    public String venue() {
        return "coinbase";
    }

    @Override
    public String quote() {
        return "USD";
    }

    @Override
    public String symbol(String base) {
        return base + "-USD";
    }

    @Override
    public long timeStepMicros() {
        return 1;
    }

    @Override
    public long subscribeWithinMs() {
        return 5_000;
    }

    @Override
    public Ask read(String request) {
        return new Ask(
                request.contains("\"type\":\"subscribe\""), request.contains("\"matches\""), products(request), null);
    }

    static List<String> products(String request) {
        return PRODUCT.matcher(request)
                .results()
                .map(product -> product.group(1))
                .toList();
    }

    @Override
    public List<String> done(Ask ask, List<String> bases, Set<String> subscribed) {
        return List.of(
                "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"%s\",\"product_ids\":%s,\"account_ids\":null}]}"
                        .formatted(ask.trades() ? "matches" : "heartbeat", symbols(subscribed.stream())));
    }

    private String symbols(Stream<String> bases) {
        return bases.map(base -> FakeProtocol.quoted(symbol(base))).collect(Collectors.joining(",", "[", "]"));
    }

    /** "This results in the subscribe call being ignored entirely": coinbase/coinbase-pro-node, issue 174. */
    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    @Override
    public String refusal(Ask ask, String base) {
        return "{\"type\":\"error\",\"message\":\"Failed to subscribe\",\"reason\":\"" + symbol(base)
                + " is not a valid product\"}";
    }

    @Override
    public Fields fields(Trade trade) {
        return new Fields(
                symbol(base(trade)),
                FakeProtocol.quoted(trade.price()),
                FakeProtocol.quoted(trade.quantity()),
                FakeProtocol.quoted(trade.takerSide() == TakerSide.SELL ? "buy" : "sell"),
                Long.toString(trade.tradeId()),
                time(trade.eventTimeMicros()));
    }

    @Override
    public String frame(Fields fields) {
        return frame("match", fields);
    }

    private static String frame(String type, Fields fields) {
        return ("{\"type\":\"%s\",\"trade_id\":%s,\"maker_order_id\":\"447defaa\",\"taker_order_id\":\"8ddfdf47\",\"side\":%s,"
                        + "\"size\":%s,\"price\":%s,\"product_id\":\"%s\",\"sequence\":7,\"time\":%s}")
                .formatted(
                        type,
                        fields.id(),
                        fields.side(),
                        fields.quantity(),
                        fields.price(),
                        fields.symbol(),
                        fields.time());
    }

    @Override
    public String decimal(String value) {
        return FakeProtocol.quoted(value);
    }

    @Override
    public String time(long micros) {
        return FakeProtocol.quoted(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
    }

    /** The last one, seen already or not. */
    @Override
    public List<String> past(List<Trade> trades) {
        return trades.isEmpty() ? List.of() : List.of(frame("last_match", fields(trades.get(trades.size() - 1))));
    }

    @Override
    public List<String> heartbeats(Set<String> trades, Set<String> heartbeats, Map<String, Long> lastIds) {
        return heartbeats.stream()
                .map(base ->
                        "{\"type\":\"heartbeat\",\"last_trade_id\":%d,\"product_id\":\"%s\",\"sequence\":7,\"time\":\"%s\"}"
                                .formatted(lastIds.getOrDefault(base, 0L), symbol(base), Instant.now()))
                .toList();
    }
}
