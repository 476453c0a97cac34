package feeds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * What may be asked of a venue: a bucket of weight that fills up steadily. A tenth of a minute's budget may be spent at
 * once, and it fills so slowly that no minute, wherever it begins, sees more than the budget. Not thread safe.
 */
final class RequestBudget {

    private static final int BURSTS_PER_MINUTE = 10;

    private final int capacity;
    private final Duration perWeight;
    private final Clock clock;

    /** When the bucket is full again; how far off that is says how much is in it. */
    private Instant full = Instant.MIN;

    /**
     * @param perMinute the weight that may be spent in any minute
     * @param heaviest the weight of the heaviest request
     */
    RequestBudget(int perMinute, int heaviest, Clock clock) {
        if (heaviest < 1 || perMinute < 2 * heaviest) {
            throw new IllegalArgumentException("a budget of " + perMinute
                    + " a minute must allow two requests of weight " + heaviest + ", which must be positive");
        }
        this.capacity = Math.max(heaviest, perMinute / BURSTS_PER_MINUTE);
        this.perWeight = Duration.ofMinutes(1).dividedBy(perMinute - capacity);
        this.clock = clock;
    }

    /** Spends the weight if it is there. */
    boolean take(int weight) {
        Instant now = clock.instant();
        if (now.isBefore(notBefore(weight))) {
            return false;
        }
        full = (full.isAfter(now) ? full : now).plus(perWeight.multipliedBy(weight));
        return true;
    }

    /** When the weight is there; in the past if it is there now. */
    Instant notBefore(int weight) {
        if (full.equals(Instant.MIN)) {
            return full;
        }
        // A clock that was set back would else keep the bucket empty for as long.
        Instant latest = clock.instant().plus(perWeight.multipliedBy(capacity));
        full = full.isAfter(latest) ? latest : full;
        return full.minus(perWeight.multipliedBy(capacity - weight));
    }
}
