package ui.alerts;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import market.AlertRule;
import market.Instrument;
import ui.components.Numbers;

/** What rules say, in words. Stateless, so safe for any thread. */
final class RuleTexts {

    private RuleTexts() {}

    /** The instrument, and what it is to do: {@code BTC/USDT at binance: price rises to 100,000}. */
    static String sentence(AlertRule rule, Optional<Instrument> instrument) {
        return instrument
                        .map(known -> known.displayName() + " at " + known.venue())
                        .orElse(rule.instrument())
                + ": " + condition(rule, instrument);
    }

    static String condition(AlertRule rule, Optional<Instrument> instrument) {
        return switch (rule.kind()) {
            case PRICE_CROSSES ->
                (rule.direction() == AlertRule.Direction.UP ? "price rises to " : "price falls to ")
                        + instrument
                                .map(known -> Numbers.grouped(Numbers.price(rule.level(), known)))
                                .orElseGet(() -> plain(rule.level()));
            case PRICE_CHANGE ->
                "price "
                        + switch (rule.direction()) {
                            case UP -> "rises";
                            case DOWN -> "falls";
                            case EITHER -> "rises or falls";
                        }
                        + " by " + plain(rule.level()) + " % within " + duration(rule.window());
            case INDICATOR_CROSSES ->
                rule.indicator() + " of " + rule.interval().label() + " candles "
                        + (rule.direction() == AlertRule.Direction.UP ? "rises to " : "falls to ")
                        + plain(rule.level());
            case VOLUME_OVER ->
                "more than " + plain(rule.level())
                        + instrument.map(known -> " " + known.base()).orElse("") + " traded within a "
                        + rule.interval().label() + " candle";
            case SILENCE -> "no trades for " + duration(rule.window());
            case PRICE_MOVE, VOLUME_SPIKE, RANGE_BREAKOUT, DAY_CHANGE, VENUE_SPREAD, FEED_SILENCE, GAP ->
                throw new IllegalArgumentException("no rule is of kind " + rule.kind());
        };
    }

    /** How often it may speak: {@code then quiet for 5 min}. */
    static String cooldown(AlertRule rule) {
        return rule.cooldown().isZero() ? "every time" : "at most every " + duration(rule.cooldown());
    }

    static String madeBy(AlertRule rule) {
        return rule.configured() ? "the settings" : rule.createdBy();
    }

    private static String plain(BigDecimal number) {
        return Numbers.grouped(Numbers.plain(number));
    }

    /** Without what is zero: {@code 1 h}, {@code 1 h 30 min}. */
    private static String duration(Duration duration) {
        StringBuilder text = new StringBuilder();
        append(text, duration.toDays(), "d");
        append(text, duration.toHoursPart(), "h");
        append(text, duration.toMinutesPart(), "min");
        append(text, duration.toSecondsPart(), "s");
        return text.isEmpty() ? "0 s" : text.toString();
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount > 0) {
            text.append(text.isEmpty() ? "" : " ").append(amount).append(' ').append(unit);
        }
    }
}
