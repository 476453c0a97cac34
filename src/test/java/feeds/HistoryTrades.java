package feeds;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.LongStream;
import market.Gap;
import market.Instrument;
import market.TakerSide;
import market.Trade;

/** Trades and gaps of the tests of past trades. A trade a millisecond, counted from {@link #START} by its id. */
final class HistoryTrades {

    static final Instrument BTC =
            new Instrument("kraken:BTC-USD", "kraken", "BTC", "USD", "BTC/USD", List.of(), new BigDecimal("0.1"));

    /** 2026-11-20T12:00:00Z, epoch µs. */
    static final long START = 1_795_176_000_000_000L;

    private HistoryTrades() {}

    static List<Trade> trades(long firstId, long lastId) {
        return LongStream.rangeClosed(firstId, lastId)
                .mapToObj(HistoryTrades::trade)
                .toList();
    }

    static Trade trade(long id) {
        return new Trade(
                BTC.id(),
                new BigDecimal("100.50").add(BigDecimal.valueOf(id, 2)),
                new BigDecimal("0.0100"),
                id % 3 == 0 ? TakerSide.SELL : TakerSide.BUY,
                id,
                micros(id),
                START,
                START);
    }

    /** One ms a trade. */
    static long micros(long id) {
        return START + id * 1_000;
    }

    static Gap gap(long firstId, long lastId) {
        return new Gap(
                BTC.id(), Gap.Kind.TRADE_IDS, firstId, lastId, micros(firstId - 1), micros(lastId + 1), Gap.State.OPEN);
    }

    static TradeHistory.Missing missing(long firstId, long lastId) {
        Gap gap = gap(firstId, lastId);
        return new TradeHistory.Missing(BTC, firstId, lastId, gap.fromMicros(), gap.toMicros());
    }
}
