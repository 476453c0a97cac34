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
        boolean opens = trade.isBefore(firstTradeMicros, firstTradeId);
        boolean closes = !trade.isBefore(lastTradeMicros, lastTradeId);
        return new Candle(
                key,
                opens ? trade.price() : open,
                high.max(trade.price()),
                low.min(trade.price()),
                closes ? trade.price() : close,
                volume.add(trade.quantity()),
                quoteVolume.add(trade.price().multiply(trade.quantity())),
                takerBuyVolume.add(takerBuyQuantity(trade)),
                trades + 1,
                opens ? trade.tradeId() : firstTradeId,
                closes ? trade.tradeId() : lastTradeId,
                opens ? trade.eventTimeMicros() : firstTradeMicros,
                closes ? trade.eventTimeMicros() : lastTradeMicros,
                revision,
                status);
    }

    /** This candle, published once more: closed for the first time, or corrected. */
    public Candle revised(CandleStatus newStatus) {
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
                revision + 1,
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

    private static BigDecimal takerBuyQuantity(Trade trade) {
        return trade.takerSide() == TakerSide.BUY ? trade.quantity() : BigDecimal.ZERO;
    }
}
