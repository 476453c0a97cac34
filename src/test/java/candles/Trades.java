package candles;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import market.Instrument;
import market.Instruments;
import market.Interval;
import market.TakerSide;
import market.Trade;
import market.TradeIds;

/** Trades, instruments and settings that the engine's tests share. */
public final class Trades {

    public static final String BTC = "binance:BTC-USDT";
    public static final String ETH = "binance:ETH-USDT";

    /** One whose trade ids are unique and no more. */
    public static final String FX = "bank:EUR-USD";

    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    public static final Instruments INSTRUMENTS = new Instruments(List.of(
            instrument("binance", "BTC", "USDT", TradeIds.DENSE),
            instrument("binance", "ETH", "USDT", TradeIds.DENSE),
            instrument("bank", "EUR", "USD", TradeIds.SPARSE)));

    private Trades() {}

    /** Ten seconds of lateness, every change stored at once. */
    public static EngineSettings settings(Interval... intervals) {
        return new EngineSettings(
                List.of(intervals), 1, Duration.ofSeconds(10), Duration.ZERO, Optional.empty(), Duration.ofMinutes(10));
    }

    public static Trade trade(String instrument, long id, String price, double secondsAfterNoon) {
        long micros = micros(NOON) + Math.round(secondsAfterNoon * 1_000_000);
        return new Trade(
                instrument, new BigDecimal(price), new BigDecimal("2"), TakerSide.BUY, id, micros, micros, micros);
    }

    public static long micros(Instant instant) {
        return instant.toEpochMilli() * 1_000;
    }

    private static Instrument instrument(String venue, String base, String quote, TradeIds tradeIds) {
        return new Instrument(
                venue + ":" + base + "-" + quote,
                venue,
                base,
                quote,
                base + quote,
                List.of(base),
                new BigDecimal("0.01"),
                tradeIds);
    }
}
