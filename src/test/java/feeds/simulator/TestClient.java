package feeds.simulator;

import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A WebSocket client that keeps what it gets; it answers pings by itself. */
final class TestClient implements WebSocket.Listener, AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final List<String> messages = Collections.synchronizedList(new ArrayList<>());
    private final List<String> pongs = new CopyOnWriteArrayList<>();
    private final AtomicInteger pings = new AtomicInteger();
    private final AtomicReference<String> closed = new AtomicReference<>();
    private final StringBuilder partial = new StringBuilder();
    private final int abortAfter;
    private final WebSocket socket;

    private TestClient(URI uri, int abortAfter) {
        this.abortAfter = abortAfter;
        socket = HTTP.newWebSocketBuilder().buildAsync(uri, this).join();
    }

    static TestClient connect(URI base, String path) {
        return new TestClient(base.resolve(path), Integer.MAX_VALUE);
    }

    /** A client that breaks the connection off at its n-th message. */
    static TestClient connectAndAbortAfter(URI base, String path, int messages) {
        return new TestClient(base.resolve(path), messages);
    }

    @Override
    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        partial.append(data);
        if (last && messages.size() < abortAfter) {
            messages.add(partial.toString());
            partial.setLength(0);
        }
        if (messages.size() < abortAfter) {
            webSocket.request(1);
        } else {
            webSocket.abort();
        }
        return null;
    }

    @Override
    public CompletionStage<?> onPing(WebSocket webSocket, ByteBuffer message) {
        pings.incrementAndGet();
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
        pongs.add(StandardCharsets.UTF_8.decode(message).toString());
        webSocket.request(1);
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.set(statusCode + " " + reason);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.set(error.toString());
    }

    void send(String text) {
        socket.sendText(text, true).join();
    }

    void ping(String payload) {
        socket.sendPing(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
                .join();
    }

    void pong(String payload) {
        socket.sendPong(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
                .join();
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
        socket.abort();
    }
}
