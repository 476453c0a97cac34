package ui.components;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Optional;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import market.Instrument;

/** What alerts are called on every page. Stateless, so safe for any thread. */
public final class AlertTexts {

    /** More digits of a figure tell nobody more. */
    private static final MathContext DIGITS = new MathContext(8, RoundingMode.HALF_EVEN);

    private static final int DECIMALS = 2;

    private AlertTexts() {}

    public static String kind(AlertKind kind) {
        return switch (kind) {
            case PRICE_MOVE -> "Price move";
            case VOLUME_SPIKE -> "Volume spike";
            case RANGE_BREAKOUT -> "Range breakout";
            case DAY_CHANGE -> "24 h change";
            case VENUE_SPREAD -> "Venue spread";
            case FEED_SILENCE -> "Feed silence";
            case GAP -> "Missing trades";
            case PRICE_CROSSES -> "Price level";
            case PRICE_CHANGE -> "Price change";
            case INDICATOR_CROSSES -> "Indicator level";
            case VOLUME_OVER -> "Volume in a candle";
            case SILENCE -> "No trades";
        };
    }

    /** One short word, for where there is no room. */
    public static String mark(AlertKind kind) {
        return switch (kind) {
            case PRICE_MOVE -> "Move";
            case VOLUME_SPIKE, VOLUME_OVER -> "Volume";
            case RANGE_BREAKOUT -> "Range";
            case DAY_CHANGE -> "24 h";
            case VENUE_SPREAD -> "Spread";
            case FEED_SILENCE -> "Feed";
            case GAP -> "Gap";
            case PRICE_CROSSES -> "Level";
            case PRICE_CHANGE -> "Change";
            case INDICATOR_CROSSES -> "Indicator";
            case SILENCE -> "Silence";
        };
    }

    public static String severity(AlertSeverity severity) {
        return switch (severity) {
            case INFO -> "Info";
            case WARNING -> "Warning";
            case CRITICAL -> "Critical";
        };
    }

    /**
     * What was found, or what it was held against, with its unit.
     *
     * @param instrument that it is about, if it is known
     */
    public static String figure(AlertKind kind, BigDecimal figure, Optional<Instrument> instrument) {
        if (figure == null) {
            return "–";
        }
        return switch (kind) {
            case PRICE_MOVE, VOLUME_SPIKE, RANGE_BREAKOUT -> rounded(figure) + " σ";
            case DAY_CHANGE, VENUE_SPREAD, PRICE_CHANGE -> rounded(figure) + " %";
            case FEED_SILENCE, GAP, SILENCE -> Numbers.duration(Duration.ofSeconds(figure.longValue()));
            case PRICE_CROSSES -> instrument.map(known -> price(figure, known)).orElseGet(() -> digits(figure));
            case VOLUME_OVER ->
                digits(figure) + instrument.map(known -> " " + known.base()).orElse("");
            case INDICATOR_CROSSES -> digits(figure);
        };
    }

    /** What became of it: {@code Resolved after 2 min 5 s}. */
    public static String status(Alert alert) {
        if (alert.isActive()) {
            return "Active";
        }
        Duration lasted = Duration.between(alert.eventTime(), alert.resolvedAt());
        return "Resolved after " + Numbers.duration(lasted.isNegative() ? Duration.ZERO : lasted);
    }

    /** How many of something there are: {@code 1 critical alert}, {@code 3 critical alerts}. */
    public static String count(long number, String one) {
        return Numbers.count(number) + " " + one + (number == 1 ? "" : "s");
    }

    private static String price(BigDecimal price, Instrument instrument) {
        return Numbers.grouped(Numbers.price(price.round(DIGITS), instrument));
    }

    private static String digits(BigDecimal figure) {
        return Numbers.grouped(Numbers.plain(figure.round(DIGITS)));
    }

    private static String rounded(BigDecimal figure) {
        return Numbers.grouped(Numbers.plain(figure.setScale(DECIMALS, RoundingMode.HALF_EVEN)));
    }
}
