package feeds;

import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import market.Instrument;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;

/**
 * Coinbase Exchange's past trades, from an id downwards: its {@code after} is of the list, which is newest first. Source:
 * Coinbase Exchange API, {@code GET /products/{id}/trades}.
 */
final class CoinbaseHistory implements TradeHistory {

    private static final int PAGE = 1_000;

    /** Half of the 8 requests a second that an address has. */
    private static final int BUDGET_PER_MINUTE = 240;

    @Override
    public URI publicAddress() {
        return URI.create("https://api.exchange.coinbase.com");
    }

    @Override
    public String request(Missing missing) {
        String before = missing.hasNoEnd() ? "" : "after=" + (missing.lastId() + 1) + "&";
        return "/products/" + Queries.encoded(missing.instrument().venueSymbol()) + "/trades?" + before + "limit="
                + PAGE;
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
        if (page.isObject() && page.has("message")) {
            throw new MalformedDataException(
                    "Coinbase says: " + FrameJson.shown(page.field("message").text()));
        }
        return page.items().stream()
                .map(item -> trade(item, instrument, receiveTimeMicros))
                .toList();
    }

    private static Trade trade(HistoryJson item, Instrument instrument, long receiveTimeMicros) {
        HistoryJson time = item.field("time");
        String text = time.text();
        return item.trade(
                instrument,
                item.field("price").decimalText(),
                item.field("size").decimalText(),
                takerSide(item.field("side")),
                item.field("trade_id").whole(),
                time.checked(() -> micros(text), "must be an ISO-8601 time after 1970 and before 2200"),
                receiveTimeMicros);
    }

    private static long micros(String time) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
        if (!Trade.isPossible(micros)) {
            throw new IllegalArgumentException("out of range");
        }
        return micros;
    }

    /** It names the side of the order that was in the book. */
    private static TakerSide takerSide(HistoryJson makerSide) {
        return switch (makerSide.text()) {
            case "buy" -> TakerSide.SELL;
            case "sell" -> TakerSide.BUY;
            default -> throw makerSide.refused("must be buy or sell");
        };
    }
}
