package feeds;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt to connect: doubling from {@link #FIRST} to {@link #CAP}, the upper half of it
 * at random, so that clients that lost a venue together do not come back together. Beyond that never more attempts than the
 * venue's {@link ConnectBudget} has. Not thread safe: the connection's event loop.
 */
final class Backoff {

    static final Duration FIRST = Duration.ofMillis(500);
    static final Duration CAP = Duration.ofSeconds(30);

    private final ConnectBudget budget;
    private final RandomGenerator random;
    private int failures;

    Backoff(ConnectBudget budget, RandomGenerator random) {
        this.budget = budget;
        this.random = random;
    }

    /** How long to wait from now on; the attempt that follows is counted. */
    Duration next(long now) {
        long full = Math.min(CAP.toNanos(), FIRST.toNanos() << Math.min(failures, 20));
        failures++;
        long wait = full / 2 + random.nextLong(full / 2 + 1);
        return Duration.ofNanos(Math.max(wait, budget.take(now)));
    }

    /** How long an attempt that nothing has failed before must wait; it is counted. */
    Duration first(long now) {
        return Duration.ofNanos(budget.take(now));
    }

    /** The connection has proved good. */
    void succeeded() {
        failures = 0;
    }
}
