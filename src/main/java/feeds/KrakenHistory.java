package feeds;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import market.Instrument;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;

/**
 * Kraken's past trades, from an instant onwards. Refusals, and requests for fewer requests, come with status 200. Source:
 * Kraken REST API, {@code GET /0/public/Trades}.
 */
final class KrakenHistory implements TradeHistory {

    /** Half of one request a second, which an address has for public data. */
    private static final int BUDGET_PER_MINUTE = 30;

    private static final int PRICE = 0;
    private static final int VOLUME = 1;
    private static final int TIME = 2;
    private static final int SIDE = 3;
    private static final int TRADE_ID = 6;

    @Override
    public URI publicAddress() {
        return URI.create("https://api.kraken.com");
    }

    /**
     * Its {@code since} is exclusive and in ns, our times are cut or rounded to µs, and neighbours often share an instant:
     * so it is asked from a µs earlier.
     */
    @Override
    public String request(Missing missing) {
        long since = Math.multiplyExact(Math.max(0, missing.fromMicros() - 1), 1_000L);
        return "/0/public/Trades?pair="
                + Queries.encoded(missing.instrument().venueSymbol().replace("/", "")) + "&since=" + since;
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public int budgetPerMinute() {
        return BUDGET_PER_MINUTE;
    }

    @Override
    public List<Trade> read(byte[] answer, Instrument instrument, long receiveTimeMicros) {
        HistoryJson page = HistoryJson.parse(answer);
        if (page.isObject() && page.has("error")) {
            refuse(page.field("error").items().stream().map(HistoryJson::text).collect(Collectors.joining(", ")));
        }
        // Kraken calls the pair by a name of its own, XXBTZUSD, whatever it was asked by.
        List<HistoryJson> pairs = page.field("result").fields().entrySet().stream()
                .filter(field -> !field.getKey().equals("last"))
                .map(Map.Entry::getValue)
                .toList();
        if (pairs.size() != 1) {
            throw new MalformedDataException("result must have the trades of one pair, has " + pairs.size());
        }
        return pairs.get(0).items().stream()
                .map(item -> trade(item, instrument, receiveTimeMicros))
                .toList();
    }

    private static void refuse(String errors) {
        if (errors.contains("Rate limit") || errors.contains("Too many requests") || errors.contains("EService:")) {
            throw new VenueBusyException("Kraken says: " + FrameJson.shown(errors));
        }
        if (!errors.isEmpty()) {
            throw new MalformedDataException("Kraken says: " + FrameJson.shown(errors));
        }
    }

    private static Trade trade(HistoryJson item, Instrument instrument, long receiveTimeMicros) {
        HistoryJson time = item.item(TIME);
        BigDecimal seconds = time.decimalNumber();
        return item.trade(
                instrument,
                item.item(PRICE).decimalText(),
                item.item(VOLUME).decimalText(),
                takerSide(item.item(SIDE)),
                item.item(TRADE_ID).whole(),
                time.checked(() -> micros(seconds), "must be epoch seconds"),
                receiveTimeMicros);
    }

    private static long micros(BigDecimal seconds) {
        return seconds.movePointRight(6).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    private static TakerSide takerSide(HistoryJson side) {
        return switch (side.text()) {
            case "b" -> TakerSide.BUY;
            case "s" -> TakerSide.SELL;
            default -> throw side.refused("must be b or s");
        };
    }
}
