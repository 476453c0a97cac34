package api;

import analytics.pulse.TestPulse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.Instruments;
import market.Pulse;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import storage.LatestPulses;
import storage.PulseStore;

/** The real queries on stores that hold what a test put there. */
public final class TestPulses {

    /** What the cache holds, by instrument. */
    public final Map<String, Pulse> cached = new HashMap<>();

    /** What the database holds, oldest first. */
    public List<Pulse> stored = List.of();

    public boolean cacheIsAway;
    public boolean databaseIsAway;

    private final MarketQueries market;
    private final Instruments instruments;
    private final Clock clock;

    public TestPulses() {
        this(new TestQueries().queries(), TestQueries.INSTRUMENTS, Clock.fixed(TestQueries.NOW, ZoneOffset.UTC));
    }

    public TestPulses(MarketQueries market, Instruments instruments, Clock clock) {
        this.market = market;
        this.instruments = instruments;
        this.clock = clock;
    }

    public PulseQueries queries() {
        return new PulseQueries(market, instruments, new Cache(), new Store(), TestPulse.SETTINGS, clock);
    }

    private final class Cache extends LatestPulses {

        Cache() {
            super(new StringRedisTemplate(), Duration.ofDays(1));
        }

        @Override
        public Map<String, Pulse> all() {
            if (cacheIsAway) {
                throw new DataAccessResourceFailureException("the cache is away");
            }
            return Map.copyOf(cached);
        }
    }

    private final class Store extends PulseStore {

        Store() {
            super(JdbcClient.create(new JdbcTemplate()));
        }

        @Override
        public List<Pulse> range(String instrument, Instant from, Instant to, int limit) {
            if (databaseIsAway) {
                throw new DataAccessResourceFailureException("the database is away");
            }
            return stored.stream()
                    .filter(pulse -> pulse.instrument().equals(instrument)
                            && !pulse.start().isBefore(from)
                            && pulse.start().isBefore(to))
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<Pulse> newest(String instrument, Instant to, int limit) {
            List<Pulse> all = range(instrument, Instant.EPOCH, to, Integer.MAX_VALUE);
            return all.subList(Math.max(0, all.size() - limit), all.size());
        }

        @Override
        public List<Pulse> latest() {
            Instant end = Instant.parse("2200-01-01T00:00:00Z");
            return instruments.all().stream()
                    .flatMap(instrument -> newest(instrument.id(), end, 1).stream())
                    .toList();
        }
    }
}
