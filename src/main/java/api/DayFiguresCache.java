package api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import market.DayFigures;
import market.Interval;
import org.springframework.stereotype.Component;
import storage.CandleStore;

/** The 24 h figures of all instruments, asked of the database at most once in a few seconds. Safe for any thread. */
@Component
class DayFiguresCache {

    /** Long enough that a hundred watchers cost one query; short enough that nobody sees the volume stand still. */
    private static final Duration MAX_AGE = Duration.ofSeconds(5);

    private final CandleStore candles;
    private final Interval source;
    private final Clock clock;
    private Map<String, DayFigures> figures = Map.of();
    private Instant loadedAt = Instant.MIN;

    DayFiguresCache(CandleStore candles, List<Interval> intervals, Clock clock) {
        this.candles = candles;
        this.source = sourceAmong(intervals);
        this.clock = clock;
    }

    synchronized Map<String, DayFigures> get() {
        Instant now = clock.instant();
        if (loadedAt.isBefore(now.minus(MAX_AGE))) {
            figures = Map.copyOf(candles.dayFigures(source, now));
            loadedAt = now;
        }
        return figures;
    }

    /** Five-minute candles are few to read and cut the day finely enough; without them the shortest ones serve. */
    private static Interval sourceAmong(List<Interval> intervals) {
        return intervals.contains(Interval.M5)
                ? Interval.M5
                : intervals.stream()
                        .min(Comparator.comparing(Interval::duration))
                        .orElseThrow();
    }
}
