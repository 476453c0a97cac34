package feeds;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt to connect: doubling from {@link #FIRST} to {@link #CAP}, the upper half of it
 * at random, so that clients that lost a venue together do not come back together. Beyond that never more attempts than a
 * venue allows: {@link #BURST} at once, then one a spacing. Not thread safe: the connection's event loop.
 */
final class Backoff {

    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration CAP = Duration.ofSeconds(30);

    /** Attempts that may follow each other without the venue's spacing: a tenth of what the strictest of them bans for. */
    static final int BURST = 10;

    private final long spacingNanos;
    private final RandomGenerator random;
    private int failures;

    /** When the attempts so far would be over, had they kept the spacing. */
    private long paidUntilNanos;

    Backoff(Duration spacing, RandomGenerator random, long now) {
        this.spacingNanos = spacing.toNanos();
        this.random = random;
        this.paidUntilNanos = now - BURST * spacingNanos;
    }

    /** How long to wait from now on; the attempt that follows is counted. */
    Duration next(long now) {
        long full = Math.min(CAP.toNanos(), FIRST.toNanos() << Math.min(failures, 20));
        failures++;
        long wait = full / 2 + random.nextLong(full / 2 + 1);
        return Duration.ofNanos(attempt(now, wait));
    }

    /** How long an attempt that nothing has failed before must wait; it is counted. */
    Duration first(long now) {
        return Duration.ofNanos(attempt(now, 0));
    }

    /** The connection has proved good. */
    void succeeded() {
        failures = 0;
    }

    private long attempt(long now, long wait) {
        paidUntilNanos = Math.max(paidUntilNanos, now - BURST * spacingNanos) + spacingNanos;
        return Math.max(wait, paidUntilNanos - now);
    }
}
