package feeds.simulator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** At most so many messages in any one second. Not thread safe. */
final class InboundLimit {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final int perSecond;
    private final Deque<Long> arrivals = new ArrayDeque<>();

    InboundLimit(int perSecond) {
        this.perSecond = perSecond;
    }

    /** Counts a message; false if it is one too many. */
    boolean allows(long nowNanos) {
        while (!arrivals.isEmpty() && nowNanos - arrivals.peekFirst() >= SECOND) {
            arrivals.removeFirst();
        }
        arrivals.addLast(nowNanos);
        return arrivals.size() <= perSecond;
    }
}
