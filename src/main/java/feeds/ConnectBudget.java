package feeds;

import java.time.Duration;

/**
 * How many attempts to connect a venue allows an address: {@link #BURST} at once, then one a spacing. All feeds of a venue
 * share one. Safe for any thread.
 */
final class ConnectBudget {

    /** A tenth of what the strictest venue bans for. */
    static final int BURST = 10;

    private final long spacingNanos;

    /** When the attempts so far would be over, had they kept the spacing. */
    private long paidUntilNanos;

    /** @param now a reading of {@link System#nanoTime}, as those of {@link #take} */
    ConnectBudget(Duration spacing, long now) {
        this.spacingNanos = spacing.toNanos();
        this.paidUntilNanos = now - BURST * spacingNanos;
    }

    /** How long an attempt must wait, in ns; at most 0 if it may be made at once. It is counted. */
    synchronized long take(long now) {
        paidUntilNanos = Math.max(paidUntilNanos, now - BURST * spacingNanos) + spacingNanos;
        return paidUntilNanos - now;
    }
}
