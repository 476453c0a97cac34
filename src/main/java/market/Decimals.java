package market;

import java.math.BigDecimal;

/** How decimals are read and written. */
public final class Decimals {

    /** What a price or quantity has at most; venues send below 30. A longer text is a mistake or an attack. */
    public static final int MAX_LENGTH = 40;

    /** A sum of products of two of them: twice the digits on both sides of the dot, and 20 for as many as can be summed. */
    static final int MAX_SUM_LENGTH = 4 * MAX_LENGTH + 20;

    private Decimals() {}

    /** Plain digits without trailing zeros: one value has one text, however many zeros a venue or a sum gave it. */
    public static String text(BigDecimal value) {
        return value.stripTrailingZeros().toPlainString();
    }

    /**
     * Reads plain digits, scale kept: {@code -12}, {@code 0.0500}. An exponent is refused, since a few characters of it
     * can stand for gigabytes of digits.
     *
     * @param name what it is, for the message
     * @throws IllegalArgumentException if it is anything else, or longer than {@link #MAX_LENGTH}
     */
    public static BigDecimal parse(String text, String name) {
        return parse(text, name, MAX_LENGTH);
    }

    static BigDecimal parse(String text, String name, int maxLength) {
        if (text.length() > maxLength) {
            throw new IllegalArgumentException(
                    name + " must have at most " + maxLength + " characters, has " + text.length());
        }
        if (!isPlain(text)) {
            throw new IllegalArgumentException(name + " must be a plain decimal, was '" + Checks.printable(text) + "'");
        }
        return new BigDecimal(text);
    }

    /**
     * A number that came as a number, without an exponent: {@code 1E+2} is {@code 100}, and {@code 0.0500} stays as it is.
     *
     * @param name what it is, for the message
     * @throws IllegalArgumentException if its plain digits, before and after the dot, would be more than those of a price
     */
    public static BigDecimal plain(BigDecimal value, String name) {
        // The exponent first: to write out the digits of 1E+999999999 is what has to be avoided.
        boolean bounded = value.scale() <= Checks.MAX_DIGITS
                && value.precision() <= Checks.MAX_DIGITS
                && (long) value.precision() - Math.min(0, value.scale()) <= Checks.MAX_DIGITS;
        if (!bounded) {
            throw new IllegalArgumentException(
                    name + " must be a number of at most " + Checks.MAX_DIGITS + " digits, was " + value);
        }
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    /** By hand, since it is asked twice a trade: an optional minus, digits, and perhaps a dot and more digits. */
    private static boolean isPlain(String text) {
        int start = text.startsWith("-") ? 1 : 0;
        int dot = text.indexOf('.');
        int wholeEnd = dot < 0 ? text.length() : dot;
        return areDigits(text, start, wholeEnd) && (dot < 0 || areDigits(text, dot + 1, text.length()));
    }

    private static boolean areDigits(String text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }
}
