package analytics.indicators;

import java.math.BigDecimal;

/**
 * A parameter of an indicator.
 *
 * @param name as in the documentation
 * @param standard its value where none is given
 * @param least the smallest value allowed
 * @param most the greatest value allowed; it bounds how many candles have to be read
 * @param whole whether it counts candles, so that it has no fraction
 */
public record IndicatorParameter(String name, BigDecimal standard, BigDecimal least, BigDecimal most, boolean whole) {

    static IndicatorParameter candles(String name, int standard, int least, int most) {
        return new IndicatorParameter(
                name, BigDecimal.valueOf(standard), BigDecimal.valueOf(least), BigDecimal.valueOf(most), true);
    }

    static IndicatorParameter factor(String name, String standard, String least, String most) {
        return new IndicatorParameter(
                name, new BigDecimal(standard), new BigDecimal(least), new BigDecimal(most), false);
    }

    /** What it may be, for a person: {@code period: a whole number from 1 to 400, 20 if left out}. */
    public String allowed() {
        return name + ": a " + (whole ? "whole number" : "number") + " from " + least.toPlainString() + " to "
                + most.toPlainString() + ", " + standard.toPlainString() + " if left out";
    }

    boolean allows(BigDecimal value) {
        return value.compareTo(least) >= 0
                && value.compareTo(most) <= 0
                && (!whole || value.stripTrailingZeros().scale() <= 0);
    }
}
