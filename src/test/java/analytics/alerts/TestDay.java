package analytics.alerts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import market.AlertMemory;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Instrument;
import market.Instruments;
import market.Interval;

/** Candles by the minute, and engines that look at them. */
final class TestDay {

    static final String BTC = "binance:BTC-USDT";
    static final String KRAKEN = "kraken:BTC-USDT";
    static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    static final Instruments INSTRUMENTS = new Instruments(List.of(instrument("binance"), instrument("kraken")));
    static final BiPredicate<Instrument, Instant> ALWAYS = (instrument, at) -> true;

    private TestDay() {}

    static AlertSettings settings() {
        return new AlertSettings(
                Interval.M1,
                DetectorSettings.PRICE_MOVE,
                DetectorSettings.VOLUME_SPIKE,
                DetectorSettings.RANGE_BREAKOUT,
                DetectorSettings.DAY_CHANGE,
                AlertSettings.Spread.STANDARD,
                Duration.ofSeconds(15),
                Duration.ofMinutes(1));
    }

    static AlertEngine engine(AlertMemory memory) {
        return new AlertEngine(settings(), INSTRUMENTS, memory, ALWAYS, instrument -> false);
    }

    /** Start of the window so many minutes after noon, epoch µs. */
    static long minute(int minutes) {
        return (NOON.toEpochMilli() + minutes * 60_000L) * 1_000;
    }

    static Candle closed(int minute, double open, double high, double low, double close, double volume) {
        return candle(BTC, minute, open, high, low, close, volume, CandleStatus.COMPLETE);
    }

    static Candle open(int minute, double open, double high, double low, double close, double volume) {
        return candle(BTC, minute, open, high, low, close, volume, CandleStatus.OPEN);
    }

    static Candle candle(
            String instrument,
            int minute,
            double open,
            double high,
            double low,
            double close,
            double volume,
            CandleStatus status) {
        long start = minute(minute);
        return new Candle(
                new CandleKey(instrument, Interval.M1, start),
                decimal(open),
                decimal(high),
                decimal(low),
                decimal(close),
                decimal(volume),
                decimal(volume * close),
                decimal(volume / 2),
                10,
                minute * 10L,
                minute * 10L + 9,
                start + 1_000_000,
                start + 59_000_000,
                status == CandleStatus.OPEN ? 0 : 1,
                status);
    }

    /** So many calm minutes: returns of 0.05 % and volumes of 10, give or take. */
    static List<Candle> calm(int minutes, long seed) {
        Random random = new Random(seed);
        double[] price = {100};
        return IntStream.range(0, minutes)
                .mapToObj(minute -> {
                    double open = price[0];
                    double close = open * Math.exp(0.0005 * random.nextGaussian());
                    price[0] = close;
                    double wick = 0.0002 * open * random.nextDouble();
                    return closed(
                            minute,
                            open,
                            Math.max(open, close) + wick,
                            Math.min(open, close) - wick,
                            close,
                            10 * Math.exp(0.3 * random.nextGaussian()));
                })
                .toList();
    }

    static double lastClose(List<Candle> candles) {
        return candles.get(candles.size() - 1).close().doubleValue();
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value).setScale(8, RoundingMode.HALF_EVEN);
    }

    private static Instrument instrument(String venue) {
        return new Instrument(venue + ":BTC-USDT", venue, "BTC", "USDT", "BTCUSDT", List.of(), new BigDecimal("0.01"));
    }
}
