package analytics.indicators;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import market.Candle;

/**
 * A second implementation for tests, straight from the definitions of docs/indicators.md: whole series at once, in decimals
 * of 50 digits, without ta4j. The list of a candle's outputs is empty where there is none.
 */
final class ExactIndicators {

    private static final MathContext DIGITS = new MathContext(50);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private ExactIndicators() {}

    static List<List<BigDecimal>> of(IndicatorSpec spec, List<Candle> candles) {
        List<BigDecimal> closes = candles.stream().map(Candle::close).toList();
        int period = spec.whole(0);
        List<List<BigDecimal>> all = new ArrayList<>();
        for (int i = 0; i < candles.size(); i++) {
            all.add(
                    i + 1 < spec.warmUp()
                            ? List.of()
                            : at(spec, period, candles.subList(0, i + 1), closes.subList(0, i + 1)));
        }
        return all;
    }

    private static List<BigDecimal> at(IndicatorSpec spec, int period, List<Candle> candles, List<BigDecimal> closes) {
        return switch (spec.name()) {
            case SMA -> List.of(mean(last(closes, period)));
            case EMA -> List.of(ema(closes, period));
            case VWAP -> {
                List<Candle> window = last(candles, period);
                BigDecimal amount = sum(window.stream().map(Candle::quoteVolume).toList());
                yield List.of(
                        divide(amount, sum(window.stream().map(Candle::volume).toList())));
            }
            case BOLLINGER -> {
                List<BigDecimal> window = last(closes, period);
                BigDecimal mean = mean(window);
                BigDecimal deviation = divide(squares(window, mean), BigDecimal.valueOf(period))
                        .sqrt(DIGITS);
                BigDecimal width = deviation.multiply(spec.parameters().get(1));
                yield List.of(mean, mean.add(width), mean.subtract(width));
            }
            case RSI -> List.of(rsi(closes, period));
            case MACD -> macd(closes, spec.whole(0), spec.whole(1), spec.whole(2));
            case ATR -> List.of(smoothed(trueRanges(candles), period, BigDecimal.ONE, BigDecimal.valueOf(period)));
            case VOLATILITY -> List.of(volatility(last(closes, period + 1)));
        };
    }

    private static BigDecimal ema(List<BigDecimal> values, int period) {
        return smoothed(values, period, BigDecimal.valueOf(2), BigDecimal.valueOf(period + 1L));
    }

    private static List<BigDecimal> macd(List<BigDecimal> closes, int fast, int slow, int smoothing) {
        List<BigDecimal> lines = new ArrayList<>();
        for (int i = slow; i <= closes.size(); i++) {
            lines.add(ema(closes.subList(0, i), fast).subtract(ema(closes.subList(0, i), slow)));
        }
        BigDecimal macd = lines.get(lines.size() - 1);
        BigDecimal signal = ema(lines, smoothing);
        return List.of(macd, signal, macd.subtract(signal));
    }

    private static BigDecimal rsi(List<BigDecimal> closes, int period) {
        List<BigDecimal> gains = new ArrayList<>();
        List<BigDecimal> losses = new ArrayList<>();
        for (int i = 1; i < closes.size(); i++) {
            BigDecimal change = closes.get(i).subtract(closes.get(i - 1));
            gains.add(change.max(BigDecimal.ZERO));
            losses.add(change.negate().max(BigDecimal.ZERO));
        }
        BigDecimal gain = smoothed(gains, period, BigDecimal.ONE, BigDecimal.valueOf(period));
        BigDecimal loss = smoothed(losses, period, BigDecimal.ONE, BigDecimal.valueOf(period));
        if (loss.signum() == 0) {
            return gain.signum() == 0 ? BigDecimal.valueOf(50) : HUNDRED;
        }
        return HUNDRED.subtract(divide(HUNDRED, BigDecimal.ONE.add(divide(gain, loss))));
    }

    private static List<BigDecimal> trueRanges(List<Candle> candles) {
        List<BigDecimal> ranges = new ArrayList<>();
        for (int i = 0; i < candles.size(); i++) {
            Candle candle = candles.get(i);
            BigDecimal range = candle.high().subtract(candle.low());
            if (i > 0) {
                BigDecimal before = candles.get(i - 1).close();
                range = range.max(candle.high().subtract(before).abs())
                        .max(candle.low().subtract(before).abs());
            }
            ranges.add(range);
        }
        return ranges;
    }

    /** Logarithms are the one thing that decimals do not have: these are binary, which the tolerance allows for. */
    private static BigDecimal volatility(List<BigDecimal> closes) {
        List<BigDecimal> changes = new ArrayList<>();
        for (int i = 1; i < closes.size(); i++) {
            changes.add(new BigDecimal(
                    Math.log(divide(closes.get(i), closes.get(i - 1)).doubleValue())));
        }
        BigDecimal variance = divide(squares(changes, mean(changes)), BigDecimal.valueOf(changes.size() - 1L));
        return variance.sqrt(DIGITS).multiply(HUNDRED);
    }

    /** The weight of a new value is {@code over / under}; the first n values count as their mean. */
    private static BigDecimal smoothed(List<BigDecimal> values, int count, BigDecimal over, BigDecimal under) {
        BigDecimal average = mean(values.subList(0, count));
        for (BigDecimal value : values.subList(count, values.size())) {
            BigDecimal rest = average.multiply(under.subtract(over));
            average = divide(value.multiply(over).add(rest), under);
        }
        return average;
    }

    private static BigDecimal mean(List<BigDecimal> values) {
        return divide(sum(values), BigDecimal.valueOf(values.size()));
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal squares(List<BigDecimal> values, BigDecimal mean) {
        return sum(values.stream().map(value -> value.subtract(mean).pow(2)).toList());
    }

    private static BigDecimal divide(BigDecimal value, BigDecimal by) {
        return value.divide(by, DIGITS);
    }

    private static <T> List<T> last(List<T> values, int count) {
        return values.subList(values.size() - count, values.size());
    }
}
