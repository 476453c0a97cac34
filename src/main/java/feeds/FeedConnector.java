package feeds;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.impl.VertxInternal;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import market.FeedState;
import market.MarketEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a feed connected: opens its socket, asks for what it is to bring, sees to it that it comes, and replaces the
 * socket when it is lost, silent or old. A socket that still gives data is replaced only once the new one does; what both
 * give is counted once by the candle engine. See {@code docs/decisions/003-feed-websocket.md}.
 *
 * <p>Everything happens on one event loop; {@link #start}, {@link #stop}, {@link #pause} and {@link #resume} may be called
 * by any thread.
 */
final class FeedConnector implements FrameSource {

    private static final Logger log = LoggerFactory.getLogger(FeedConnector.class);

    /** How often is looked whether something is to be done. */
    private static final long TICK_MS = 250;

    private static final long TICKS_PER_SECOND = 1_000 / TICK_MS;

    /** A venue that takes longer to answer a handshake is taken for away. */
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);

    /** After that, and so that our own reason is told first. */
    private static final Duration ABANDONED = HANDSHAKE.plusSeconds(1);

    /** A connection that lived so long was good: the next one is tried at once when it is lost. */
    private static final Duration PROVEN = Duration.ofSeconds(60);

    /** A socket that is to take another's place and is not settled by then is given up. */
    private static final Duration SETTLE = Duration.ofSeconds(30);

    private final Vertx vertx;
    private final WebSocketClient client;
    private final FeedMonitor monitor;
    private final VenueLimits limits;
    private final Consumer<Object> sink;
    private final Clock clock;
    private final Backoff backoff;
    private final RandomGenerator random;
    private final Context eventLoop;

    private boolean running;
    private volatile boolean paused;
    private long ticks;
    private long timer;

    /** Counts attempts to connect; the answer to an earlier one comes too late. */
    private long attempt;

    private boolean opening;

    /** Where data comes from; null if there is none. */
    private FeedSocket current;

    /** What is to take its place; null if nothing is. */
    private FeedSocket successor;

    private long maxAgeNanos;

    /** Since when nothing is heard, our clock; null if something is. */
    private Instant downSince;

    private boolean toldDown;

    /** @param sink is told {@link RawFrame}s, {@link FeedOutage}s and {@link MarketEvent}s in their order, on the event loop */
    FeedConnector(
            Vertx vertx,
            WebSocketClient client,
            FeedMonitor monitor,
            ConnectBudget budget,
            Consumer<Object> sink,
            Clock clock,
            RandomGenerator random) {
        this.vertx = vertx;
        this.client = client;
        this.monitor = monitor;
        this.limits = monitor.feed().socketVenue().limits();
        this.sink = sink;
        this.clock = clock;
        this.random = random;
        this.backoff = new Backoff(budget, random);
        // One of its own: feeds that share a context would share the worker that their frames go through.
        this.eventLoop = ((VertxInternal) vertx).createEventLoopContext();
    }

    @Override
    public void start() {
        eventLoop.runOnContext(turn -> {
            running = true;
            // It was stopped, by somebody in the console for one, and is started again.
            downSince = monitor.lastHeard().orElse(null);
            timer = vertx.setPeriodic(TICK_MS, id -> tick());
            connectIn(backoff.first(System.nanoTime()), "starting");
        });
    }

    @Override
    public void stop() {
        CompletableFuture<Void> stopped = new CompletableFuture<>();
        eventLoop.runOnContext(turn -> {
            running = false;
            vertx.cancelTimer(timer);
            close(current);
            close(successor);
            current = null;
            successor = null;
            monitor.is(FeedState.STOPPED, "");
            stopped.complete(null);
        });
        stopped.orTimeout(5, TimeUnit.SECONDS).exceptionally(late -> null).join();
    }

    @Override
    public void pause() {
        eventLoop.runOnContext(turn -> {
            paused = true;
            sockets().forEach(FeedSocket::pause);
        });
    }

    @Override
    public void resume() {
        eventLoop.runOnContext(turn -> {
            paused = false;
            expectAll();
            sockets().forEach(FeedSocket::resume);
        });
    }

    private List<FeedSocket> sockets() {
        List<FeedSocket> sockets = new ArrayList<>();
        if (current != null) {
            sockets.add(current);
        }
        if (successor != null) {
            sockets.add(successor);
        }
        return sockets;
    }

    private void connectIn(Duration pause, String reason) {
        if (current == null) {
            monitor.is(pause.isZero() || pause.isNegative() ? FeedState.CONNECTING : FeedState.BACKING_OFF, reason);
        }
        opening = true;
        long mine = ++attempt;
        vertx.setTimer(Math.max(1, pause.toMillis()), id -> {
            if (running && mine == attempt) {
                connect(mine);
            }
        });
    }

    private void connect(long mine) {
        if (current == null) {
            // Not the whole address: it may hold a key.
            monitor.is(FeedState.CONNECTING, monitor.feed().address().getHost());
        }
        vertx.setTimer(HANDSHAKE.toMillis(), id -> {
            if (running && opening && mine == attempt) {
                failed("no answer to the handshake for " + HANDSHAKE.toSeconds() + " s");
            }
        });
        // Called back on this event loop, before a frame is read: the handlers are there in time.
        client.connect(options(monitor.feed().address())).onComplete(result -> {
            if (running && mine == attempt) {
                connected(result);
            } else if (result.succeeded()) {
                result.result().close();
            }
        });
    }

    private static WebSocketConnectOptions options(URI address) {
        boolean tls = address.getScheme().equals("wss");
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return new WebSocketConnectOptions()
                .setHost(address.getHost())
                .setPort(address.getPort() > 0 ? address.getPort() : tls ? 443 : 80)
                .setSsl(tls)
                .setURI(address.getRawQuery() == null ? path : path + "?" + address.getRawQuery())
                // Else the client would keep an attempt that is given up, and make it good long after.
                .setConnectTimeout((int) ABANDONED.toMillis())
                .setTimeout(ABANDONED.toMillis());
    }

    private void failed(String reason) {
        opening = false;
        monitor.wrong(reason);
        log.info("Feed {} cannot connect: {}", name(), reason);
        if (current == null) {
            tellDown(reason);
        }
        connectIn(backoff.next(System.nanoTime()), reason);
    }

    private void connected(AsyncResult<WebSocket> result) {
        opening = false;
        if (result.failed()) {
            failed(String.valueOf(result.cause().getMessage()));
            return;
        }
        WebSocket opened = result.result();
        FeedSocket socket = new FeedSocket(opened, eventLoop, monitor, () -> renew("the venue ends this connection"));
        opened.textMessageHandler(text -> received(socket, text.getBytes(StandardCharsets.UTF_8)));
        opened.binaryMessageHandler(bytes -> received(socket, bytes.getBytes()));
        opened.pongHandler(pong -> socket.ponged());
        opened.exceptionHandler(this::unreadable);
        opened.closeHandler(closed -> closed(socket, reason(opened)));
        if (paused) {
            socket.pause();
        }
        if (current == null) {
            current = socket;
            up();
        } else {
            successor = socket;
        }
        socket.subscribe();
    }

    /** A message that is too long, or no WebSocket frame at all: there is nothing to keep of it. */
    private void unreadable(Throwable e) {
        if (e instanceof HttpClosedException || e instanceof IOException) {
            return; // The close handler tells.
        }
        monitor.faulty(String.valueOf(e.getMessage()));
        log.warn("Feed {} was sent what cannot be read: {}", name(), e.getMessage());
    }

    private void up() {
        maxAgeNanos = maxAge().toNanos();
        monitor.connected();
        monitor.is(FeedState.LIVE, "");
        expectAll();
        if (downSince == null) {
            log.info("Feed {} is connected to {}", name(), monitor.feed().address());
            if (toldDown) {
                tell(MarketEvent.Type.FEED_UP, "connected");
            }
        } else {
            Instant now = clock.instant();
            Instant since = downSince.isAfter(now) ? now : downSince;
            downSince = null;
            monitor.reconnected();
            monitor.outage();
            log.warn("Feed {} is connected again; nothing was heard from {} to {}", name(), since, now);
            sink.accept(new FeedOutage(monitor.feed().instruments(), since, now));
            tell(MarketEvent.Type.FEED_UP, "connected again; nothing was heard since " + since);
        }
        toldDown = false;
    }

    /** Once, however often it is tried in vain. */
    private void tellDown(String reason) {
        if (!toldDown) {
            toldDown = true;
            tell(MarketEvent.Type.FEED_DOWN, reason);
        }
    }

    /** A venue that closes all connections of an age would close all of ours at once. */
    private Duration maxAge() {
        long most = limits.maxAge().toNanos();
        return Duration.ofNanos(most - random.nextLong(Math.max(1, most / 10)));
    }

    private void expectAll() {
        long now = System.nanoTime();
        monitor.watches().forEach(watch -> watch.expectFrom(now));
    }

    private void received(FeedSocket socket, byte[] frame) {
        socket.alive();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        monitor.received(micros);
        sink.accept(new RawFrame(monitor, frame, micros, socket::heard));
    }

    private static String reason(WebSocket closed) {
        String text = closed.closeReason() == null || closed.closeReason().isBlank()
                ? ""
                : ": " + closed.closeReason().replaceAll("\\p{Cntrl}", "?");
        return closed.closeStatusCode() == null
                ? "the connection broke"
                : "the venue closed the connection with code " + closed.closeStatusCode() + text;
    }

    private void closed(FeedSocket socket, String reason) {
        if (!running) {
            return;
        }
        if (socket == successor) {
            successor = null;
            log.info("Feed {}: the socket that was to take over was lost, {}", name(), reason);
        } else if (socket == current) {
            lost(reason);
        }
    }

    private void lost(String reason) {
        FeedSocket before = current;
        current = null;
        close(before);
        downSince = monitor.lastHeard().orElse(clock.instant());
        if (before.ageNanos() > PROVEN.toNanos()) {
            backoff.succeeded();
        }
        monitor.wrong(reason);
        log.warn("Feed {} is lost: {}", name(), reason);
        tellDown(reason);
        if (successor != null) {
            current = successor;
            successor = null;
            up();
        } else if (!opening) {
            connectIn(backoff.next(System.nanoTime()), reason);
        } else {
            monitor.is(FeedState.CONNECTING, reason);
        }
    }

    /** Opens a socket beside the one there is. */
    private void renew(String reason) {
        if (current != null && successor == null && !opening) {
            log.info("Feed {} opens another connection: {}", name(), reason);
            tell(MarketEvent.Type.FEED_RECONNECTED, reason);
            connectIn(backoff.first(System.nanoTime()), reason);
        }
    }

    private void tick() {
        if (ticks++ % TICKS_PER_SECOND == 0) {
            monitor.tick();
        }
        if (successor != null) {
            takeOver();
        }
        if (current == null || paused) {
            return;
        }
        if (ticks % (10 * TICKS_PER_SECOND) == 0) {
            sockets().forEach(FeedSocket::ping);
        }
        if (current.silentNanos() > limits.silence().toNanos()) {
            lost("no sign of life for " + limits.silence().toSeconds() + " s");
            return;
        }
        if (current.ageNanos() > PROVEN.toNanos()) {
            backoff.succeeded();
        }
        if (current.ageNanos() > maxAgeNanos) {
            renew("the connection is " + Duration.ofNanos(current.ageNanos()).toMinutes() + " min old");
        }
        seeToAnswers();
        seeToRefused();
        seeToQuiet();
    }

    private void takeOver() {
        if (successor.isSettled()) {
            FeedSocket before = current;
            current = successor;
            successor = null;
            maxAgeNanos = maxAge().toNanos();
            monitor.connected();
            monitor.renewed();
            close(before);
        } else if (successor.ageNanos() > SETTLE.toNanos()) {
            FeedSocket unsettled = successor;
            successor = null;
            close(unsettled);
        }
    }

    private void seeToAnswers() {
        Set<Subscription> overdue = current.overdue();
        if (overdue.isEmpty()) {
            return;
        }
        String reason = "no answer to the subscription of " + list(overdue);
        if (current.askAgain(overdue)) {
            monitor.wrong(reason);
            monitor.resubscribed();
            tell(MarketEvent.Type.FEED_RESUBSCRIBED, reason);
        } else if (monitor.watches().stream().noneMatch(ChannelWatch::everHeard)) {
            renew(reason);
        }
    }

    private void seeToRefused() {
        if (current.isAnswered()) {
            long now = System.nanoTime();
            current.askAlone(monitor.watches().stream()
                    .filter(watch -> watch.isToBeAskedForAgain(now))
                    .map(ChannelWatch::subscription)
                    .toList());
        }
    }

    /**
     * First it is subscribed again, then the connection replaced, and so on, at twice the distance each time. While the
     * market is closed nothing is expected, and from its opening on all of it anew.
     */
    private void seeToQuiet() {
        long now = System.nanoTime();
        Optional<String> closed = monitor.closed();
        if (closed.isPresent()) {
            monitor.watches().forEach(watch -> watch.rest(now));
            monitor.is(FeedState.LIVE, closed.get());
            return;
        }
        List<ChannelWatch> quiet =
                monitor.watches().stream().filter(watch -> watch.isQuiet(now)).toList();
        if (!quiet.isEmpty() && successor == null && !opening) {
            String reason = "quiet for too long: " + describe(quiet, now);
            monitor.wrong(reason);
            List<ChannelWatch> again =
                    quiet.stream().filter(watch -> watch.attempts() % 2 == 0).toList();
            if (again.size() < quiet.size()) {
                renew(reason);
            } else {
                monitor.resubscribed();
                log.info("Feed {} subscribes again what is {}", name(), reason);
                tell(MarketEvent.Type.FEED_RESUBSCRIBED, reason);
                current.subscribeAgain(
                        quiet.stream().map(ChannelWatch::subscription).toList());
            }
            quiet.forEach(watch -> watch.acted(now));
        }
        List<Subscription> inVain = monitor.watches().stream()
                .filter(watch -> watch.attempts() > 0)
                .map(ChannelWatch::subscription)
                .toList();
        if (inVain.isEmpty()) {
            monitor.is(FeedState.LIVE, "");
        } else {
            monitor.is(FeedState.STALE, "quiet: " + list(inVain));
        }
    }

    private static String describe(List<ChannelWatch> quiet, long now) {
        return quiet.stream()
                        .limit(3)
                        .map(watch -> watch.subscription() + " for "
                                + TimeUnit.NANOSECONDS.toSeconds(now - watch.heardNanos()) + " s")
                        .collect(Collectors.joining(", "))
                + (quiet.size() > 3 ? " and " + (quiet.size() - 3) + " more" : "");
    }

    private static String list(Collection<Subscription> subscriptions) {
        return subscriptions.stream().limit(3).map(Subscription::toString).collect(Collectors.joining(", "))
                + (subscriptions.size() > 3 ? " and " + (subscriptions.size() - 3) + " more" : "");
    }

    private void tell(MarketEvent.Type type, String text) {
        sink.accept(MarketEvent.ofFeed(type, name(), clock.instant(), "Feed " + name() + ": " + text));
    }

    private static void close(FeedSocket socket) {
        if (socket != null && !socket.isClosed()) {
            socket.close();
        }
    }

    private String name() {
        return monitor.feed().name();
    }
}
