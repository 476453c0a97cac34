package analytics.alerts;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import market.AlertKind;
import market.AlertRule;

/**
 * Rules about one figure, by their level: the price of an instrument, its change in a time, its volume, an indicator. Which of
 * thousands a move crosses is found by looking at its two ends. Not thread safe.
 */
final class RuleBook {

    private final NavigableMap<Double, List<AlertRule>> up = new TreeMap<>();
    private final NavigableMap<Double, List<AlertRule>> down = new TreeMap<>();

    /** Rules by what they are about. */
    static <K> Map<K, RuleBook> by(Function<AlertRule, K> figure, Collection<AlertRule> rules) {
        Map<K, RuleBook> books = new HashMap<>();
        rules.forEach(rule ->
                books.computeIfAbsent(figure.apply(rule), key -> new RuleBook()).add(rule));
        return books;
    }

    /** One without a direction is crossed upwards. */
    void add(AlertRule rule) {
        double level = rule.level().doubleValue();
        AlertRule.Direction direction = rule.direction() == null ? AlertRule.Direction.UP : rule.direction();
        boolean isChange = rule.kind() == AlertKind.PRICE_CHANGE;
        if (direction != AlertRule.Direction.DOWN) {
            up.computeIfAbsent(level, at -> new ArrayList<>()).add(rule);
        }
        if (direction != AlertRule.Direction.UP) {
            down.computeIfAbsent(isChange ? -level : level, at -> new ArrayList<>())
                    .add(rule);
        }
    }

    /** The rules whose level lies above the first figure and not above the second. */
    List<AlertRule> crossedUp(double from, double to) {
        return from < to ? rules(up.subMap(from, false, to, true)) : List.of();
    }

    /** The rules whose level lies below the first figure and not below the second. */
    List<AlertRule> crossedDown(double from, double to) {
        return to < from ? rules(down.subMap(to, true, from, false)) : List.of();
    }

    private static List<AlertRule> rules(Map<Double, List<AlertRule>> levels) {
        return levels.isEmpty()
                ? List.of()
                : levels.values().stream().flatMap(List::stream).toList();
    }
}
