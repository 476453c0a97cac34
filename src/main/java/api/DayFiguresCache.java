package api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
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
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Loaded loaded = new Loaded(Map.of(), Instant.MIN);

    private record Loaded(Map<String, DayFigures> figures, Instant at) {}

    DayFiguresCache(CandleStore candles, List<Interval> intervals, Clock clock) {
        this.candles = candles;
        this.source = sourceAmong(intervals);
        this.clock = clock;
    }

    /** Whoever finds the figures too old loads them; others meanwhile get the old ones instead of waiting. */
    Map<String, DayFigures> get() {
        Instant now = clock.instant();
        if (loaded.at().isBefore(now.minus(MAX_AGE)) && loading.tryLock()) {
            try {
                loaded = new Loaded(Map.copyOf(candles.dayFigures(source, now)), now);
            } finally {
                loading.unlock();
            }
        }
        return loaded.figures();
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
