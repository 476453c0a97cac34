package feeds.simulator;

import java.util.concurrent.TimeUnit;

/**
 * When a line is due: as long after the line before it as the recorded event times say, divided by the speed. Times add
 * up, so nothing drifts, and what is late is made up for. Not thread safe.
 */
final class ReplayPace {

    /** ms. A longer gap between two lines is played as this one: one rubbish event time must not stop a replay. */
    private static final long MAX_GAP_MILLIS = TimeUnit.HOURS.toMillis(1);

    /** 30 years: the slowest speeds must not overflow the sum. */
    private static final double FOR_EVER_NANOS = 1e18;

    private final double speed;
    private boolean started;
    private long lastEventMillis;
    private long lastDueNanos;

    ReplayPace(double speed) {
        this.speed = speed;
    }

    /** The next line with an event time is due at once, and the ones after it go by its time. */
    void restart() {
        started = false;
    }

    /** ns until the line is due; at most 0 if it is. A line without an event time is due with the one before it. */
    long waitNanos(ReplayLine line, long nowNanos) {
        return line.eventMillis().isEmpty() || !started
                ? 0
                : dueNanos(line.eventMillis().getAsLong()) - nowNanos;
    }

    void played(ReplayLine line, long nowNanos) {
        if (line.eventMillis().isPresent()) {
            long eventMillis = line.eventMillis().getAsLong();
            lastDueNanos = started ? dueNanos(eventMillis) : nowNanos;
            lastEventMillis = eventMillis;
            started = true;
        }
    }

    private long dueNanos(long eventMillis) {
        // In doubles: rubbish event times may be so far apart that their difference is not a long.
        double gapMillis = Math.min(MAX_GAP_MILLIS, Math.max(0, (double) eventMillis - lastEventMillis));
        double gapNanos = gapMillis * TimeUnit.MILLISECONDS.toNanos(1) / speed;
        return lastDueNanos + (long) Math.min(FOR_EVER_NANOS, gapNanos);
    }
}
