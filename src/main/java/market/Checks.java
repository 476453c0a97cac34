package market;

import java.math.BigDecimal;

/** The conditions that the records of this package hold their components to. */
final class Checks {

    /** An instrument id is a key in the log, in Redis and in Postgres' indexes: none of them likes longer ones. */
    private static final int MAX_ID_LENGTH = 100;

    /** With these, the plain text of a decimal has at most {@link Decimals#MAX_LENGTH} characters. */
    static final int MAX_DIGITS = 38;

    /** Of a sum or product of prices and quantities, and of its scale: its plain text has below {@link Decimals#MAX_SUM_LENGTH}. */
    private static final int MAX_FIGURE_DIGITS = 80;

    private Checks() {}

    static void notBlank(String value, String name) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
    }

    /** Letters, digits and visible ASCII: what every store can keep and every log line can show. */
    static void id(String value, String name) {
        notBlank(value, name);
        if (value.length() > MAX_ID_LENGTH) {
            throw new IllegalArgumentException(
                    name + " must have at most " + MAX_ID_LENGTH + " characters, has " + value.length());
        }
        // A loop, not a stream: every trade that is read comes through here.
        for (int i = 0, c; i < value.length(); i += Character.charCount(c)) {
            c = value.codePointAt(i);
            if ((c <= ' ' || c > '~') && !Character.isLetterOrDigit(c)) {
                throw new IllegalArgumentException(
                        name + " must have letters, digits and signs only, was '" + printable(value) + "'");
            }
        }
    }

    /** Positive, and written without an exponent with at most 38 digits. */
    static void positive(BigDecimal value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        if (value.precision() > MAX_DIGITS || value.scale() < 0 || value.scale() > MAX_DIGITS) {
            throw new IllegalArgumentException(name + " must be a plain decimal of at most " + MAX_DIGITS + " digits");
        }
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name + " must be positive, was " + value.toPlainString());
        }
    }

    /** A figure that need not be told, and whose plain text is of a length that can be stored. */
    static void figure(BigDecimal value, String name) {
        if (value != null
                && (value.precision() > MAX_FIGURE_DIGITS || Math.abs((long) value.scale()) > MAX_FIGURE_DIGITS)) {
            throw new IllegalArgumentException(
                    name + " must be a decimal of at most " + MAX_FIGURE_DIGITS + " digits before and after the dot");
        }
    }

    /** A figure that is an amount. */
    static void amount(BigDecimal value, String name) {
        figure(value, name);
        if (value != null && value.signum() < 0) {
            throw new IllegalArgumentException(name + " must not be negative, was " + value.toPlainString());
        }
    }

    /** What somebody sent, made fit for a message: control characters cannot be stored, and would break a log line. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
