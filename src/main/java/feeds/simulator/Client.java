package feeds.simulator;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.WebSocketInternal;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. What it is sent waits in a bounded queue; a client whose queue is full when the next frame is due is
 * dropped, because an exchange neither waits nor thins out. Event loop only.
 */
final class Client {

    private static final Logger LOG = LoggerFactory.getLogger(Client.class);

    /** WebSocket close code "protocol error". */
    private static final short PROTOCOL_ERROR = 1002;

    /** WebSocket close code "policy violation". */
    private static final short POLICY = 1008;

    /** WebSocket close code "going away". */
    private static final short GOING_AWAY = 1001;

    /** How long a close frame may take to get out, ms: a client that does not read never lets it. */
    private static final long CLOSE_WITHIN_MILLIS = 1_000;

    private final Vertx vertx;
    private final ServerWebSocket socket;
    private final boolean combined;
    private final Clock clock;
    private final Heartbeat heartbeat;
    private final InboundLimit inbound;
    private final Set<String> streams = new LinkedHashSet<>();
    private final long pongWithinMillis;
    private final long pingTimer;
    private boolean pongExpected;
    private boolean closing;

    Client(Vertx vertx, ServerWebSocket socket, boolean combined, SimulatorLimits limits, Clock clock) {
        this.vertx = vertx;
        this.socket = socket;
        this.combined = combined;
        this.clock = clock;
        heartbeat = new Heartbeat(limits.pongWithin());
        pongWithinMillis = limits.pongWithin().toMillis();
        inbound = new InboundLimit(limits.messagesPerSecond());
        socket.setWriteQueueMaxSize(limits.queueBytes());
        socket.pongHandler(payload -> pongExpected = heartbeat.pong(payload.toString()));
        socket.frameHandler(this::count);
        socket.exceptionHandler(this::failed);
        pingTimer = vertx.setPeriodic(limits.pingEvery().toMillis(), timer -> keepAlive());
    }

    /** Whether frames are wrapped with the name of their stream. */
    boolean combined() {
        return combined;
    }

    /** What it listens to, in order of subscription. */
    Set<String> streams() {
        return streams;
    }

    boolean isOpen() {
        return !closing && !socket.isClosed();
    }

    /** Whether the queue has no room for now. */
    boolean isFull() {
        return isOpen() && socket.writeQueueFull();
    }

    /** Calls back whenever a full queue has room again. */
    void whenDrained(Runnable action) {
        socket.drainHandler(drained -> action.run());
    }

    void send(String text) {
        if (isFull()) {
            LOG.warn("{} reads too slowly and is dropped", this);
            terminate();
        } else if (isOpen()) {
            socket.writeTextMessage(text);
        }
    }

    /** Sends a ping; when its pong comes, the client has read all that was sent before it. */
    void ping(Runnable whenAnswered) {
        if (isOpen()) {
            String payload = heartbeat.ping(clock.millis(), System.nanoTime(), whenAnswered);
            socket.writePing(Buffer.buffer(payload));
        }
    }

    void goAway() {
        close(GOING_AWAY, "the simulator stops");
    }

    /** The connection is gone: gives back the timer. */
    void gone() {
        closing = true;
        vertx.cancelTimer(pingTimer);
    }

    private void keepAlive() {
        closeIfOverdue();
        ping(() -> {});
        // Not left to the next ping: a millisecond too early there would cost a whole interval more.
        vertx.setTimer(pongWithinMillis, timer -> closeIfOverdue());
    }

    private void closeIfOverdue() {
        if (heartbeat.isOverdue(System.nanoTime())) {
            close(POLICY, "Pong timeout");
        }
    }

    private void failed(Throwable e) {
        LOG.debug("{} failed", this, e);
        if (e instanceof IOException) {
            terminate();
        } else {
            // A frame or message that is too long, or no WebSocket frame at all.
            close(PROTOCOL_ERROR, "Protocol error");
        }
    }

    /** Vert.x has answered a ping by itself, and told the pong handler of a pong, before it comes here. */
    private void count(WebSocketFrame frame) {
        boolean answersUs = pongExpected;
        pongExpected = false;
        if (!frame.isClose() && !answersUs && isOpen() && !inbound.allows(System.nanoTime())) {
            close(POLICY, "Too many requests");
        }
    }

    private void close(short code, String reason) {
        if (isOpen()) {
            LOG.info("{} is closed: {}", this, reason);
            socket.close(code, reason);
            closing = true;
            vertx.setTimer(CLOSE_WITHIN_MILLIS, timer -> terminate());
        }
    }

    /**
     * Closes the TCP connection with all that waits in it. Vert.x' public way is to send a close frame, which would wait
     * behind the very queue that is full, and only then to start its closing timeout.
     */
    private void terminate() {
        closing = true;
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    @Override
    public String toString() {
        return "simulator client " + socket.remoteAddress();
    }
}
