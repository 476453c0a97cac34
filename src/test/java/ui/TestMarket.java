package ui;

import api.ForecastQueries;
import api.Hub;
import api.MarketQueries;
import api.TestPulses;
import api.TestQueries;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Candle;
import market.CandleKey;
import market.DayFigures;
import market.Instrument;
import market.Instruments;
import market.Interval;
import market.TakerSide;
import market.Trade;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import storage.CandleStore;
import storage.LatestTrades;

/** A small market with the real hub and queries, over stores in memory that can be taken away. */
public final class TestMarket {

    public static final Instrument BTC = instrument("BTC", "0.01");
    public static final Instrument ETH = instrument("ETH", "0.01");

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    private final TestClock clock = new TestClock();
    private final Hub hub = new Hub(clock);
    private final Stores stores = new Stores();
    private final MarketQueries queries = TestQueries.over(
            List.of(BTC, ETH), List.of(Interval.M1, Interval.M5), stores, new NoLatestTrades(), hub, clock);
    private final TestPulses pulses = new TestPulses(queries, new Instruments(List.of(BTC, ETH)), clock);
    private long lastTradeId;

    public Hub hub() {
        return hub;
    }

    /** Tells of a candle, as the live routes do. */
    void publish(Candle candle) {
        hub.publishCandle(candle.key().instrument(), candle.key().interval(), () -> candle);
    }

    public MarketQueries queries() {
        return queries;
    }

    /** What quotes said. */
    public TestPulses pulses() {
        return pulses;
    }

    MarketFigures figures() {
        return new MarketFigures(queries, pulses.queries(), clock);
    }

    public ForecastQueries forecasts(boolean enabled) {
        return new ForecastQueries(queries, stores, clock, enabled);
    }

    public Clock clock() {
        return clock;
    }

    public void pass(Duration time) {
        clock.now = clock.now.plus(time);
    }

    /** From here on every query fails, as it does without a database. */
    public void loseDatabase() {
        stores.away = true;
    }

    public void findDatabase() {
        stores.away = false;
    }

    public void store(Candle... candles) {
        Collections.addAll(stores.candles, candles);
    }

    public void storeDay(Instrument instrument, DayFigures figures) {
        stores.day.put(instrument.id(), figures);
    }

    /** A trade that happens now. */
    public Trade trade(Instrument instrument, String price) {
        long micros = clock.now.toEpochMilli() * 1_000;
        return new Trade(
                instrument.id(),
                new BigDecimal(price),
                BigDecimal.ONE,
                TakerSide.BUY,
                ++lastTradeId,
                micros,
                micros,
                micros);
    }

    /** The candle of so many trades at one price, minutes after noon. */
    public Candle candle(Instrument instrument, int minute, String price, int trades) {
        CandleKey key = new CandleKey(
                instrument.id(),
                Interval.M1,
                START.plus(Duration.ofMinutes(minute)).toEpochMilli() * 1_000);
        Candle candle = Candle.opening(key, trade(instrument, price));
        for (int i = 1; i < trades; i++) {
            candle = candle.with(trade(instrument, price));
        }
        return candle;
    }

    public static DayFigures day(String open) {
        BigDecimal price = new BigDecimal(open);
        return new DayFigures(price, price, price, BigDecimal.TEN, new BigDecimal("1234567"), 100);
    }

    private static Instrument instrument(String base, String tickSize) {
        return new Instrument(
                "binance:" + base + "-USDT",
                "binance",
                base,
                "USDT",
                base + "USDT",
                List.of(base),
                new BigDecimal(tickSize));
    }

    private static final class Stores extends CandleStore {

        private final List<Candle> candles = new ArrayList<>();
        private final Map<String, DayFigures> day = new HashMap<>();
        private boolean away;

        Stores() {
            super(JdbcClient.create(new JdbcTemplate()));
        }

        @Override
        public List<Candle> newest(String instrument, Interval interval, Instant to, int limit) {
            check();
            List<Candle> found = candles.stream()
                    .filter(candle -> candle.key().instrument().equals(instrument)
                            && candle.key().interval() == interval)
                    .toList();
            return found.subList(Math.max(0, found.size() - limit), found.size());
        }

        @Override
        public Map<String, DayFigures> dayFigures(Interval from, Instant now) {
            check();
            return day;
        }

        @Override
        public Map<String, BigDecimal> lastCloses(Interval interval) {
            check();
            Map<String, BigDecimal> closes = new HashMap<>();
            candles.forEach(candle -> closes.put(candle.key().instrument(), candle.close()));
            return closes;
        }

        private void check() {
            if (away) {
                throw new DataAccessResourceFailureException("the database is away");
            }
        }
    }

    private static final class NoLatestTrades extends LatestTrades {

        NoLatestTrades() {
            super(new StringRedisTemplate(), Duration.ofMinutes(5));
        }

        @Override
        public Optional<Trade> find(String instrument) {
            return Optional.empty();
        }
    }

    private static final class TestClock extends Clock {

        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for another zone");
        }
    }
}
