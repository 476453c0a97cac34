package feeds.simulator;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import market.Instrument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The built-in exchange: a WebSocket server on 127.0.0.1 with Binance spot's market stream protocol, for trade streams.
 * It sends generated trades, or, when {@link SimulatorOptions#replayFile} is set, the frames of a recording instead.
 *
 * <p><b>Ids.</b> The first trade id of each instrument is our clock's epoch µs at the start, then +1. Ids never collide
 * with those of an earlier run (unless the clock was set back between the runs), and a restart leaves a hole in them,
 * as a real outage would. Nothing can fill it: there is no REST API here.
 *
 * <p><b>Clients.</b> Trades come whether or not somebody listens. Each connection has a bounded queue; a client that
 * lets it run full is disconnected without a close frame (there is no room for one) and slows nobody else.
 *
 * <p><b>Replay.</b> Starts when the first client has subscribed, is lossless to that client and goes on after a
 * disconnection; see {@link ReplayPlayer}.
 *
 * <p>Each instance starts once. {@link #start} and {@link #close} may be called from any thread but the simulator's own
 * event loop, and wait until the port is bound or free again.
 */
public final class ExchangeSimulator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExchangeSimulator.class);

    private static final String HOST = "127.0.0.1";

    /** Seconds to bind the port or to close everything; both take milliseconds. */
    private static final long PATIENCE_SECONDS = 10;

    /** Bytes of a request line: room for {@link SimulatorLimits#streamsPerClient} streams in the address. */
    private static final int MAX_REQUEST_LINE = 64 * 1_024;

    /** What Binance calls an instrument; also what can stand in an address without escaping. */
    private static final Pattern VENUE_SYMBOL = Pattern.compile("[A-Za-z0-9_.-]{1,40}");

    private enum State {
        NEW,
        RUNNING,
        CLOSED
    }

    private final SimulatorOptions options;
    private final List<Listing> listings;
    private final Map<String, BigDecimal> startPrices;
    private final Clock clock;
    private final SimulatorLimits limits;
    private final Clients clients = new Clients();
    private State state = State.NEW;
    private Vertx vertx;
    private Player player;
    private URI address;

    /**
     * @param listings what is traded, at least one; streams are named by the venue symbols, which therefore are unique
     * @param startPrices instrument id to the last known price, so that a restart goes on where the chart ended;
     *     instruments without one begin at that of their profile
     * @param clock gives the event times, the first trade ids, and the hours of the markets
     * @throws IllegalArgumentException with a sentence, if there is none, or two share a stream
     */
    public ExchangeSimulator(
            SimulatorOptions options, List<Listing> listings, Map<String, BigDecimal> startPrices, Clock clock) {
        this(options, listings, startPrices, clock, SimulatorLimits.BINANCE);
    }

    ExchangeSimulator(
            SimulatorOptions options,
            List<Listing> listings,
            Map<String, BigDecimal> startPrices,
            Clock clock,
            SimulatorLimits limits) {
        this.options = options;
        this.listings = checked(listings);
        this.startPrices = Map.copyOf(startPrices);
        this.clock = clock;
        this.limits = limits;
    }

    /**
     * Binds the port and begins to trade.
     *
     * @return the address, as in {@code ws://127.0.0.1:9443}; clients add {@code /stream?streams=…} or {@code /ws}
     * @throws IllegalStateException if the port is taken, the replay file cannot be read, or this was started before
     */
    public synchronized URI start() {
        if (state != State.NEW) {
            throw new IllegalStateException("the exchange simulator starts once; make a new one");
        }
        state = State.CLOSED;
        vertx = Vertx.vertx(vertxOptions());
        try {
            player = player();
            Gateway gateway = new Gateway(vertx, clients, player, limits, clock);
            HttpServer server = vertx.createHttpServer(serverOptions())
                    .requestHandler(gateway::handle)
                    .listen(options.port(), HOST)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            address = URI.create("ws://" + HOST + ":" + server.actualPort());
        } catch (ExecutionException | TimeoutException e) {
            shutDown();
            throw new IllegalStateException(
                    "the exchange simulator cannot listen on " + HOST + ":" + options.port() + ": " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            shutDown();
            throw new IllegalStateException("the start of the exchange simulator was interrupted", e);
        } catch (RuntimeException e) {
            shutDown();
            throw e;
        }
        state = State.RUNNING;
        vertx.runOnContext(bound -> player.start());
        LOG.info("the simulated exchange listens on {}", address);
        return address;
    }

    /** Where it listens. */
    public synchronized URI address() {
        if (state != State.RUNNING) {
            throw new IllegalStateException("the exchange simulator is not running");
        }
        return address;
    }

    /** Whether trades are made up; else a recording is played, of which nothing can be asked or changed. */
    public boolean isLive() {
        return options.replayFile().isEmpty();
    }

    /** What it does now. Any thread but the simulator's own; so for the two below. */
    public SimulatorState state() {
        return ask(LivePlayer::state);
    }

    /**
     * Makes an instrument trade otherwise from now on, until the simulator is closed. What the price does over a night is
     * decided at the opening, by the profile of then.
     *
     * @throws IllegalArgumentException with a sentence: out of range, or it is not simulated here
     */
    public SimulatorState.Market change(Instrument instrument, ProfileChange change) {
        return ask(player -> player.change(instrument, change));
    }

    /**
     * Changes the mean rate of all instruments together, from now on, until the simulator is closed.
     *
     * @throws IllegalArgumentException with a sentence, if it is out of range
     */
    public SimulatorState changeRate(double tradesPerSecond) {
        SimulatorOptions.checkRate(tradesPerSecond);
        return ask(player -> player.changeRate(tradesPerSecond));
    }

    /** Closes every connection and frees the port. A second call does nothing. */
    @Override
    public synchronized void close() {
        if (state == State.RUNNING) {
            await(onEventLoop(() -> {
                clients.all().forEach(Client::goAway);
                return null;
            }));
            shutDown();
            LOG.info("the simulated exchange on {} is closed", address);
        }
        state = State.CLOSED;
    }

    private Player player() {
        if (options.replayFile().isPresent()) {
            ReplayFile file = new ReplayFile(options.replayFile().get());
            return new ReplayPlayer(vertx, clients, file, options.replaySpeed());
        }
        Instant start = clock.instant();
        TradeGenerator generator =
                new TradeGenerator(listings, startPrices, options.tradesPerSecond(), options.seed(), start);
        return new LivePlayer(vertx, clients, instruments(listings), generator, start, clock);
    }

    private void shutDown() {
        if (player != null) {
            await(onEventLoop(() -> {
                player.stop();
                return null;
            }));
        }
        await(vertx.close());
    }

    /** @throws IllegalStateException if it was not done: not running, or it does not answer */
    private <T> T ask(Function<LivePlayer, T> question) {
        Future<T> answer;
        synchronized (this) {
            if (state != State.RUNNING) {
                throw new IllegalStateException("the exchange simulator is not running");
            }
            if (!(player instanceof LivePlayer live)) {
                throw new IllegalStateException("the exchange simulator plays a recording");
            }
            answer = onEventLoop(() -> question.apply(live));
        }
        try {
            return answer.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the wait for the exchange simulator was interrupted", e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the exchange simulator did not answer", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                throw refusal;
            }
            throw new IllegalStateException("the exchange simulator failed", e.getCause());
        }
    }

    private <T> Future<T> onEventLoop(Supplier<T> action) {
        Promise<T> done = Promise.promise();
        vertx.runOnContext(turn -> {
            try {
                done.complete(action.get());
            } catch (RuntimeException e) {
                done.fail(e);
            }
        });
        return done.future();
    }

    /** Waits; what goes wrong on the way down is logged, since there is nobody left who could do better. */
    private static void await(Future<?> future) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("the exchange simulator did not close cleanly", e);
        }
    }

    private static VertxOptions vertxOptions() {
        return new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    private static HttpServerOptions serverOptions() {
        return new HttpServerOptions().setMaxInitialLineLength(MAX_REQUEST_LINE);
    }

    private static List<Instrument> instruments(List<Listing> listings) {
        return listings.stream().map(Listing::instrument).toList();
    }

    private static List<Listing> checked(List<Listing> listings) {
        if (listings.isEmpty()) {
            throw new IllegalArgumentException("the exchange simulator needs at least one instrument");
        }
        Set<String> streams = new HashSet<>();
        for (Instrument instrument : instruments(listings)) {
            if (!VENUE_SYMBOL.matcher(instrument.venueSymbol()).matches()) {
                throw new IllegalArgumentException("venueSymbol of " + instrument.id() + " must match "
                        + VENUE_SYMBOL.pattern() + " to be simulated, was " + instrument.venueSymbol());
            }
            if (!streams.add(TradeFrame.stream(instrument))) {
                throw new IllegalArgumentException("two instruments share the stream " + TradeFrame.stream(instrument));
            }
        }
        return List.copyOf(listings);
    }
}
