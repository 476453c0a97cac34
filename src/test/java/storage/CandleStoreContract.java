package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Checkpoint;
import market.CheckpointStore.PartitionState;
import market.DayFigures;
import market.Instrument;
import market.Interval;
import market.TradeIdRanges.Range;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the candle store promises on every database that it runs on. */
abstract class CandleStoreContract {

    static final String BTC = "binance:BTC-USDT";
    static final String ETH = "binance:ETH-USDT";
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    final JdbcTemplate jdbc = new JdbcTemplate(dataSource());
    final CandleStore store = newStore();

    abstract DataSource dataSource();

    @BeforeEach
    void empty() {
        jdbc.execute("truncate candles, consumer_offsets, counted_trade_ids, instruments");
    }

    @Test
    void aCandleIsFoundAsItWasStoredToTheMicrosecondAndTheLastZero() {
        Candle candle = new Candle(
                new CandleKey(BTC, Interval.M1, micros(NEW_YEAR)),
                new BigDecimal("61837.63000000"),
                new BigDecimal("61840"),
                new BigDecimal("0.00000001"),
                new BigDecimal("61838.10"),
                new BigDecimal("12345678901234567890.123456789012345678"),
                new BigDecimal("0.000000000000000000000000000000000001"),
                new BigDecimal("0"),
                3,
                3_735_683_259L,
                Long.MAX_VALUE - 1,
                micros(NEW_YEAR) + 1,
                micros(NEW_YEAR) + 59_999_999,
                7,
                CandleStatus.REPAIRED);

        store.commit(List.of(checkpoint(0, 1, candle)));

        assertThat(store.find(candle.key())).contains(candle);
        assertThat(store.find(new CandleKey(ETH, Interval.M1, micros(NEW_YEAR))))
                .isEmpty();
        assertThat(store.find(new CandleKey(BTC, Interval.M5, micros(NEW_YEAR))))
                .isEmpty();
    }

    @Test
    void aPartitionIsLoadedAsItWasCommitted() {
        Candle open = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.OPEN);
        Candle closed = candle(BTC, Interval.M1, NEW_YEAR.minusSeconds(60), "99", CandleStatus.COMPLETE);
        Candle elsewhere = candle(ETH, Interval.M1, NEW_YEAR, "7", CandleStatus.OPEN);
        long watermark = micros(NEW_YEAR) + 123_456;
        store.commit(List.of(new Checkpoint(
                3,
                4_711,
                watermark,
                List.of(open, closed),
                Map.of(BTC, List.of(new Range(-5, 3), new Range(10, 10), new Range(20, 4_000_000_000L))))));
        store.commit(List.of(new Checkpoint(4, 1, 0, List.of(elsewhere), Map.of(ETH, List.of(new Range(1, 1))))));

        PartitionState state = newStore().load(3);

