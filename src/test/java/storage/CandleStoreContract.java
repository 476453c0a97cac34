package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TimeZone;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Checkpoint;
import market.CheckpointStore.FencedException;
import market.CheckpointStore.PartitionState;
import market.CheckpointStore.Published;
import market.CountedTrades;
import market.DayFigures;
import market.Gap;
import market.IdRun;
import market.Instrument;
import market.Interval;
import market.Publication;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
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
    private static final String OLD = "x:OLD-USD";
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    final JdbcTemplate jdbc = new JdbcTemplate(dataSource());
    final CandleStore store = new CandleStore(JdbcClient.create(jdbc));
    final CandleCheckpoints checkpoints = newCheckpoints();

    abstract DataSource dataSource();

    @BeforeEach
    void empty() {
        jdbc.execute(
                "truncate candles_1m, candles_5m, candles_15m, candles_1h, candles_4h, candles_1d, consumer_offsets,"
                        + " counted_trade_ids, recent_trade_ids, gaps, outbox, instruments");
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

        checkpoints.commit(List.of(checkpoint(0, 1, candle)));

        assertThat(find(candle.key())).contains(candle);
        assertThat(find(new CandleKey(ETH, Interval.M1, micros(NEW_YEAR)))).isEmpty();
        assertThat(find(new CandleKey(BTC, Interval.M5, micros(NEW_YEAR)))).isEmpty();
    }

    @Test
    void aPartitionIsLoadedAsItWasCommitted() {
        Candle open = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.OPEN);
        Candle closed = candle(BTC, Interval.M1, NEW_YEAR.minusSeconds(60), "99", CandleStatus.COMPLETE);
        Candle elsewhere = candle(ETH, Interval.M1, NEW_YEAR, "7", CandleStatus.OPEN);
        long watermark = micros(NEW_YEAR) + 123_456;
        checkpoints.commit(List.of(checkpoint(
                3,
                4_711,
                watermark,
                List.of(open, closed),
                counted(BTC, run(-5, 3), run(10, 10), run(20, 4_000_000_000L)))));
        checkpoints.commit(List.of(checkpoint(4, 1, 0, List.of(elsewhere), counted(ETH, run(1, 1)))));

        PartitionState state = load(3);

        assertThat(state.nextOffset()).contains(4_711L);
        assertThat(state.watermarkMicros()).isEqualTo(watermark);
        assertThat(runs(state)).containsOnly(entry(BTC, List.of(run(-5, 3), run(10, 10), run(20, 4_000_000_000L))));
        assertThat(state.openCandles()).containsExactly(open);
        assertThat(load(4).watermarkMicros()).isZero();
    }

    @Test
    void aPartitionThatWasNeverReadIsUnknown() {
        assertThat(load(17))
                .isEqualTo(
                        new PartitionState(1, Optional.empty(), 0, List.of(), List.of(), List.of(), Published.NOTHING));
    }

    @Test
    void whatIsCommittedAgainTakesThePlaceOfWhatWasThere() {
        Candle before = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.OPEN);
        checkpoints.commit(List.of(checkpoint(0, 5, 10, List.of(before), counted(BTC, run(1, 5)))));
        Candle after = candle(BTC, Interval.M1, NEW_YEAR, "200", CandleStatus.COMPLETE);

        checkpoints.commit(List.of(checkpoint(0, 9, 20, List.of(after), counted(BTC, run(1, 9)))));

        assertThat(find(after.key())).contains(after);
        assertThat(jdbc.queryForObject("select count(*) from candles", Long.class))
                .isEqualTo(1);
        PartitionState state = load(0);
        assertThat(state.nextOffset()).contains(9L);
        assertThat(state.watermarkMicros()).isEqualTo(20);
        assertThat(runs(state)).containsOnly(entry(BTC, List.of(run(1, 9))));
        assertThat(state.openCandles()).isEmpty();
    }

    @Test
    void anIntervalThatIsNewHasItsHistoryAndItsOpenWindowAtOnce() {
        List<Interval> minutes = List.of(Interval.M1);
        long epoch = checkpoints.takeOver(0, minutes, 0).epoch();
        checkpoints.commit(List.of(new Checkpoint(
                0,
                epoch,
                9,
                micros(minute(6)),
                List.of(
                        candle(BTC, Interval.M1, minute(0), "100", CandleStatus.COMPLETE),
                        candle(BTC, Interval.M1, minute(4), "101", CandleStatus.COMPLETE),
                        candle(BTC, Interval.M1, minute(5), "102", CandleStatus.OPEN)),
                counted(BTC, run(1, 9)),
                List.of(),
                List.of())));

        PartitionState state = checkpoints.takeOver(0, List.of(Interval.M1, Interval.M5, Interval.M15), 0);

        assertThat(state.openCandles())
                .extracting(candle -> candle.key().interval(), Candle::trades)
                .containsExactlyInAnyOrder(tuple(Interval.M1, 1L), tuple(Interval.M5, 1L), tuple(Interval.M15, 3L));
        assertThat(find(new CandleKey(BTC, Interval.M5, micros(minute(0))))
                        .orElseThrow()
                        .trades())
                .isEqualTo(2);
        assertThat(checkpoints.takeOver(0, minutes, 0).openCandles()).hasSize(1);
    }

    @Test
    void aCheckpointOfAnEarlierEpochIsRefusedAndLeavesNothing() {
        Candle candle = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.OPEN);
        Checkpoint fenced = checkpoint(0, 5, candle);
        Checkpoint another = checkpoint(1, 5, candle(ETH, Interval.M1, NEW_YEAR, "7", CandleStatus.OPEN));
        load(0);

        assertThatThrownBy(() -> checkpoints.commit(List.of(fenced, another)))
                .isInstanceOfSatisfying(
                        FencedException.class, e -> assertThat(e.partitions()).containsExactly(0));

        assertThat(find(candle.key())).isEmpty();
        assertThat(load(1).nextOffset()).isEmpty();
    }

    @Test
    void whatTheLogIsToBeToldIsKeptInItsOrderUntilItIsTold() {
        List<Publication> publications = List.of(
                new Publication("candles", BTC, new byte[] {1, 0, -1}),
                new Publication("market-events", BTC, new byte[0]));
        Checkpoint checkpoint = new Checkpoint(3, load(3).epoch(), 1, 1, List.of(), List.of(), List.of(), publications);

        Published stored = checkpoints.commit(List.of(checkpoint)).get(3);
        Published loaded = load(3).unpublished();

        assertThat(loaded.upTo()).isEqualTo(stored.upTo());
        assertThat(loaded.publications())
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactlyElementsOf(publications);
        assertThat(load(2).unpublished()).isEqualTo(Published.NOTHING);
        checkpoints.published(3, stored.upTo());
        assertThat(load(3).unpublished().publications()).isEmpty();
    }

    @Test
    void gapsAreLoadedWithTheirInstrumentsAndReportsAreFoundOnce() {
        Gap open = gap(Gap.Kind.TRADE_IDS, 5, 60, Gap.State.OPEN);
        Gap filledLately = gap(Gap.Kind.TRADE_IDS, 9, 120, Gap.State.FILLED);
        Gap filledLongAgo = gap(Gap.Kind.TRADE_IDS, 1, -3 * 86_400, Gap.State.FILLED);
        checkpoints.commit(List.of(new Checkpoint(
                0,
                load(0).epoch(),
                1,
                micros(NEW_YEAR),
                List.of(),
                counted(BTC, run(1, 4)),
                List.of(open, filledLately, filledLongAgo),
                List.of())));
        ReportedGaps reports = new ReportedGaps(jdbc);
        Gap outage = gap(Gap.Kind.OUTAGE, Gap.UNKNOWN_ID, 30, Gap.State.REPORTED);
        reports.report(List.of(outage));

        assertThat(checkpoints.reportedGaps(List.of(0, 7))).containsExactly(outage);
        assertThat(checkpoints.reportedGaps(List.of(1))).isEmpty();
        assertThat(load(0).gaps()).containsExactlyInAnyOrder(open, filledLately, outage);

        checkpoints.commit(List.of(new Checkpoint(
                0, load(0).epoch(), 1, 1, List.of(), List.of(), List.of(outage.in(Gap.State.OPEN)), List.of())));
        reports.report(List.of(outage));
        assertThat(checkpoints.reportedGaps(List.of(0)))
                .as("it is known already")
                .isEmpty();
    }

    @Test
    void sparseIdsAreAddedToAndForgotten() {
        long minute = micros(NEW_YEAR);
        checkpoints.commit(List.of(sparse(Map.of(minute, List.of(5L, 3L)), Long.MIN_VALUE)));
        checkpoints.commit(List.of(sparse(Map.of(minute, List.of(9L), minute + 60_000_000, List.of(1L)), minute)));

        CountedTrades loaded = load(0).counted().get(0);
        assertThat(loaded.recent())
                .containsOnly(entry(minute, List.of(5L, 3L, 9L)), entry(minute + 60_000_000, List.of(1L)));
        assertThat(loaded.forgottenBeforeMicros()).isEqualTo(minute);
        assertThat(loaded.runs()).isEmpty();

        checkpoints.commit(List.of(sparse(Map.of(), minute + 60_000_000)));
        assertThat(load(0).counted().get(0).recent()).containsOnlyKeys(minute + 60_000_000);
    }

    private Checkpoint sparse(Map<Long, List<Long>> recent, long forgottenBefore) {
        return checkpoint(
                0,
                1,
                1,
                List.of(),
                List.of(new CountedTrades(BTC, List.of(), micros(NEW_YEAR), null, recent, forgottenBefore)));
    }

    private static Gap gap(Gap.Kind kind, long firstId, int secondsAfterNewYear, Gap.State state) {
        long from = micros(NEW_YEAR) + secondsAfterNewYear * 1_000_000L;
        return new Gap(BTC, kind, firstId, firstId, from, from + 1, state);
    }

    @Test
    void aCheckpointWithNothingButAnOffsetIsStored() {
        checkpoints.commit(List.of(checkpoint(0, 12, 0, List.of(), List.of())));

        assertThat(load(0).nextOffset()).contains(12L);
    }

    @Test
    void aCheckpointWhoseOffsetCannotBeStoredLeavesNothing() {
        Candle candle = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.OPEN);
        long beforeAllTime = Long.MIN_VALUE;

        assertThatThrownBy(() -> checkpoints.commit(
                        List.of(checkpoint(0, 5, beforeAllTime, List.of(candle), counted(BTC, run(1, 5))))))
                .isInstanceOf(DataAccessException.class);

        assertNothingIsStored(candle);
    }

    @Test
    void aCheckpointWhoseTradeIdsCannotBeStoredLeavesNothing() {
        Candle candle = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.OPEN);

        assertThatThrownBy(() -> checkpoints.commit(
                        List.of(checkpoint(0, 5, 10, List.of(candle), counted(BTC, run(1, Long.MAX_VALUE))))))
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

        checkpoints.commit(List.of(checkpoint(0, 1, candle)));
        newCheckpoints().commit(List.of(checkpoint(0, 2, candle)));

        assertThat(find(candle.key())).contains(candle);
    }

    @ParameterizedTest
    @EnumSource(Interval.class)
    void candlesOfEveryIntervalAreTakenAndStandInTheView(Interval interval) {
        Candle old = candle(BTC, interval, Instant.parse("1999-12-31T00:00:00Z"), "1", CandleStatus.COMPLETE);
        Candle open = candle(BTC, interval, NEW_YEAR, "2", CandleStatus.OPEN);
        checkpoints.commit(List.of(checkpoint(0, 1, 1, List.of(old, open), counted(BTC, run(1, 1)))));

        assertThat(find(old.key())).contains(old);
        assertThat(load(0).openCandles()).containsExactly(open);
        assertThat(store.range(BTC, interval, Instant.EPOCH, NEW_YEAR.plusSeconds(1), 9))
                .containsExactly(old, open);
        assertThat(jdbc.query("select * from candles order by start", (row, number) -> CandleRows.candle(row)))
                .containsExactly(old, open);
    }

    @Test
    void aPartitionThatWasDroppedIsMadeAnewWhenATradeComesSoLate() {
        Candle candle = candle(BTC, Interval.M1, NEW_YEAR, "100", CandleStatus.COMPLETE);
        checkpoints.commit(List.of(checkpoint(0, 1, candle)));
        for (String partition : jdbc.queryForList("select name from candle_partitions", String.class)) {
            jdbc.execute("drop table " + partition);
        }

        try {
            checkpoints.commit(List.of(checkpoint(0, 2, candle)));
        } catch (DataAccessException e) {
            // The writer remembered the partition. Its failure makes it ask the database the next time.
            checkpoints.commit(List.of(checkpoint(0, 2, candle)));
        }

        assertThat(find(candle.key())).contains(candle);
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
                newCheckpoints().commit(List.of(checkpoint(0, 1, last, first, gap, overlap)));
                assertThat(find(gap.key())).as(zone).contains(gap);
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
            CandleCheckpoints own = newCheckpoints();
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
        checkpoints.commit(List.of(checkpoint(
                0,
                1,
                // A day ago to the second: no more of the last 24 hours.
                figures(BTC, Interval.M5, NEW_YEAR, "1", "1000", "0.1", "100"),
                figures(BTC, Interval.M5, NEW_YEAR.plusSeconds(300), "50.50", "60", "40", "2"),
                figures(BTC, Interval.M5, NEW_YEAR.plusSeconds(600), "55", "70.25", "45", "3.5"),
                figures(BTC, Interval.M1, NEW_YEAR.plusSeconds(600), "9", "9999", "9", "9"),
                figures(ETH, Interval.M5, NEW_YEAR.plusSeconds(900), "7", "8", "6", "1"),
                figures(OLD, Interval.M5, NEW_YEAR.minusSeconds(300), "7", "8", "6", "1"))));
        saveInstruments(BTC, ETH, OLD);

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
        saveInstruments(BTC, ETH);
        checkpoints.commit(List.of(checkpoint(
                0,
                1,
                candle(BTC, Interval.M1, minute(2), "102.50", CandleStatus.OPEN),
                candle(BTC, Interval.M1, minute(1), "101", CandleStatus.COMPLETE),
                candle(BTC, Interval.M5, minute(5), "999", CandleStatus.OPEN))));

        assertThat(store.lastCloses(Interval.M1)).containsOnly(entry(BTC, new BigDecimal("102.50")));
    }

    private void saveInstruments(String... ids) {
        InstrumentStore instruments = new InstrumentStore(JdbcClient.create(jdbc));
        for (String id : ids) {
            String[] parts = id.split("[:-]");
            instruments.save(
                    new Instrument(id, parts[0], parts[1], parts[2], parts[1] + parts[2], List.of(), BigDecimal.ONE),
                    "simulated");
        }
    }

    private void assertNothingIsStored(Candle candle) {
        assertThat(find(candle.key())).isEmpty();
        PartitionState state = load(0);
        assertThat(state.nextOffset()).isEmpty();
        assertThat(runs(state)).isEmpty();
        assertThat(jdbc.queryForObject("select count(*) from candles", Long.class))
                .isZero();
        assertThat(jdbc.queryForObject("select count(*) from counted_trade_ids", Long.class))
                .isZero();
        checkpoints.commit(List.of(checkpoint(0, 5, 10, List.of(candle), counted(BTC, run(1, 5)))));
        assertThat(find(candle.key())).as("and it can be repeated").contains(candle);
    }

    private List<Candle> minutes(int count) {
        List<Candle> candles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            candles.add(candle(BTC, Interval.M1, minute(i), Integer.toString(100 + i), CandleStatus.COMPLETE));
        }
        checkpoints.commit(List.of(checkpoint(0, 1, candles.toArray(Candle[]::new))));
        return candles;
    }

    CandleCheckpoints newCheckpoints() {
        return new CandleCheckpoints(
                new JdbcTemplate(dataSource()),
                new TransactionTemplate(new DataSourceTransactionManager(dataSource())));
    }

    /** Of a worker that has just taken the partition over. */
    Checkpoint checkpoint(int partition, long nextOffset, Candle... candles) {
        return Checkpoints.of(checkpoints, partition, nextOffset, candles);
    }

    Checkpoint checkpoint(
            int partition, long nextOffset, long watermark, List<Candle> candles, List<CountedTrades> counted) {
        return Checkpoints.of(checkpoints, partition, nextOffset, watermark, candles, counted);
    }

    PartitionState load(int partition) {
        return newCheckpoints().takeOver(partition, List.of(Interval.values()), 0);
    }

    Optional<Candle> find(CandleKey key) {
        return checkpoints.find(List.of(key)).stream().findFirst();
    }

    static List<CountedTrades> counted(String instrument, IdRun... runs) {
        return List.of(Checkpoints.counted(instrument, runs));
    }

    static IdRun run(long first, long last) {
        return new IdRun(first, last, micros(NEW_YEAR) + first % 1_000, micros(NEW_YEAR) + last % 1_000);
    }

    private static Map<String, List<IdRun>> runs(PartitionState state) {
        return state.counted().stream().collect(Collectors.toMap(CountedTrades::instrument, CountedTrades::runs));
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
