package market;

import java.math.BigDecimal;

/** How decimals are written. */
public final class Decimals {

    private Decimals() {}

    /** Plain digits without trailing zeros: one value has one text, however many zeros a venue or a sum gave it. */
    public static String text(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }
}
