package feeds.simulator;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where a replay stands: the line that is next, and the lines that were sent but of which nobody knows yet whether they
 * were read. Those are sent again after a disconnection. Not thread safe.
 */
final class ReplayWindow {

    /** Lines that may be on their way: some 4 MB of trades, and more than loopback needs to be busy all the time. */
    static final int CAPACITY = 20_000;

    private final ReplayFile file;
    private final Deque<ReplayLine> unacknowledged = new ArrayDeque<>();
    private final Deque<ReplayLine> ahead = new ArrayDeque<>();
    private long acknowledged;

    ReplayWindow(ReplayFile file) {
        this.file = file;
    }

    /** The line to be sent next; null at the end of the file. */
    ReplayLine peek() {
        if (ahead.isEmpty()) {
            ReplayLine line = file.next();
            if (line != null) {
                ahead.addLast(line);
            }
        }
        return ahead.peekFirst();
    }

    /** The line that {@link #peek} gave is on its way. */
    void advance() {
        unacknowledged.addLast(ahead.removeFirst());
    }

    /** How many lines are on their way or read. */
    long position() {
        return acknowledged + unacknowledged.size();
    }

    /** All lines up to this position were read. */
    void acknowledge(long position) {
        while (acknowledged < position && !unacknowledged.isEmpty()) {
            unacknowledged.removeFirst();
            acknowledged++;
        }
    }

    /** Goes back to the last line that was read for certain. */
    void rewind() {
        while (!unacknowledged.isEmpty()) {
            ahead.addFirst(unacknowledged.removeLast());
        }
    }

    /** Whether nothing is on its way. */
    boolean isAcknowledged() {
        return unacknowledged.isEmpty();
    }

    boolean isFull() {
        return unacknowledged.size() >= CAPACITY;
    }
}
