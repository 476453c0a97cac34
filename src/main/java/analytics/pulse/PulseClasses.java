package analytics.pulse;

import java.math.BigDecimal;
import java.util.List;
import market.Trend;
import market.Volatility;

/**
 * Which class a change over 24 hours is of, in percent. A boundary belongs to the class that is farther from standing still: with 2,
 * a change of exactly 2 is {@code MOVING} and {@code RISING}.
 *
 * @param movingFrom least absolute change of {@link Volatility#MOVING}; below is stable
 * @param risingFrom least change of {@link Trend#RISING}
 * @param fallingFrom greatest change of {@link Trend#FALLING}, negative; what lies between the two is stable
 */
public record PulseClasses(
        BigDecimal movingFrom,
        BigDecimal volatileFrom,
        BigDecimal highFrom,
        BigDecimal extremeFrom,
        BigDecimal surgingFrom,
        BigDecimal risingFrom,
        BigDecimal fallingFrom,
        BigDecimal crashingFrom) {

    public PulseClasses {
        ascending(List.of(BigDecimal.ZERO, movingFrom, volatileFrom, highFrom, extremeFrom));
        ascending(List.of(crashingFrom, fallingFrom, BigDecimal.ZERO, risingFrom, surgingFrom));
    }

    private static void ascending(List<BigDecimal> bounds) {
        for (int i = 1; i < bounds.size(); i++) {
            if (bounds.get(i - 1).compareTo(bounds.get(i)) >= 0) {
                throw new IllegalArgumentException("each boundary must be greater than the one before: " + bounds);
            }
        }
    }

    /** @param changePercent over 24 hours, 1.5 is one and a half percent */
    public Volatility volatility(BigDecimal changePercent) {
        BigDecimal size = changePercent.abs();
        if (size.compareTo(extremeFrom) >= 0) {
            return Volatility.EXTREME;
        }
        if (size.compareTo(highFrom) >= 0) {
            return Volatility.HIGH;
        }
        if (size.compareTo(volatileFrom) >= 0) {
            return Volatility.VOLATILE;
        }
        return size.compareTo(movingFrom) >= 0 ? Volatility.MOVING : Volatility.STABLE;
    }

    /** @param changePercent over 24 hours, 1.5 is one and a half percent */
    public Trend trend(BigDecimal changePercent) {
        if (changePercent.compareTo(surgingFrom) >= 0) {
            return Trend.SURGING;
        }
        if (changePercent.compareTo(risingFrom) >= 0) {
            return Trend.RISING;
        }
        if (changePercent.compareTo(crashingFrom) <= 0) {
            return Trend.CRASHING;
        }
        return changePercent.compareTo(fallingFrom) <= 0 ? Trend.FALLING : Trend.STABLE;
    }
}
