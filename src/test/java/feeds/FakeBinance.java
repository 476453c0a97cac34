package feeds;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import market.TakerSide;
import market.Trade;

/** Binance's combined streams. */
final class FakeBinance implements FakeProtocol {

    private static final Pattern STREAM = Pattern.compile("\"([a-z]+)usdt@trade\"");
    private static final Pattern ID = Pattern.compile("\"id\":(\\d+)");

    @Override
    public String venue() {
        return "binance";
    }

    @Override
    public String quote() {
        return "USDT";
    }

    @Override
    public String symbol(String base) {
        return base + "USDT";
    }

    @Override
    public long timeStepMicros() {
        return 1_000;
    }

    @Override
    public Ask read(String request) {
        return new Ask(
                !request.contains("UNSUBSCRIBE"),
                true,
                STREAM.matcher(request)
                        .results()
                        .map(stream -> stream.group(1).toUpperCase(Locale.ROOT))
                        .toList(),
                ID.matcher(request).results().map(id -> id.group(1)).findFirst().orElseThrow());
    }

    @Override
    public List<String> done(Ask ask, List<String> bases, Set<String> subscribed) {
        return List.of("{\"result\":null,\"id\":" + ask.id() + "}");
    }

    @Override
    public String refusal(Ask ask, String base) {
        return "{\"error\":{\"code\":2,\"msg\":\"Invalid request: no such stream\"},\"id\":" + ask.id() + "}";
    }

    @Override
    public boolean refusesWholeMessages() {
        return true;
    }

    @Override
    public Fields fields(Trade trade) {
        return new Fields(
                symbol(base(trade)),
                FakeProtocol.quoted(trade.price()),
                FakeProtocol.quoted(trade.quantity()),
                Boolean.toString(trade.takerSide() == TakerSide.SELL),
                Long.toString(trade.tradeId()),
                time(trade.eventTimeMicros()));
    }

    @Override
    public String frame(Fields fields) {
        return ("{\"stream\":\"%s@trade\",\"data\":{\"e\":\"trade\",\"E\":%s,\"s\":\"%s\",\"t\":%s,\"p\":%s,"
                        + "\"q\":%s,\"T\":%s,\"m\":%s,\"M\":true}}")
                .formatted(
                        fields.symbol().toLowerCase(Locale.ROOT),
                        fields.time(),
                        fields.symbol(),
                        fields.id(),
                        fields.price(),
                        fields.quantity(),
                        fields.time(),
                        fields.side());
    }

    @Override
    public String decimal(String value) {
        return FakeProtocol.quoted(value);
    }

    @Override
    public String time(long micros) {
        return Long.toString(Math.floorDiv(micros, 1_000));
    }
}
