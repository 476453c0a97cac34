package feeds;

import java.net.URI;
import java.util.List;
import market.Instrument;
import market.TakerSide;
import market.Trade;

/** Binance spot's past trades, from an id upwards. Source: Binance spot API, {@code GET /api/v3/historicalTrades}. */
final class BinanceHistory implements TradeHistory {

    private static final int PAGE = 1_000;

    /** Of the 6,000 a minute that an address has for everything, other programs on it included. */
    private static final int BUDGET_PER_MINUTE = 1_500;

    @Override
    public URI publicAddress() {
        return URI.create("https://api.binance.com");
    }

    @Override
    public String request(Missing missing) {
        return "/api/v3/historicalTrades?symbol="
                + Queries.encoded(missing.instrument().venueSymbol()) + "&fromId=" + missing.firstId() + "&limit="
                + PAGE;
    }

    @Override
    public int weight() {
        return 25;
    }

    @Override
    public int budgetPerMinute() {
        return BUDGET_PER_MINUTE;
    }

    @Override
    public List<Trade> read(byte[] answer, Instrument instrument, long receiveTimeMicros) {
        return HistoryJson.parse(answer).items().stream()
                .map(item -> trade(item, instrument, receiveTimeMicros))
                .toList();
    }

    private static Trade trade(HistoryJson item, Instrument instrument, long receiveTimeMicros) {
        HistoryJson time = item.field("time");
        long millis = time.whole();
        return item.trade(
                instrument,
                item.field("price").decimalText(),
                item.field("qty").decimalText(),
                item.field("isBuyerMaker").flag() ? TakerSide.SELL : TakerSide.BUY,
                item.field("id").whole(),
                time.checked(() -> Math.multiplyExact(millis, 1_000L), "must be epoch milliseconds"),
                receiveTimeMicros);
    }
}
