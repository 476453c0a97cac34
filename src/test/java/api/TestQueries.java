package api;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Candle;
import market.DayFigures;
import market.Instrument;
import market.Instruments;
import market.Interval;
import market.Trade;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import storage.CandleStore;
import storage.LatestTrades;

/** The real queries on stores that hold what a test put there. */
public final class TestQueries {

    public static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    public static final Instruments INSTRUMENTS = new Instruments(List.of(
            new Instrument(
                    "binance:BTC-USDT", "binance", "BTC", "USDT", "BTCUSDT", List.of("BTC"), new BigDecimal("0.01")),
            new Instrument(
                    "binance:ETH-USDT", "binance", "ETH", "USDT", "ETHUSDT", List.of("ETH"), new BigDecimal("0.01"))));

    /** The candles there are, oldest first. */
    public List<Candle> candles = List.of();

    public Map<String, DayFigures> figures = Map.of();

    public Optional<Trade> latest = Optional.empty();

    /** Whether the database is away. */
    public boolean away;

    /** What every question to the database ends with, if set. */
    public RuntimeException failure;

    /** The real queries over stores that a test made. */
    public static MarketQueries over(
            List<Instrument> instruments,
            List<Interval> intervals,
            CandleStore candles,
            LatestTrades latestTrades,
            Hub hub,
            Clock clock) {
        return new MarketQueries(
                new Instruments(instruments),
                intervals,
                candles,
                latestTrades,
                hub,
                new DayFiguresCache(candles, intervals, clock),
                clock);
    }

    public MarketQueries queries() {
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        List<Interval> intervals = List.of(Interval.M1, Interval.M5);
        CandleStore store = new Candles();
        return new MarketQueries(
                INSTRUMENTS,
                intervals,
                store,
                new Latest(),
                new Hub(clock),
                new DayFiguresCache(store, intervals, new Hurrying()),
                clock);
    }

    public IndicatorQueries indicators() {
        return new IndicatorQueries(queries(), new Candles(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    public ForecastQueries forecasts(boolean enabled) {
        return new ForecastQueries(queries(), new Candles(), Clock.fixed(NOW, ZoneOffset.UTC), enabled);
    }

    /** A clock on which a minute passes between two looks at it, so that nothing that was cached is fresh. */
    private static final class Hurrying extends Clock {

        private Instant now = NOW;

        @Override
        public Instant instant() {
            now = now.plusSeconds(60);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class Latest extends LatestTrades {

        Latest() {
            super(new StringRedisTemplate(), Duration.ofMinutes(5));
        }

        @Override
        public Optional<Trade> find(String instrument) {
            return latest.filter(trade -> trade.instrument().equals(instrument));
        }
    }

    private final class Candles extends CandleStore {

        Candles() {
            super(JdbcClient.create(new JdbcTemplate()));
        }

        @Override
        public List<Candle> range(String instrument, Interval interval, Instant from, Instant to, int limit) {
            failIfAway();
            return candles.stream()
                    .filter(candle -> candle.key().instrument().equals(instrument)
                            && candle.key().interval() == interval
                            && !candle.start().isBefore(from)
                            && candle.start().isBefore(to))
                    .limit(limit)
                    .toList();
        }

        @Override
        public List<Candle> newest(String instrument, Interval interval, Instant to, int limit) {
            List<Candle> all = range(instrument, interval, Instant.EPOCH, to, Integer.MAX_VALUE);
            return all.subList(Math.max(0, all.size() - limit), all.size());
        }

        @Override
        public Map<String, DayFigures> dayFigures(Interval from, Instant now) {
            failIfAway();
            return figures;
        }

        private void failIfAway() {
            if (away) {
                throw new DataAccessResourceFailureException("the database is away");
            }
            if (failure != null) {
                throw failure;
            }
        }
    }
}
