package api;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.math.BigDecimal;
import java.util.Optional;
import market.Candle;
import market.DayFigures;
import market.Decimals;
import market.Trade;

/**
 * A trade as the edges show it: {@code latest} with the figures of the last 24 hours, a WebSocket message without.
 * Decimals are strings.
 *
 * @param quantity null if only the candle of the last trade is still known; so is {@code takerSide}
 * @param time ISO-8601 UTC, the venue's clock
 * @param timeMs the same in epoch ms
 * @param day null if the instrument did not trade within 24 hours, and in WebSocket messages
 */
public record TradeAnswer(
        String instrument,
        String price,
        String quantity,
        String takerSide,
        String tradeId,
        String time,
        long timeMs,
        @JsonUnwrapped(suffix = "24h") Day day) {

    /** The figures of the last 24 hours. */
    public record Day(
            String open,
            String high,
            String low,
            String volume,
            String quoteVolume,
            long trades,
            String changePercent) {

        static Day of(DayFigures figures, BigDecimal lastPrice) {
            return new Day(
                    Decimals.text(figures.open()),
                    Decimals.text(figures.high()),
                    Decimals.text(figures.low()),
                    Decimals.text(figures.volume()),
                    Decimals.text(figures.quoteVolume()),
                    figures.trades(),
                    figures.changePercent(lastPrice).toPlainString());
        }
    }

    public static TradeAnswer of(Trade trade) {
        return of(trade, Optional.empty());
    }

    static TradeAnswer of(Trade trade, Optional<DayFigures> day) {
        return new TradeAnswer(
                trade.instrument(),
                Decimals.text(trade.price()),
                Decimals.text(trade.quantity()),
                trade.takerSide().name(),
                Long.toString(trade.tradeId()),
                trade.eventTime().toString(),
                trade.eventTimeMicros() / 1_000,
                day.map(figures -> Day.of(figures, trade.price())).orElse(null));
    }

    /** What is still known of the last trade when only its candle is. */
    static TradeAnswer of(Candle candle, Optional<DayFigures> day) {
        return new TradeAnswer(
                candle.key().instrument(),
                Decimals.text(candle.close()),
                null,
                null,
                Long.toString(candle.lastTradeId()),
                candle.lastTrade().toString(),
                candle.lastTradeMicros() / 1_000,
                day.map(figures -> Day.of(figures, candle.close())).orElse(null));
    }
}
