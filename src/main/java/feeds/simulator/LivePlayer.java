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
     * market goes on from there, as if it had stood still.
     */
    private static final long MAX_CATCH_UP_MICROS = 1_000_000;

    private final Vertx vertx;
    private final Clients clients;
    private final TradeGenerator generator;
    private final Instant start;
    private final Clock clock;
    private final Map<Instrument, String> streams = new HashMap<>();
    private SimulatedTrade next;
    private long shiftMicros;
    private long lastElapsedMicros;

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
        instruments.forEach(instrument -> streams.put(instrument, TradeFrame.stream(instrument)));
        next = generator.next();
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

    private void tick() {
        Instant now = clock.instant();
        long elapsedMicros = ChronoUnit.MICROS.between(start, now);
        long behindMicros = elapsedMicros - (next.offsetMicros() + shiftMicros);
        boolean clockWentBack = elapsedMicros < lastElapsedMicros - MAX_CATCH_UP_MICROS;
        lastElapsedMicros = elapsedMicros;
        if (behindMicros > MAX_CATCH_UP_MICROS || clockWentBack) {
            LOG.info("the simulated market is {} ms away from the clock and goes on from there", behindMicros / 1_000);
            shiftMicros += behindMicros;
        }
        long dueMicros = elapsedMicros - shiftMicros;
        for (int i = 0; i < TRADES_PER_TICK && next.offsetMicros() <= dueMicros; i++) {
            send(next, now.toEpochMilli());
            next = generator.next();
        }
    }

    private void send(SimulatedTrade trade, long nowMillis) {
        String stream = streams.get(trade.instrument());
        List<Client> listeners = clients.of(stream);
        if (listeners.isEmpty()) {
            return;
        }
        long tradeMillis = start.plus(trade.offsetMicros() + shiftMicros, ChronoUnit.MICROS)
                .toEpochMilli();
        String raw = TradeFrame.raw(trade, nowMillis, tradeMillis);
        String combined = TradeFrame.combined(stream, raw);
        for (Client listener : listeners) {
            listener.send(listener.combined() ? combined : raw);
        }
    }
}
