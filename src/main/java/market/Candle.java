package market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The trades of one instrument in one window, folded.
 *
 * @param open price of the first trade by (event time, trade id)
 * @param close price of the last trade by (event time, trade id)
 * @param volume sum of quantities, base currency
 * @param quoteVolume sum of price × quantity, quote currency; VWAP is this by {@code volume}
 * @param takerBuyVolume the part of {@code volume} in which the taker bought
 * @param trades how many trades, at least 1: a window without trades has no candle
 * @param firstTradeId id of the trade that opened the candle
 * @param lastTradeId id of the trade that closed it
 * @param firstTradeMicros event time of the trade that opened it, epoch µs, venue's clock
 * @param lastTradeMicros event time of the trade that closed it, epoch µs, venue's clock
 * @param revision 0 while open, 1 at the first close, +1 with every correction after it
 */
public record Candle(
        CandleKey key,
        BigDecimal open,
        BigDecimal high,
        BigDecimal low,
        BigDecimal close,
        BigDecimal volume,
        BigDecimal quoteVolume,
        BigDecimal takerBuyVolume,
        long trades,
        long firstTradeId,
        long lastTradeId,
        long firstTradeMicros,
        long lastTradeMicros,
        int revision,
        CandleStatus status) {

    public Candle {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(status, "status");
        if (trades < 1) {
            throw new IllegalArgumentException("a candle has at least one trade, this one has " + trades);
        }
    }

    /** The candle of a single trade. */
    public static Candle opening(CandleKey key, Trade trade) {
        return new Candle(
                key,
                trade.price(),
                trade.price(),
                trade.price(),
                trade.price(),
                trade.quantity(),
                trade.price().multiply(trade.quantity()),
                takerBuyQuantity(trade),
                1,
                trade.tradeId(),
                trade.tradeId(),
                trade.eventTimeMicros(),
                trade.eventTimeMicros(),
                0,
                CandleStatus.OPEN);
    }

    /** This candle with one more trade in it. The order of calls does not matter. */
    public Candle with(Trade trade) {
        return with(opening(key, trade));
    }

    /**
     * This candle with the trades of another one, which has none of them yet; it may be of a shorter window in this one.
     * The order of calls does not matter. Key, revision and status stay.
     */
    public Candle with(Candle part) {
        boolean opens = isBefore(part.firstTradeMicros, part.firstTradeId, firstTradeMicros, firstTradeId);
        boolean closes = isBefore(lastTradeMicros, lastTradeId, part.lastTradeMicros, part.lastTradeId);
        return new Candle(
                key,
                opens ? part.open : open,
                high.max(part.high),
                low.min(part.low),
                closes ? part.close : close,
                volume.add(part.volume),
                quoteVolume.add(part.quoteVolume),
                takerBuyVolume.add(part.takerBuyVolume),
                trades + part.trades,
                opens ? part.firstTradeId : firstTradeId,
                closes ? part.lastTradeId : lastTradeId,
                opens ? part.firstTradeMicros : firstTradeMicros,
                closes ? part.lastTradeMicros : lastTradeMicros,
                revision,
                status);
    }

    /** The trades of this candle as the first ones of an open candle whose window holds this one's. */
    public Candle opening(CandleKey longer) {
        return new Candle(
                longer,
                open,
                high,
                low,
                close,
                volume,
                quoteVolume,
                takerBuyVolume,
                trades,
                firstTradeId,
                lastTradeId,
                firstTradeMicros,
                lastTradeMicros,
                0,
                CandleStatus.OPEN);
    }

    /** This candle, published once more: closed for the first time, or corrected. */
    public Candle revised(CandleStatus newStatus) {
        return closed(revision + 1, newStatus);
    }

    /** This candle, closed as the revision given. */
    public Candle closed(int newRevision, CandleStatus newStatus) {
        return new Candle(
                key,
                open,
                high,
                low,
                close,
                volume,
                quoteVolume,
                takerBuyVolume,
                trades,
                firstTradeId,
                lastTradeId,
                firstTradeMicros,
                lastTradeMicros,
                newRevision,
                newStatus);
    }

    public boolean isOpen() {
        return status == CandleStatus.OPEN;
    }

    /** Start of the window. */
    public Instant start() {
        return Instant.EPOCH.plus(key.startMicros(), ChronoUnit.MICROS);
    }

    /** When the trade that closed it happened, by the venue's clock. */
    public Instant lastTrade() {
        return Instant.EPOCH.plus(lastTradeMicros, ChronoUnit.MICROS);
    }

    /** The order in which trades open and close a candle: event time, then trade id. */
    private static boolean isBefore(long micros, long id, long otherMicros, long otherId) {
        return micros != otherMicros ? micros < otherMicros : id < otherId;
    }

    private static BigDecimal takerBuyQuantity(Trade trade) {
        return trade.takerSide() == TakerSide.BUY ? trade.quantity() : BigDecimal.ZERO;
    }
}
