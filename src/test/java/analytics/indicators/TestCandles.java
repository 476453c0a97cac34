package analytics.indicators;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Interval;

/** Candles of one instrument, a minute each. */
public final class TestCandles {

    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private TestCandles() {}

    /** The candle of a minute, closed, with high and low at its close and one unit of volume. */
    public static Candle closing(int minute, double close) {
        return candle(minute, close, close, close, 1, CandleStatus.COMPLETE);
    }

    public static List<Candle> closes(double... closes) {
        List<Candle> candles = new ArrayList<>();
        for (double close : closes) {
            candles.add(closing(candles.size(), close));
        }
        return candles;
    }

    public static Candle candle(int minute, double high, double low, double close, double volume, CandleStatus status) {
        BigDecimal price = BigDecimal.valueOf(close);
        BigDecimal quantity = BigDecimal.valueOf(volume);
        long micros = START.toEpochMilli() * 1_000 + minute * Interval.M1.micros();
        return new Candle(
                new CandleKey("binance:BTC-USDT", Interval.M1, micros),
                price,
                BigDecimal.valueOf(high),
                BigDecimal.valueOf(low),
                price,
                quantity,
                price.multiply(quantity),
                BigDecimal.ZERO,
                1,
                minute,
                minute,
                micros,
                micros,
                status == CandleStatus.OPEN ? 0 : 1,
                status);
    }

    /** A random walk with candles that have a range and a volume. */
    public static List<Candle> walk(long seed, int count, double price, double step) {
        Random random = new Random(seed);
        List<Candle> candles = new ArrayList<>();
        double last = price;
        for (int i = 0; i < count; i++) {
            last = rounded(last * Math.exp(step * random.nextGaussian()));
            candles.add(candle(
                    i,
                    rounded(last * (1 + step * random.nextDouble())),
                    rounded(last * (1 - step * random.nextDouble())),
                    last,
                    rounded(0.01 + 10 * random.nextDouble()),
                    CandleStatus.COMPLETE));
        }
        return candles;
    }

    /** The same candle, open. */
    public static Candle open(Candle candle) {
        return candle(
                minute(candle),
                candle.high().doubleValue(),
                candle.low().doubleValue(),
                candle.close().doubleValue(),
                candle.volume().doubleValue(),
                CandleStatus.OPEN);
    }

    public static int minute(Candle candle) {
        return Math.toIntExact((candle.key().startMicros() - START.toEpochMilli() * 1_000) / Interval.M1.micros());
    }

    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(8)).doubleValue();
    }
}
