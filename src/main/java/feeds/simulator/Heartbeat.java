package feeds.simulator;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The pings of one connection that were not answered yet. As at Binance only a pong with a ping's payload counts: one
 * that nobody asked for does not keep a connection alive. Not thread safe.
 */
final class Heartbeat {

    private record Ping(String payload, long sentNanos, Runnable whenAnswered) {}

    private final long pongWithinNanos;
    private final Deque<Ping> unanswered = new ArrayDeque<>();
    private long lastPayload;

    Heartbeat(Duration pongWithin) {
        pongWithinNanos = pongWithin.toNanos();
    }

    /**
     * Notes that a ping goes out now.
     *
     * @param epochMillis our clock; Binance's payload is the time, too
     * @return the payload, different for every ping of the connection
     */
    String ping(long epochMillis, long nowNanos, Runnable whenAnswered) {
        lastPayload = Math.max(lastPayload + 1, epochMillis);
        String payload = Long.toString(lastPayload);
        unanswered.addLast(new Ping(payload, nowNanos, whenAnswered));
        return payload;
    }

    /** Takes a pong, which answers the pings before it, too; false if no ping of this payload is open. */
    boolean pong(String payload) {
        if (unanswered.stream().noneMatch(ping -> ping.payload().equals(payload))) {
            return false;
        }
        Ping answered;
        do {
            answered = unanswered.removeFirst();
            answered.whenAnswered().run();
        } while (!answered.payload().equals(payload));
        return true;
    }

    boolean isOverdue(long nowNanos) {
        return !unanswered.isEmpty() && nowNanos - unanswered.peekFirst().sentNanos() >= pongWithinNanos;
    }
}