        assertThat(state.nextOffset()).contains(4_711L);
        assertThat(state.watermarkMicros()).isEqualTo(watermark);
        assertThat(state.tradeIds())
                .containsOnly(entry(BTC, List.of(new Range(-5, 3), new Range(10, 10), new Range(20, 4_000_000_000L))));
        assertThat(state.openCandles()).containsExactly(open);
        assertThat(store.load(4).watermarkMicros()).isZero();
    }

    @Test
    void aPartitionThatWasNeverReadIsUnknown() {
        assertThat(store.load(17)).isEqualTo(new PartitionState(java.util.Optional.empty(), 0, Map.of(), List.of()));
    }

    @Test
    void whatIsCommittedAgainTakesThePlaceOfWhatWasThere() {
        Candle before = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.OPEN);
        store.commit(List.of(new Checkpoint(0, 5, 10, List.of(before), Map.of(BTC, List.of(new Range(1, 5))))));
        Candle after = candle(BTC, Interval.M1, NEW_YEAR, "200", CandleStatus.COMPLETE);

        store.commit(List.of(new Checkpoint(0, 9, 20, List.of(after), Map.of(BTC, List.of(new Range(1, 9))))));

        assertThat(store.find(after.key())).contains(after);
        assertThat(jdbc.queryForObject("select count(*) from candles", Long.class))
                .isEqualTo(1);
        PartitionState state = store.load(0);
        assertThat(state.nextOffset()).contains(9L);
        assertThat(state.watermarkMicros()).isEqualTo(20);
        assertThat(state.tradeIds()).containsOnly(entry(BTC, List.of(new Range(1, 9))));
        assertThat(state.openCandles()).isEmpty();
    }

    @Test
    void aCheckpointWithNothingButAnOffsetIsStored() {
        store.commit(List.of(new Checkpoint(0, 12, 0, List.of(), Map.of())));

        assertThat(store.load(0).nextOffset()).contains(12L);
    }

    @Test
    void aCheckpointWhoseOffsetCannotBeStoredLeavesNothing() {
        Candle candle = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.OPEN);
        long beforeAllTime = Long.MIN_VALUE;

        assertThatThrownBy(() -> store.commit(List.of(
                        new Checkpoint(0, 5, beforeAllTime, List.of(candle), Map.of(BTC, List.of(new Range(1, 5)))))))
                .isInstanceOf(DataAccessException.class);

        assertNothingIsStored(candle);
    }

    @Test
    void aCheckpointWhoseTradeIdsCannotBeStoredLeavesNothing() {
        Candle candle = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.OPEN);

        assertThatThrownBy(() -> store.commit(List.of(
                        new Checkpoint(0, 5, 10, List.of(candle), Map.of(BTC, List.of(new Range(1, Long.MAX_VALUE)))))))
                .isInstanceOf(DataAccessException.class);

        assertNothingIsStored(candle);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1999-12-31T23:59:00Z",
                "2000-01-01T00:00:00Z",
                "2024-02-29T23:59:00Z",
                "2024-03-01T00:00:00Z",
                "2024-08-08T23:54:00Z",
                "2199-12-31T23:59:00Z"
            })
    void candlesOfAnyMonthAreTaken(Instant start) {
        Candle candle = candle(BTC, Interval.M1, start, "100", CandleStatus.COMPLETE);

        store.commit(List.of(checkpoint(0, 1, candle)));
        newStore().commit(List.of(checkpoint(0, 2, candle)));

        assertThat(store.find(candle.key())).contains(candle);
    }

    @Test
    void theZoneOfTheMachineDoesNotMatter() {
        TimeZone before = TimeZone.getDefault();
        Candle last = candle(BTC, Interval.M1, Instant.parse("2023-05-31T23:59:00Z"), "1", CandleStatus.COMPLETE);
        Candle first = candle(BTC, Interval.M1, Instant.parse("2023-06-01T00:00:00Z"), "2", CandleStatus.COMPLETE);
        // An hour that is not, and one that is twice, where clocks are put forward and back.
        Candle gap = candle(BTC, Interval.M1, Instant.parse("2023-03-26T01:30:00Z"), "3", CandleStatus.COMPLETE);
        Candle overlap = candle(BTC, Interval.M1, Instant.parse("2023-10-29T00:30:00Z"), "4", CandleStatus.COMPLETE);
        try {
            for (String zone : List.of("Pacific/Kiritimati", "America/Los_Angeles", "Europe/Berlin")) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                newStore().commit(List.of(checkpoint(0, 1, last, first, gap, overlap)));
                assertThat(store.find(gap.key())).as(zone).contains(gap);
            }
        } finally {
            TimeZone.setDefault(before);
        }

        assertThat(store.newest(BTC, Interval.M1, Instant.parse("2025-01-01T00:00:00Z"), 10))
                .containsExactly(gap, last, first, overlap);
    }

    @Test
    void manyMayAskForTheSameNewMonthAtOnce() throws Exception {
        int stores = 8;
        ExecutorService threads = Executors.newFixedThreadPool(stores);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> commits = new ArrayList<>();
        for (int partition = 0; partition < stores; partition++) {
            int number = partition;
            CandleStore own = newStore();
            commits.add(threads.submit(() -> {
                go.await();
                for (int month = 1; month <= 6; month++) {
                    Instant start = Instant.parse("2019-0" + month + "-15T00:00:00Z");
                    own.commit(List.of(checkpoint(
                            number,
                            month,
                            candle("x:I" + number + "-USD", Interval.M1, start, "1", CandleStatus.OPEN))));
                }
                return null;
            }));
        }

        go.countDown();
        for (Future<?> commit : commits) {
            commit.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(jdbc.queryForObject("select count(*) from candles", Long.class))
                .isEqualTo(6L * stores);
    }

    @Test
    void aRangeIsOldestFirstFromItsStartToBeforeItsEnd() {
        List<Candle> candles = minutes(5);

        assertThat(store.range(BTC, Interval.M1, minute(1), minute(4), 10))
                .containsExactly(candles.get(1), candles.get(2), candles.get(3));
        assertThat(store.range(BTC, Interval.M1, minute(1), minute(4), 2))
                .containsExactly(candles.get(1), candles.get(2));
        assertThat(store.range(BTC, Interval.M1, minute(5), minute(9), 10)).isEmpty();
    }

    @Test
    void theNewestAreOldestFirstUpToBeforeTheEnd() {
        List<Candle> candles = minutes(5);

        assertThat(store.newest(BTC, Interval.M1, minute(4), 2)).containsExactly(candles.get(2), candles.get(3));
        assertThat(store.newest(BTC, Interval.M1, minute(99), 99)).containsExactlyElementsOf(candles);
        assertThat(store.newest(ETH, Interval.M1, minute(99), 99)).isEmpty();
        assertThat(store.newest(BTC, Interval.M5, minute(99), 99)).isEmpty();
    }

    @Test
    void theFiguresOfTheDayAreFoldedFromItsCandles() {
        Instant now = NEW_YEAR.plus(1, ChronoUnit.DAYS);
        store.commit(List.of(checkpoint(
                0,
                1,
                // A day ago to the second: no more of the last 24 hours.
                figures(BTC, Interval.M5, NEW_YEAR, "1", "1000", "0.1", "100"),
                figures(BTC, Interval.M5, NEW_YEAR.plusSeconds(300), "50.50", "60", "40", "2"),
                figures(BTC, Interval.M5, NEW_YEAR.plusSeconds(600), "55", "70.25", "45", "3.5"),
                figures(BTC, Interval.M1, NEW_YEAR.plusSeconds(600), "9", "9999", "9", "9"),
                figures(ETH, Interval.M5, NEW_YEAR.plusSeconds(900), "7", "8", "6", "1"),
                figures("x:OLD-USD", Interval.M5, NEW_YEAR.minusSeconds(300), "7", "8", "6", "1"))));

        Map<String, DayFigures> day = store.dayFigures(Interval.M5, now);

        assertThat(day)
                .containsOnly(
                        entry(
                                BTC,
                                new DayFigures(
                                        new BigDecimal("50.50"),
                                        new BigDecimal("70.25"),
                                        new BigDecimal("40"),
                                        new BigDecimal("5.5"),
                                        new BigDecimal("55.0"),
                                        2)),
                        entry(
                                ETH,
                                new DayFigures(
                                        new BigDecimal("7"),
                                        new BigDecimal("8"),
                                        new BigDecimal("6"),
                                        new BigDecimal("1"),
                                        new BigDecimal("10"),
                                        1)));
    }

    @Test
    void theLastCloseIsThatOfTheNewestCandleOfAnInstrumentThatTraded() {
        InstrumentStore instruments = new InstrumentStore(JdbcClient.create(jdbc));
        for (String base : List.of("BTC", "ETH")) {
            instruments.save(
                    new Instrument(
                            "binance:" + base + "-USDT",
                            "binance",
                            base,
                            "USDT",
                            base + "USDT",
                            List.of(),
                            BigDecimal.ONE),
                    true);
        }
        store.commit(List.of(checkpoint(
                0,
                1,
                candle(BTC, Interval.M1, minute(2), "102.50", CandleStatus.OPEN),
                candle(BTC, Interval.M1, minute(1), "101", CandleStatus.COMPLETE),
                candle(BTC, Interval.M5, minute(5), "999", CandleStatus.OPEN))));

        assertThat(store.lastCloses(Interval.M1)).containsOnly(entry(BTC, new BigDecimal("102.50")));
    }

    private void assertNothingIsStored(Candle candle) {
        assertThat(store.find(candle.key())).isEmpty();
        PartitionState state = store.load(0);
        assertThat(state.nextOffset()).isEmpty();
        assertThat(state.tradeIds()).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from candles", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from counted_trade_ids", Long.class))
                .isZero();
        store.commit(List.of(new Checkpoint(0, 5, 10, List.of(candle), Map.of(BTC, List.of(new Range(1, 5))))));
        assertThat(store.find(candle.key())).as("and it can be repeated").contains(candle);
    }

    private List<Candle> minutes(int count) {
        List<Candle> candles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            candles.add(candle(BTC, Interval.M1, minute(i), Integer.toString(100 + i), CandleStatus.COMPLETE));
        }
        store.commit(List.of(checkpoint(0, 1, candles.toArray(Candle[]::new))));
        return candles;
    }

    CandleStore newStore() {
        return new CandleStore(
                new JdbcTemplate(dataSource()),
                new TransactionTemplate(new DataSourceTransactionManager(dataSource())));
    }

    static Checkpoint checkpoint(int partition, long nextOffset, Candle... candles) {
        return new Checkpoint(partition, nextOffset, 1, List.of(candles), Map.of());
    }

    static Candle candle(String instrument, Interval interval, Instant start, String close, CandleStatus status) {
        return candle(instrument, interval, start, "1", close, close, close, "1", status);
    }

    private static Candle figures(
            String instrument, Interval interval, Instant start, String open, String high, String low, String volume) {
        return candle(instrument, interval, start, open, high, low, open, volume, CandleStatus.COMPLETE);
    }

    private static Candle candle(
            String instrument,
            Interval interval,
            Instant start,
            String open,
            String high,
            String low,
            String close,
            String volume,
            CandleStatus status) {
        BigDecimal amount = new BigDecimal(volume);
        return new Candle(
                new CandleKey(instrument, interval, micros(start)),
                new BigDecimal(open),
                new BigDecimal(high),
                new BigDecimal(low),
                new BigDecimal(close),
                amount,
                amount.multiply(BigDecimal.TEN),
                amount,
                1,
                1,
                1,
                micros(start) + 1,
                micros(start) + 2,
                status == CandleStatus.OPEN ? 0 : 1,
                status);
    }

    private static Instant minute(int minute) {
        return NEW_YEAR.plusSeconds(60L * minute);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
