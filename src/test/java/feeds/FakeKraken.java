package feeds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import market.TakerSide;
import market.Trade;

/** Kraken's WebSocket API v2: {@code trade}, with a snapshot of past trades, an answer for each symbol, and a greeting. */
final class FakeKraken implements FakeProtocol {

    private static final Pattern SYMBOL = Pattern.compile("\"([A-Z]+)/USD\"");
    private static final Pattern ID = Pattern.compile("\"req_id\":(\\d+)");

    @Override
    public String venue() {
        return "kraken";
    }

    @Override
    public String quote() {
        return "USD";
    }

    @Override
    public String symbol(String base) {
        return base + "/USD";
    }

    @Override
    public long timeStepMicros() {
        return 1;
    }

    @Override
    public List<String> greeting() {
        return List.of(
                "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"version\":\"2.0.10\",\"system\":\"online\","
                        + "\"api_version\":\"v2\",\"connection_id\":7}]}");
    }

    @Override
    public Ask read(String request) {
        return new Ask(
                request.contains("\"subscribe\""),
                true,
                SYMBOL.matcher(request).results().map(symbol -> symbol.group(1)).toList(),
                ID.matcher(request).results().map(id -> id.group(1)).findFirst().orElseThrow());
    }

    @Override
    public List<String> done(Ask ask, List<String> bases, Set<String> subscribed) {
        return bases.stream()
                .map(base ->
                        ("{\"method\":\"%s\",\"result\":{\"channel\":\"trade\",\"snapshot\":true,\"symbol\":\"%s\"},"
                                        + "\"success\":true,\"time_in\":\"%s\",\"time_out\":\"%s\",\"req_id\":%s}")
                                .formatted(
                                        ask.subscribes() ? "subscribe" : "unsubscribe",
                                        symbol(base),
                                        Instant.now(),
                                        Instant.now(),
                                        ask.id()))
                .toList();
    }

    @Override
    public String refusal(Ask ask, String base) {
        return ("{\"error\":\"Currency pair not supported %s\",\"method\":\"subscribe\",\"success\":false,\"symbol\":\"%s\","
                        + "\"req_id\":%s}")
                .formatted(symbol(base), symbol(base), ask.id());
    }

    @Override
    public boolean refusesWholeMessages() {
        return false;
    }

    @Override
    public Fields fields(Trade trade) {
        return new Fields(
                symbol(base(trade)),
                trade.price().toPlainString(),
                trade.quantity().toPlainString(),
                FakeProtocol.quoted(trade.takerSide() == TakerSide.SELL ? "sell" : "buy"),
                Long.toString(trade.tradeId()),
                time(trade.eventTimeMicros()));
    }

    @Override
    public String frame(Fields fields) {
        return frame("update", item(fields));
    }

    private static String frame(String type, String items) {
        return "{\"channel\":\"trade\",\"type\":\"" + type + "\",\"data\":[" + items + "]}";
    }

    private static String item(Fields fields) {
        return ("{\"symbol\":\"%s\",\"side\":%s,\"price\":%s,\"qty\":%s,\"ord_type\":\"market\",\"trade_id\":%s,"
                        + "\"timestamp\":%s}")
                .formatted(
                        fields.symbol(), fields.side(), fields.price(), fields.quantity(), fields.id(), fields.time());
    }

    @Override
    public String decimal(String value) {
        return value;
    }

    @Override
    public String time(long micros) {
        return FakeProtocol.quoted(Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString());
    }

    @Override
    public List<String> past(List<Trade> trades) {
        return List.of(frame(
                "snapshot", trades.stream().map(trade -> item(fields(trade))).collect(Collectors.joining(","))));
    }

    @Override
    public List<String> heartbeats(Set<String> trades, Set<String> heartbeats, Map<String, Long> lastIds) {
        return trades.isEmpty() ? List.of() : List.of("{\"channel\":\"heartbeat\"}");
    }
}
