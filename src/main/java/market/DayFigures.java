package market;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * What happened to an instrument in the last 24 hours, folded from its candles.
 *
 * @param open the first price, quote currency
 * @param high the greatest price
 * @param low the least price
 * @param volume base currency
 * @param quoteVolume quote currency
 * @param trades how many
 */
public record DayFigures(
        BigDecimal open, BigDecimal high, BigDecimal low, BigDecimal volume, BigDecimal quoteVolume, long trades) {

    private static final int PERCENT_SCALE = 2;

    /** How far a price is from the first one of the day, in percent with two decimals. */
    public BigDecimal changePercent(BigDecimal price) {
        return price.subtract(open).movePointRight(2).divide(open, PERCENT_SCALE, RoundingMode.HALF_EVEN);
    }
}
