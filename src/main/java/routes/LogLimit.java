package routes;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Lets one log line through in an interval. Safe for any thread. */
final class LogLimit {

    private final long intervalNanos;
    private final AtomicLong next = new AtomicLong(System.nanoTime());

    LogLimit(Duration interval) {
        this.intervalNanos = interval.toNanos();
    }

    boolean mayLog() {
        long due = next.get();
        long now = System.nanoTime();
        return now - due >= 0 && next.compareAndSet(due, now + intervalNanos);
    }
}
