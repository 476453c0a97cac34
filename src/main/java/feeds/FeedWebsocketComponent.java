package feeds;

import io.vertx.core.Context;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.impl.VertxInternal;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * before the source is paused. Bodies are {@link FrameBatch}es,
 * {@link FeedOutage}s and {@link market.MarketEvent}s. See {@code docs/decisions/003-feed-websocket.md}.
 */
public class FeedWebsocketComponent extends VertxWebsocketComponent {

    /**
     * Frames between the socket and the log. At about 200 bytes a frame this is 2 MB; the broker acknowledges
     * thousands at a time, so fewer would leave it idle.
     */
    private static final int MAX_IN_FLIGHT = 10_000;

    /** A frame counts once for each such part of it, so that no more than 64 MB are under way, of whatever length. */
    private static final int FRAME_BYTES = 6_400;

    /** Frames in an exchange: enough that its cost is nothing a frame, and a few ms of work. */
    private static final int MAX_BATCH = 1_000;

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

        /** Frames and what else was told, from the source to the end of the route, by their {@link #load}. */
        private final AtomicInteger inFlight = new AtomicInteger();

        /** Of these, those that no exchange has taken yet. */
        private final Queue<Object> waiting = new ConcurrentLinkedQueue<>();

        private final AtomicBoolean scheduled = new AtomicBoolean();

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

        /** One thread: the source's. */
        private void accept(Object body) {
            if (body instanceof RawFrame frame) {
                recorder.record(frame);
            }
            int load = load(body);
            int before = inFlight.getAndAdd(load);
            if (before < MAX_IN_FLIGHT && before + load >= MAX_IN_FLIGHT) {
                source.pause();
                // All of them may have been finished between the two.
                if (inFlight.get() <= MAX_IN_FLIGHT / 2) {
                    source.resume();
                }
            }
            waiting.add(body);
            if (scheduled.compareAndSet(false, true)) {
                // "true": one after the other, so there is one thread at a time that takes what waits.
                context.executeBlocking(this::takeWaiting, true);
            }
        }

        /** What came while the frames before were read is one exchange: an exchange a frame would cost more than the frame. */
        private Void takeWaiting() throws Exception {
            scheduled.set(false);
            List<RawFrame> frames = new ArrayList<>();
            Object body = waiting.poll();
            while (body instanceof RawFrame frame && frames.size() < MAX_BATCH) {
                frames.add(frame);
                body = frames.size() < MAX_BATCH ? waiting.poll() : null;
            }
            if (!frames.isEmpty()) {
                process(
                        new FrameBatch(frames),
                        frames.stream().mapToInt(FeedConsumer::load).sum());
            }
            if (body != null) {
                process(body, load(body));
            }
            // The rest in another turn: one that does not end would be taken for a thread that hangs.
            if (!waiting.isEmpty() && scheduled.compareAndSet(false, true)) {
                context.executeBlocking(this::takeWaiting, true);
            }
            return null;
        }

        private static int load(Object body) {
            return body instanceof RawFrame frame ? 1 + frame.bytes().length / FRAME_BYTES : 1;
        }

        private void process(Object body, int load) throws Exception {
            Exchange exchange = createExchange(false);
            exchange.getMessage().setBody(body);
            createUoW(exchange);
            // Asynchronous: the next frames follow while the broker has yet to acknowledge these.
            getAsyncProcessor().process(exchange, doneSync -> finish(exchange, load));
        }

        private void finish(Exchange exchange, int load) {
            // What a stop finds under way is refused by the route that is stopping: nothing to complain of.
            if (exchange.getException() != null && isRunAllowed()) {
                getExceptionHandler().handleException("Frames were not processed", exchange, exchange.getException());
            }
            doneUoW(exchange);
            releaseExchange(exchange, false);
            int left = inFlight.addAndGet(-load);
            CompletableFuture<Void> waitingForEnd = drained;
            if (left == 0 && waitingForEnd != null) {
                waitingForEnd.complete(null);
            } else if (left <= MAX_IN_FLIGHT / 2 && left + load > MAX_IN_FLIGHT / 2) {
                source.resume();
            }
        }
    }
}
