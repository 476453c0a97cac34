package feeds;

import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.WebSocket;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.vertx.websocket.VertxWebsocketClientConsumer;
import org.apache.camel.component.vertx.websocket.VertxWebsocketComponent;
import org.apache.camel.component.vertx.websocket.VertxWebsocketConfiguration;
import org.apache.camel.component.vertx.websocket.VertxWebsocketEndpoint;

/**
 * camel-vertx-websocket with what a feed needs of its client and the component (4.17) does not give: frames enter the
 * route in the order in which they came, no more than {@link #MAX_IN_FLIGHT} of them are under way before the socket is
 * paused, a stopped route closes its socket, and a socket that takes the place of a lost one is told by a
 * {@link FeedOutage} before its frames. See {@code docs/decisions/003-feed-websocket.md}.
 */
public class FeedWebsocketComponent extends VertxWebsocketComponent {

    /**
     * Frames between the socket and the log. At about 200 bytes a frame this is 2 MB; the broker acknowledges
     * thousands at a time, so fewer would leave it idle.
     */
    private static final int MAX_IN_FLIGHT = 10_000;

    @Override
    protected VertxWebsocketEndpoint createEndpointInstance(String uri, VertxWebsocketConfiguration configuration) {
        return new FeedEndpoint(uri, this, configuration);
    }

    private static final class FeedEndpoint extends VertxWebsocketEndpoint {

        private HttpClient client;
        private WebSocket socket;

        FeedEndpoint(String uri, VertxWebsocketComponent component, VertxWebsocketConfiguration configuration) {
            super(uri, component, configuration);
        }

        /**
         * Connects, and keeps the socket paused until the consumer has set its handlers: a venue that talks at once would
         * not be heard in between. One socket at a time: an attempt that comes while another is under way gets its socket.
         */
        @Override
        protected synchronized WebSocket getWebSocket() throws Exception {
            if (socket == null || socket.isClosed()) {
                HttpClientOptions options = getConfiguration().getClientOptions() == null
                        ? new HttpClientOptions()
                        : getConfiguration().getClientOptions();
                if (client == null) {
                    client = getVertx().createHttpClient(options);
                }
                CompletableFuture<WebSocket> connected = new CompletableFuture<>();
                client.webSocket(getWebSocketConnectOptions(options), result -> {
                    if (result.succeeded()) {
                        result.result().pause();
                        connected.complete(result.result());
                    } else {
                        connected.completeExceptionally(result.cause());
                    }
                });
                socket = connected.get(options.getConnectTimeout(), TimeUnit.MILLISECONDS);
            }
            return socket;
        }

        @Override
        protected void doStop() throws Exception {
            super.doStop();
            if (client != null) {
                client.close();
                client = null;
            }
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            Consumer consumer = new FeedConsumer(this, processor);
            configureConsumer(consumer);
            return consumer;
        }
    }

    private static final class FeedConsumer extends VertxWebsocketClientConsumer {

        private final AtomicInteger inFlight = new AtomicInteger();
        private volatile WebSocket socket;

        /** When the last frame came, or the socket was opened; epoch ms. */
        private volatile long heardAt;

        FeedConsumer(Endpoint endpoint, Processor processor) {
            super(endpoint, processor);
        }

        @Override
        protected void configureWebSocketHandlers(WebSocket connected) {
            WebSocket before = socket;
            socket = connected;
            super.configureWebSocketHandlers(connected);
            long now = System.currentTimeMillis();
            if (before != null && before != connected) {
                // Goes the way of the frames, and before those of the new socket, which is still paused.
                handleResult(new FeedOutage(Instant.ofEpochMilli(heardAt), Instant.ofEpochMilli(now)));
            }
            heardAt = now;
            if (inFlight.get() < MAX_IN_FLIGHT) {
                connected.resume();
            }
        }

        /** Closes the socket only now that this consumer is stopping, so that its close handler does not reconnect. */
        @Override
        protected void doStop() throws Exception {
            super.doStop();
            if (socket != null) {
                socket.close();
            }
        }

        @Override
        protected void processExchange(Exchange exchange) {
            heardAt = System.currentTimeMillis();
            if (inFlight.incrementAndGet() == MAX_IN_FLIGHT) {
                socket.pause();
            }
            // "true": one after the other, in the order of the calls, which the socket's event loop makes.
            getEndpoint()
                    .getComponent()
                    .getVertx()
                    .executeBlocking(
                            () -> {
                                createUoW(exchange);
                                // Asynchronous: the next frame follows while the broker has yet to acknowledge this
                                // one.
                                return getAsyncProcessor().process(exchange, doneSync -> finish(exchange));
                            },
                            true);
        }

        private void finish(Exchange exchange) {
            // What a stop finds under way is refused by the route that is stopping: nothing to complain of.
            if (exchange.getException() != null && isRunAllowed()) {
                getExceptionHandler().handleException("A frame was not processed", exchange, exchange.getException());
            }
            doneUoW(exchange);
            releaseExchange(exchange, false);
            if (inFlight.decrementAndGet() == MAX_IN_FLIGHT / 2) {
                socket.resume();
            }
        }
    }
}
