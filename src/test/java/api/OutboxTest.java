package api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.websocket.CloseReason;
import jakarta.websocket.RemoteEndpoint;
import jakarta.websocket.SendHandler;
import jakarta.websocket.SendResult;
import jakarta.websocket.Session;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutboxTest {

    private static final int MAX_WAITING = 1_000;

    private final Client client = new Client();
    private final Outbox outbox = new Outbox(client.session());

    @Test
    void oneMessageAtATimeIsUnderWay() {
        outbox.send("a");
        outbox.send("b");
        outbox.send("c");

        assertThat(client.sent).containsExactly("a");

        client.received();
        assertThat(client.sent).containsExactly("a", "b");
        client.received();
        client.received();
        assertThat(client.sent).containsExactly("a", "b", "c");

        outbox.send("d");
        assertThat(client.sent).containsExactly("a", "b", "c", "d");
    }

    @Test
    void aSendMayTakeTenSeconds() {
        assertThat(client.sendTimeout).isEqualTo(10_000);
    }

    @Test
    void theOrderIsKeptWhileManyThreadsComplete() throws Exception {
        ExecutorService container = Executors.newFixedThreadPool(4);
        client.completesOn = container;

        for (int i = 0; i < 20_000; i++) {
            int next = i;
            outbox.send(Integer.toString(next));
            if (next % 500 == 0) {
                await().pollInterval(Duration.ofMillis(1)).until(() -> client.count() > next);
            }
        }
        await().until(() -> client.count() == 20_000);
        container.shutdown();

        assertThat(container.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
        assertThat(client.sent)
                .containsExactlyElementsOf(
                        IntStream.range(0, 20_000).mapToObj(Integer::toString).toList());
        assertThat(client.mostUnderWay).isEqualTo(1);
    }

    @Test
    void aLongQueueIsALoopAndNoRecursion() {
        outbox.send("first");
        for (int i = 1; i < MAX_WAITING; i++) {
            outbox.send(Integer.toString(i));
        }
        client.completesInline = true;

        client.received();

        assertThat(client.sent).hasSize(MAX_WAITING);
        assertThat(client.deepest).as("frames on the stack").isLessThan(client.shallowest + 10);
    }

    @Test
    void aClientThatFallsBehindIsDisconnectedAndToldWhy() {
        for (int i = 0; i <= MAX_WAITING; i++) {
            outbox.send(Integer.toString(i));
        }
        assertThat(client.sent).containsExactly("0");
        assertThat(client.closed).isNull();

        outbox.send("one too many");

        await().until(() -> client.closed != null);
        assertThat(client.closed.getCloseCode()).isEqualTo(CloseReason.CloseCodes.TRY_AGAIN_LATER);
        assertThat(client.closed.getReasonPhrase()).isEqualTo("slow consumer: more than 1000 messages behind");
        client.received();
        outbox.send("too late");
        assertThat(client.sent).as("nothing follows the close").containsExactly("0");
        assertThat(client.closes).isEqualTo(1);
    }

    @Test
    void aMessageThatCannotBeSentClosesTheConnection() {
        outbox.send("a");
        outbox.send("b");

        client.failed(new IOException("reset by peer"));

        await().until(() -> client.closed != null);
        assertThat(client.closed.getReasonPhrase()).isEqualTo("a message could not be sent");
        assertThat(client.sent).containsExactly("a");
    }

    @Test
    void aConnectionThatIsGoneAlreadyHarmsNobody() {
        client.gone = true;

        outbox.send("a");
        outbox.send("b");

        await().until(() -> client.closed != null);
        assertThat(client.closed.getReasonPhrase()).isEqualTo("the connection is gone");
        assertThat(client.closes).isEqualTo(1);
    }

    /** A WebSocket client whose messages arrive when the test says so. */
    private static final class Client {

        private final List<String> sent = new ArrayList<>();
        private final List<SendHandler> underWay = new ArrayList<>();
        private long sendTimeout;
        private ExecutorService completesOn;
        private boolean completesInline;
        private boolean gone;
        private int mostUnderWay;
        private int running;
        private int deepest;
        private int shallowest = Integer.MAX_VALUE;
        private volatile CloseReason closed;
        private volatile int closes;

        Session session() {
            return proxy(Session.class, (method, arguments) -> switch (method) {
                case "getAsyncRemote" -> remote();
                case "getId" -> "test";
                case "close" -> close((CloseReason) arguments[0]);
                default -> throw new UnsupportedOperationException(method);
            });
        }

        private RemoteEndpoint.Async remote() {
            return proxy(RemoteEndpoint.Async.class, (method, arguments) -> switch (method) {
                case "setSendTimeout" -> sendTimeout = (long) arguments[0];
                case "sendText" -> send((String) arguments[0], (SendHandler) arguments[1]);
                default -> throw new UnsupportedOperationException(method);
            });
        }

        private Object send(String text, SendHandler handler) {
            if (gone) {
                throw new IllegalStateException("the connection is closed");
            }
            synchronized (this) {
                sent.add(text);
                running++;
                mostUnderWay = Math.max(mostUnderWay, running);
                int depth = Thread.currentThread().getStackTrace().length;
                deepest = Math.max(deepest, depth);
                shallowest = Math.min(shallowest, depth);
            }
            if (completesInline) {
                handler.onResult(new SendResult());
            } else if (completesOn != null) {
                completesOn.execute(() -> {
                    synchronized (this) {
                        running--;
                    }
                    handler.onResult(new SendResult());
                });
            } else {
                underWay.add(handler);
            }
            return null;
        }

        void received() {
            underWay.remove(0).onResult(new SendResult());
        }

        void failed(Throwable failure) {
            underWay.remove(0).onResult(new SendResult(failure));
        }

        synchronized int count() {
            return sent.size();
        }

        private synchronized Object close(CloseReason reason) {
            closes++;
            closed = reason;
            return null;
        }

        private static <T> T proxy(Class<T> type, Answer answer) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> answer.to(method.getName(), arguments)));
        }

        private interface Answer {
            Object to(String method, Object[] arguments);
        }
    }
}
