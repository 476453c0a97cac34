package feeds;

import io.vertx.core.Context;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.impl.VertxInternal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.vertx.websocket.VertxWebsocketComponent;
import org.apache.camel.component.vertx.websocket.VertxWebsocketConfiguration;
import org.apache.camel.component.vertx.websocket.VertxWebsocketEndpoint;
import org.apache.camel.support.DefaultConsumer;

/**
 * camel-vertx-websocket with what a feed needs of its client and the component (4.17) does not give. An endpoint that names
 * a {@code feed} is kept connected by a {@link FeedConnector}, or played by a {@link RecordingPlayer}; what that tells is
 * recorded if somebody wants that, and enters the route in its order, and no more than {@link #MAX_IN_FLIGHT} of it are under way
 * before the source is paused. Bodies are {@link RawFrame}s,
 * {@link FeedOutage}s and {@link market.MarketEvent}s. See {@code docs/decisions/003-feed-websocket.md}.
 */
public class FeedWebsocketComponent extends VertxWebsocketComponent {

    /**
     * Frames between the socket and the log. At about 200 bytes a frame this is 2 MB; the broker acknowledges
     * thousands at a time, so fewer would leave it idle.
     */
    private static final int MAX_IN_FLIGHT = 10_000;

    /** The longest that venues send, snapshots of many instruments, have some 100 kB. What is longer breaks the connection. */
    private static final int MAX_FRAME_BYTES = 1_000_000;

    /** What is under way goes into the log in less than that, unless the log is away. */
    private static final Duration DRAINED_WITHIN = Duration.ofSeconds(5);

    private static final String FEED = "feed";

    private final Map<String, FeedMonitor> feeds;
    private final Map<String, ConnectBudget> budgets = new ConcurrentHashMap<>();
    private final Recorders recorders;
    private final Clock clock;

    public FeedWebsocketComponent(Collection<FeedMonitor> feeds, Recorders recorders, Clock clock) {
        this.feeds = feeds.stream()
                .collect(Collectors.toMap(monitor -> monitor.feed().name(), Function.identity()));
        this.recorders = recorders;
        this.clock = clock;
    }

    /** Of an address, since that is what a venue bans; it outlives a stop of the feed. */
    private ConnectBudget budget(Feed feed) {
        return budgets.computeIfAbsent(
                feed.address().getRawAuthority(),
                first -> new ConnectBudget(feed.socketVenue().limits().connectSpacing(), System.nanoTime()));
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        String name = getAndRemoveParameter(parameters, FEED, String.class);
        Endpoint endpoint = super.createEndpoint(uri, remaining, parameters);
        if (name != null) {
            FeedMonitor monitor = feeds.get(name);
            if (monitor == null) {
                throw new IllegalArgumentException("there is no feed " + name + " but " + feeds.keySet());
            }
            ((FeedEndpoint) endpoint).monitor = monitor;
        }
        return endpoint;
    }

    @Override
    protected VertxWebsocketEndpoint createEndpointInstance(String uri, VertxWebsocketConfiguration configuration) {
        return new FeedEndpoint(uri, this, configuration);
    }

    static WebSocketClientOptions clientOptions() {
        return new WebSocketClientOptions()
                .setMaxFrameSize(MAX_FRAME_BYTES)
                .setMaxMessageSize(4 * MAX_FRAME_BYTES)
                .setMaxConnections(10);
    }

    private static final class FeedEndpoint extends VertxWebsocketEndpoint {

        private FeedMonitor monitor;

        FeedEndpoint(String uri, VertxWebsocketComponent component, VertxWebsocketConfiguration configuration) {
            super(uri, component, configuration);
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            if (monitor == null) {
                return super.createConsumer(processor);
            }
            Consumer consumer = new FeedConsumer(this, processor);
            configureConsumer(consumer);
            return consumer;
        }
    }

    private static final class FeedConsumer extends DefaultConsumer {

        private final FeedEndpoint endpoint;
        private final AtomicInteger inFlight = new AtomicInteger();

        /** For who waits until nothing is under way; null if nobody does. */
        private volatile CompletableFuture<Void> drained;

        private WebSocketClient client;
        private FrameRecorder recorder;
        private Context context;
        private FrameSource source;

        FeedConsumer(FeedEndpoint endpoint, Processor processor) {
            super(endpoint, processor);
            this.endpoint = endpoint;
        }

        @Override
        protected void doStart() throws Exception {
            super.doStart();
            FeedWebsocketComponent component = (FeedWebsocketComponent) endpoint.getComponent();
            recorder = component.recorders.of(endpoint.monitor.feed().name());
            // One of its own: feeds that share a context would share the worker that their frames go through.
            context = ((VertxInternal) component.getVertx()).createEventLoopContext();
            source = endpoint.monitor.feed().replay().isPresent() ? player(component) : connector(component);
            source.start();
        }

        private FrameSource player(FeedWebsocketComponent component) {
            return new RecordingPlayer(
                    component.getVertx(),
                    endpoint.monitor,
                    endpoint.monitor.feed().replay().get(),
                    this::accept,
                    component.clock);
        }

        private FrameSource connector(FeedWebsocketComponent component) {
            client = component.getVertx().createWebSocketClient(clientOptions());
            return new FeedConnector(
                    component.getVertx(),
                    client,
                    endpoint.monitor,
                    component.budget(endpoint.monitor.feed()),
                    this::accept,
                    component.clock,
                    new SecureRandom());
        }

        @Override
        protected void doStop() throws Exception {
            super.doStop();
            source.stop();
            if (client != null) {
                client.close();
            }
            drain();
        }

        /** Frames that were read and wait for their turn: after this the route takes none any more. */
        private void drain() {
            drained = new CompletableFuture<>();
            if (inFlight.get() > 0) {
                drained.orTimeout(DRAINED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                        .exceptionally(late -> null)
                        .join();
            }
            drained = null;
        }

        private void accept(Object body) {
            if (body instanceof RawFrame frame) {
                recorder.record(frame);
            }
            if (inFlight.incrementAndGet() == MAX_IN_FLIGHT) {
                source.pause();
                // All of them may have been finished between the two.
                if (inFlight.get() <= MAX_IN_FLIGHT / 2) {
                    source.resume();
                }
            }
            // "true": one after the other, in the order of the calls, which one thread makes.
            context.executeBlocking(
                    () -> {
                        Exchange exchange = createExchange(false);
                        exchange.getMessage().setBody(body);
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
            int left = inFlight.decrementAndGet();
            CompletableFuture<Void> waiting = drained;
            if (left == 0 && waiting != null) {
                waiting.complete(null);
            } else if (left == MAX_IN_FLIGHT / 2) {
                source.resume();
            }
        }
    }
}
