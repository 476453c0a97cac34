package ui.components;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import market.Instrument;

/** Numbers as people at a desk read them, in one way everywhere. Stateless, so safe for any thread. */
public final class Numbers {

    private static final List<Step> STEPS = List.of(
            new Step(new BigDecimal("1E12"), " T"),
            new Step(new BigDecimal("1E9"), " B"),
            new Step(new BigDecimal("1E6"), " M"),
            new Step(new BigDecimal("1E3"), " K"));
    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final MathContext FOUR_DIGITS = new MathContext(4, RoundingMode.HALF_EVEN);

    private record Step(BigDecimal size, String suffix) {}

    private Numbers() {}

    /** A price with the decimals of its instrument's tick; more if it has more, for no digit is ever dropped. */
    public static String price(BigDecimal price, Instrument instrument) {
        int scale =
                Math.max(instrument.priceDecimals(), price.stripTrailingZeros().scale());
        return price.setScale(scale, RoundingMode.UNNECESSARY).toPlainString();
    }

    /** {@code 64123.45} as {@code 64,123.45}. */
    public static String grouped(String decimal) {
        int point = decimal.indexOf('.');
        String whole = point < 0 ? decimal : decimal.substring(0, point);
        return whole.replaceAll("\\B(?=(\\d{3})+$)", ",") + (point < 0 ? "" : decimal.substring(point));
    }

    /** A large amount in a few characters: {@code 1.24 M}. */
    public static String compact(BigDecimal amount) {
        // Rounded first: what rounds up to the next step is shown in it, 999,999 as 1.00 M.
        BigDecimal rounded = amount.round(THREE_DIGITS);
        for (Step step : STEPS) {
            if (rounded.abs().compareTo(step.size()) >= 0) {
                BigDecimal steps = rounded.divide(step.size());
                int whole = steps.precision() - steps.scale();
                return steps.setScale(THREE_DIGITS.getPrecision() - whole, RoundingMode.UNNECESSARY)
                                .toPlainString()
                        + step.suffix();
            }
        }
        return plain(amount.round(FOUR_DIGITS));
    }

    /** All digits, but no zeros at the end. */
    public static String plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    /** A change with an arrow and a sign, so that its colour is not all that tells: {@code ▲ +1.20 %}. */
    public static String change(BigDecimal percent) {
        String digits = percent.abs().setScale(2, RoundingMode.HALF_EVEN).toPlainString() + " %";
        return switch (percent.signum()) {
            case 1 -> "▲ +" + digits;
            case -1 -> "▼ −" + digits;
            default -> digits;
        };
    }

    /** The theme's class for a number that is above, below or at zero. */
    public static String direction(BigDecimal number) {
        return switch (number.signum()) {
            case 1 -> "souk-up";
            case -1 -> "souk-down";
            default -> "souk-quiet";
        };
    }

    /** A whole number with groups: {@code 1,234,567}. */
    public static String count(long number) {
        return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    /** A duration in its two largest units: {@code 3 d 4 h}, {@code 12 min 5 s}. */
    public static String duration(Duration duration) {
        if (duration.toDays() > 0) {
            return duration.toDays() + " d " + duration.toHoursPart() + " h";
        }
        if (duration.toHours() > 0) {
            return duration.toHours() + " h " + duration.toMinutesPart() + " min";
        }
        if (duration.toMinutes() > 0) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toSeconds() + " s";
    }
}
