package feeds.simulator;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.http.impl.WebSocketInternal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/**
 * A WebSocket client that keeps what it gets; it answers pings by itself. Not the JDK's: that of JDK 17 can break when a
 * server floods it right with the answer to the handshake, as a replay does ("Invalid UTF-8 in frame TEXT").
 */
final class TestClient implements AutoCloseable {

    /** Above the longest message of a test, so that each goes out as one frame: a server's bound is on frames. */
    private static final int MAX_FRAME_BYTES = 2_000_000;

    private static final WebSocketClient CLIENT = Vertx.vertx(new VertxOptions().setUseDaemonThread(true))
            .createWebSocketClient(new WebSocketClientOptions()
                    .setMaxFrameSize(MAX_FRAME_BYTES)
                    .setMaxConnections(100));

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<String> pongs = new CopyOnWriteArrayList<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicReference<String> closed = new AtomicReference<>();
    private final int abortAfter;
    private final WebSocket socket;

    private TestClient(URI uri, int abortAfter) {
        this.abortAfter = abortAfter;
        CompletableFuture<WebSocket> connected = new CompletableFuture<>();
        WebSocketConnectOptions address = new WebSocketConnectOptions()
                .setHost(uri.getHost())
                .setPort(uri.getPort())
                .setURI(uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery()));
        CLIENT.connect(address, result -> {
            if (result.succeeded()) {
                listen(result.result());
                connected.complete(result.result());
            } else {
                connected.completeExceptionally(result.cause());
            }
        });
        socket = connected.join();
    }

    static TestClient connect(URI base, String path) {
        return new TestClient(base.resolve(path), Integer.MAX_VALUE);
    }

    /** A client that breaks the connection off at its n-th message. */
    static TestClient connectAndAbortAfter(URI base, String path, int messages) {
        return new TestClient(base.resolve(path), messages);
    }

    /** Called by the connection's event loop before it delivers a first frame, so none is missed. */
    private void listen(WebSocket connected) {
        connected.textMessageHandler(text -> {
            if (messages.size() < abortAfter) {
                messages.add(text);
                if (messages.size() == abortAfter) {
                    abort(connected);
                }
            }
        });
        connected.frameHandler(this::count);
        connected.pongHandler(payload -> pongs.add(payload.toString()));
        connected.exceptionHandler(failure -> closed.set(failure.toString()));
        connected.closeHandler(
                nothing -> closed.compareAndSet(null, connected.closeStatusCode() + " " + connected.closeReason()));
    }

    private void count(WebSocketFrame frame) {
        if (frame.isPing()) {
            pings.incrementAndGet();
        }
    }

    void send(String text) {
        join(socket.writeTextMessage(text));
    }

    void ping(String payload) {
        join(socket.writePing(Buffer.buffer(payload)));
    }

    void pong(String payload) {
        join(socket.writePong(Buffer.buffer(payload)));
    }

    private static void join(Future<Void> written) {
        written.toCompletionStage().toCompletableFuture().join();
    }

    /** Without a close frame, as when the network breaks. */
    private static void abort(WebSocket socket) {
        ((WebSocketInternal) socket).channelHandlerContext().close();
    }

    /** A copy of what came so far. */
    List<String> messages() {
        synchronized (messages) {
            return List.copyOf(messages);
        }
    }

    int count() {
        return messages.size();
    }

    List<String> pongs() {
        return pongs;
    }

    int pings() {
        return pings.get();
    }

    /** Code and reason of the close; null while open. */
    String closed() {
        return closed.get();
    }

    List<String> awaitMessages(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> count() >= count);
        return messages();
    }

    /** Waits for a message that is so, and returns it. */
    String awaitMessage(Predicate<String> such) {
        return await().atMost(Duration.ofSeconds(10))
                .until(() -> messages().stream().filter(such).findFirst().orElse(null), message -> message != null);
    }

    String awaitClosed() {
        return await().atMost(Duration.ofSeconds(10)).until(this::closed, reason -> reason != null);
    }

    @Override
    public void close() {
        abort(socket);
    }
}
