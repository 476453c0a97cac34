package candles;

import java.math.BigDecimal;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Interval;
import market.TakerSide;
import market.Trade;

/**
 * The trades of one instrument in one window that are counted and in no candle yet. It is what makes six intervals cost
 * hardly more than one: trades are added here, once, and what comes out is added to a candle of each interval.
 */
final class WindowDelta {

    private final Interval interval;
    private final long startMicros;
    private final long endMicros;
    private BigDecimal open;
    private BigDecimal high;
    private BigDecimal low;
    private BigDecimal close;
    private BigDecimal volume = BigDecimal.ZERO;
    private BigDecimal quoteVolume = BigDecimal.ZERO;
    private BigDecimal takerBuyVolume = BigDecimal.ZERO;
    private long trades;
    private long firstTradeId;
    private long lastTradeId;
    private long firstMicros;
    private long lastMicros;

    WindowDelta(Interval interval, long eventMicros) {
        this.interval = interval;
        this.startMicros = interval.windowStart(eventMicros);
        this.endMicros = startMicros + interval.micros();
    }

    boolean holds(long eventMicros) {
        return eventMicros >= startMicros && eventMicros < endMicros;
    }

    long startMicros() {
        return startMicros;
    }

    void add(Trade trade) {
        BigDecimal price = trade.price();
        if (trades == 0) {
            high = price;
            low = price;
            opens(trade);
            closes(trade);
        } else {
            if (price.compareTo(high) > 0) {
                high = price;
            } else if (price.compareTo(low) < 0) {
                low = price;
            }
            if (trade.isBefore(firstMicros, firstTradeId)) {
                opens(trade);
            } else if (!trade.isBefore(lastMicros, lastTradeId)) {
                closes(trade);
            }
        }
        volume = volume.add(trade.quantity());
        quoteVolume = quoteVolume.add(price.multiply(trade.quantity()));
        if (trade.takerSide() == TakerSide.BUY) {
            takerBuyVolume = takerBuyVolume.add(trade.quantity());
        }
        trades++;
    }

    Candle candle(String instrument) {
        return new Candle(
                new CandleKey(instrument, interval, startMicros),
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
                firstMicros,
                lastMicros,
                0,
                CandleStatus.OPEN);
    }

    private void opens(Trade trade) {
        open = trade.price();
        firstTradeId = trade.tradeId();
        firstMicros = trade.eventTimeMicros();
    }

    private void closes(Trade trade) {
        close = trade.price();
        lastTradeId = trade.tradeId();
        lastMicros = trade.eventTimeMicros();
    }
}
