package feeds.simulator;

import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.Instrument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays generated trades in real time, by our clock, whether or not anybody listens: an exchange does not wait. A trade
 * goes out in the first tick after its time, so {@code E} is up to a tick later than {@code T}. Event loop only.
 */
final class LivePlayer implements Player {

    private static final Logger LOG = LoggerFactory.getLogger(LivePlayer.class);

    /** ms between two looks at what is due. */
    private static final long TICK_MILLIS = 5;

    /** Trades in one tick: twice what the highest rate needs, and then the sockets get their turn. */
    private static final int TRADES_PER_TICK = 1_000;

    /**
     * µs. What was missed in a shorter pause is made up for; after a longer one (a suspended laptop, a stepped clock) the
     * market goes on from there: what it did meanwhile shows in the price alone.
     */
    private static final long MAX_CATCH_UP_MICROS = 1_000_000;

    private final Vertx vertx;
    private final Clients clients;
    private final TradeGenerator generator;
    private final Clock clock;
    private final Map<Instrument, String> streams = new HashMap<>();

    /** What the generator's offsets count from. */
    private Instant start;

    private Instant lastTick;

    /** @param start the instant that the generator's offsets count from */
    LivePlayer(
            Vertx vertx,
            Clients clients,
            List<Instrument> instruments,
            TradeGenerator generator,
            Instant start,
            Clock clock) {
        this.vertx = vertx;
        this.clients = clients;
        this.generator = generator;
        this.start = start;
        this.clock = clock;
        lastTick = start;
        instruments.forEach(instrument -> streams.put(instrument, TradeFrame.stream(instrument)));
    }

    @Override
    public void start() {
        vertx.setPeriodic(TICK_MILLIS, timer -> tick());
    }

    @Override
    public boolean knows(String stream) {
        return streams.containsValue(stream);
    }

    @Override
    public void subscriptionsChanged() {}

    @Override
    public void left(Client client) {}

    @Override
    public void stop() {}

    SimulatorState state() {
        return generator.state(clock.instant());
    }

    SimulatorState.Market change(Instrument instrument, ProfileChange change) {
        Instant now = clock.instant();
        generator.changeProfile(instrument, change, offset(now));
        return generator.state(instrument, now);
    }

    SimulatorState changeRate(double tradesPerSecond) {
        generator.changeRate(tradesPerSecond, offset(clock.instant()));
        return state();
    }

    private void tick() {
        Instant now = clock.instant();
        long behindMicros = offset(now) - generator.nextMicros();
        if (now.isBefore(lastTick.minus(MAX_CATCH_UP_MICROS, ChronoUnit.MICROS))) {
            start = start.minus(ChronoUnit.MICROS.between(now, lastTick), ChronoUnit.MICROS);
            goOnFrom(now);
        } else if (behindMicros > MAX_CATCH_UP_MICROS) {
            goOnFrom(now);
        }
        lastTick = now;
        long dueMicros = offset(now);
        for (int i = 0; i < TRADES_PER_TICK && generator.nextMicros() <= dueMicros; i++) {
            send(generator.next(), now.toEpochMilli());
        }
    }

    private void goOnFrom(Instant now) {
        LOG.info("the simulated market is away from the clock and goes on from {}", now);
        generator.goOnFrom(start, offset(now));
    }

    private long offset(Instant instant) {
        return ChronoUnit.MICROS.between(start, instant);
    }

    private void send(SimulatedTrade trade, long nowMillis) {
        String stream = streams.get(trade.instrument());
        List<Client> listeners = clients.of(stream);
        if (listeners.isEmpty()) {
            return;
        }
        long tradeMillis = start.plus(trade.offsetMicros(), ChronoUnit.MICROS).toEpochMilli();
        String raw = TradeFrame.raw(trade, nowMillis, tradeMillis);
        String combined = TradeFrame.combined(stream, raw);
        for (Client listener : listeners) {
            listener.send(listener.combined() ? combined : raw);
        }
    }
}
