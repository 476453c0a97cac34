package analytics.indicators;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * What an indicator says at a candle.
 *
 * @param startMicros start of the candle's window, epoch µs
 * @param open whether that candle is open, so that the value may change
 * @param values one for each of the outputs of the indicator, in their order; finite numbers
 */
public record IndicatorValue(IndicatorSpec spec, long startMicros, boolean open, List<Double> values) {

    /** What is shown of a value: fewer than binary floating point has, and than do not depend on where the series began. */
    private static final MathContext SHOWN = new MathContext(10, RoundingMode.HALF_EVEN);

    /** Prices have fewer decimals; what is smaller is the rounding of a zero. */
    private static final int MOST_DECIMALS = 30;

    public IndicatorValue {
        values = List.copyOf(values);
    }

    /** Start of the candle's window. */
    public Instant start() {
        return Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS);
    }

    /** The main value: the first output. */
    public double value() {
        return values.get(0);
    }

    /** @throws IllegalArgumentException if the indicator has no output of this name */
    public double value(String output) {
        int index = spec.name().outputs().indexOf(output);
        if (index < 0) {
            throw new IllegalArgumentException(spec.name().label() + " has no output '" + output + "', it has "
                    + String.join(", ", spec.name().outputs()));
        }
        return values.get(index);
    }

    /** A value as it is shown: 10 significant digits, at most 30 of them after the dot. */
    public static BigDecimal rounded(double value) {
        BigDecimal shown = new BigDecimal(value).round(SHOWN);
        return shown.scale() > MOST_DECIMALS ? shown.setScale(MOST_DECIMALS, RoundingMode.HALF_EVEN) : shown;
    }
}
