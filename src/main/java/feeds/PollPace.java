package feeds;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a venue is to be asked next. A cycle begins a period after the one before and has up to three tries; what it did not
 * get the next one asks for. Never is the venue asked earlier than it said. Times are of {@link System#nanoTime}. Not thread
 * safe.
 */
final class PollPace {

    /** After a try that failed, the last of a cycle's included, where the venue does not say how long to wait. */
    static final List<Duration> PAUSES = List.of(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

    private final long periodNanos;
    private long cycleNanos;
    private long nextNanos;
    private int failures;
    private boolean asking;

    /** The first try is due now. */
    PollPace(Duration period, long now) {
        this.periodNanos = period.toNanos();
        this.cycleNanos = now;
        this.nextNanos = now;
    }

    /** Whether it is time for a try, and none is under way. */
    boolean isDue(long now) {
        return !asking && now - nextNanos >= 0;
    }

    /** A try begins; {@link #succeeded} or {@link #failed} has to follow. */
    void asked(long now) {
        asking = true;
        if (failures == 0) {
            cycleNanos = now;
        }
    }

    void succeeded(long now) {
        asking = false;
        failures = 0;
        nextNanos = nextCycle(now);
    }

    /**
     * @param retryAfter how long the venue wants to be left alone; if that is longer than the rest of the cycle, it takes the
     *     place of the cycle's other tries
     */
    void failed(long now, Optional<Duration> retryAfter) {
        asking = false;
        nextNanos = now + retryAfter.orElse(PAUSES.get(failures)).toNanos();
        failures++;
        boolean beyondCycle = retryAfter.isPresent() && nextNanos - (cycleNanos + periodNanos) >= 0;
        if (failures == PAUSES.size() || beyondCycle) {
            failures = 0;
            long cycle = nextCycle(now);
            nextNanos = cycle - nextNanos > 0 ? cycle : nextNanos;
        }
    }

    /** How long it is until the next try. */
    Duration untilNext(long now) {
        return Duration.ofNanos(Math.max(0, nextNanos - now));
    }

    private long nextCycle(long now) {
        return cycleNanos + (Math.floorDiv(now - cycleNanos, periodNanos) + 1) * periodNanos;
    }
}
