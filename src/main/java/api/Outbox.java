package api;

import jakarta.websocket.CloseReason;
import jakarta.websocket.CloseReason.CloseCodes;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits to be sent to one WebSocket client. One message at a time is under way; a client that falls a bounded number of
 * messages behind, {@link #MAX_WAITING} of most, or takes longer than {@link #SEND_TIMEOUT_MS} for one, is disconnected and told
 * so: it can come back for a fresh snapshot, and nobody else has to wait for it. Safe for any thread; never blocks. See
 * {@code docs/decisions/006-slow-websocket-clients-are-disconnected.md}.
 */
final class Outbox {

    /** About a second of the busiest instrument's trades, 250 kB: a client further behind is better off anew. */
    static final int MAX_WAITING = 1_000;

    private static final long SEND_TIMEOUT_MS = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Outbox.class);

    private final Session session;
    private final RemoteEndpoint.Async remote;
    private final int maxWaiting;
    private final Queue<String> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean closed;

    Outbox(Session session) {
        this(session, MAX_WAITING);
    }

    /** @param maxWaiting how many messages behind a client may be */
    Outbox(Session session, int maxWaiting) {
        this.maxWaiting = maxWaiting;
        this.session = session;
        this.remote = session.getAsyncRemote();
        this.remote.setSendTimeout(SEND_TIMEOUT_MS);
    }

    void send(String message) {
        boolean idle;
        synchronized (this) {
            if (closed) {
                return;
            }
            if (waiting.size() == maxWaiting) {
                close("slow consumer: more than " + maxWaiting + " messages behind");
                return;
            }
            waiting.add(message);
            idle = !sending;
            sending = true;
        }
        if (idle) {
            drain();
        }
    }

    private void drain() {
        String message;
        while ((message = next()) != null) {
            Sending next = new Sending();
            try {
                remote.sendText(message, next);
            } catch (RuntimeException e) {
                close("the connection is gone");
                return;
            }
            if (!next.doneAtReturn()) {
                return;
            }
        }
    }

    private synchronized String next() {
        String message = closed ? null : waiting.poll();
        sending = message != null;
        return message;
    }

    /**
     * Goes on with the next message when this one is sent: on the sender's thread if it is sent when the call returns,
     * so that a long queue is a loop and no recursion, else on the container's.
     */
    private final class Sending implements SendHandler {

        private final AtomicBoolean firstOfTwo = new AtomicBoolean();

        boolean doneAtReturn() {
            return !firstOfTwo.compareAndSet(false, true);
        }

        @Override
        public void onResult(SendResult result) {
            if (!result.isOK()) {
                close("a message could not be sent");
            }
            if (!firstOfTwo.compareAndSet(false, true)) {
                drain();
            }
        }
    }

    private synchronized void close(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        waiting.clear();
        log.info("WebSocket {} is closed: {}", session.getId(), reason);
        Thread closer = new Thread(() -> closeSession(reason), "websocket-closer");
        closer.setDaemon(true);
        closer.start();
    }

    /** On a thread of its own: closing waits for the message under way, which may take the send's whole time. */
    private void closeSession(String reason) {
        try {
            session.close(new CloseReason(CloseCodes.TRY_AGAIN_LATER, reason));
        } catch (IOException | RuntimeException e) {
            log.debug("WebSocket {} was closed already: {}", session.getId(), e.toString());
        }
    }
}
