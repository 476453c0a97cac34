package analytics.alerts;

import java.util.List;
import java.util.stream.Stream;
import market.AlertRule;

/**
 * A figure that rules are about, followed through the windows of its candles: what it has crossed in a window does not depend on
 * how often it was looked at. Not thread safe.
 */
final class Figure {

    private final RuleBook rules = new RuleBook();
    private long windowMicros = Long.MIN_VALUE;
    private double highest;
    private double lowest;

    void add(AlertRule rule) {
        rules.add(rule);
    }

    /**
     * Looks at it once more.
     *
     * @param startMicros of the window
     * @param before what it was when the window began
     * @param high the highest it was in the window so far
     * @param low the lowest
     * @return the rules that were crossed since it was looked at last, or since the window began
     */
    List<AlertRule> see(long startMicros, double before, double high, double low) {
        if (startMicros != windowMicros) {
            windowMicros = startMicros;
            highest = before;
            lowest = before;
        }
        List<AlertRule> up = rules.crossedUp(highest, high);
        List<AlertRule> down = rules.crossedDown(lowest, low);
        highest = Math.max(highest, high);
        lowest = Math.min(lowest, low);
        return up.isEmpty() && down.isEmpty()
                ? List.of()
                : Stream.concat(up.stream(), down.stream()).toList();
    }
}
