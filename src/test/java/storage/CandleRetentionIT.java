package storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import market.Candle;
import market.CandleStatus;
import market.Interval;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What retention drops where Souk cuts the tables itself, in a database of the test's own. */
class CandleRetentionIT {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final String BTC = "binance:BTC-USDT";

    private final DataSource source = EmbeddedDatabase.empty();
    private final JdbcTemplate jdbc = new JdbcTemplate(source);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
    private final CandleCheckpoints checkpoints = new CandleCheckpoints(jdbc, transaction);

    @BeforeEach
    void migrate() {
        EmbeddedDatabase.migrate(source);
        for (String start :
                List.of("2024-12-31", "2025-12-31", "2026-08-31", "2026-09-30", "2026-10-31", "2026-11-20")) {
            for (Interval interval : List.of(Interval.M1, Interval.M5, Interval.H1, Interval.D1)) {
                store(interval, start, CandleStatus.COMPLETE);
            }
        }
    }

    @Test
    void withoutARetentionEverythingIsKept() {
        List<String> before = partitions();

        retention(Map.of(), NOW).apply();

        assertThat(partitions()).isEqualTo(before).hasSize(18);
    }

    @Test
    void whatLiesWhollyBeforeTheRetentionIsDropped() {
        retention(Map.of(Interval.M1, Duration.ofDays(60), Interval.H1, Duration.ofDays(324)), NOW)
                .apply();

        // 60 days ago was 21 September; 324 days ago was 31 December, so 2025 is not over for the hours yet.
        assertThat(partitions())
                .containsExactly(
                        "candles_1d_2024",
                        "candles_1d_2025",
                        "candles_1d_2026",
                        "candles_1h_2025",
                        "candles_1h_2026",
                        "candles_1m_2026_09",
                        "candles_1m_2026_10",
                        "candles_1m_2026_11",
                        "candles_5m_2024_12",
                        "candles_5m_2025_12",
                        "candles_5m_2026_08",
                        "candles_5m_2026_09",
                        "candles_5m_2026_10",
                        "candles_5m_2026_11");
        assertThat(jdbc.queryForObject("select count(*) from candles", Long.class))
                .isEqualTo(3 + 6 + 5 + 6);
    }

    @Test
    void aPartitionIsKeptUntilTheVeryInstantAtWhichItsLastCandleIsOldEnough() {
        Duration kept = Duration.ofDays(10);
        Instant endOfOctober = Instant.parse("2026-11-01T00:00:00Z");

        retention(Map.of(Interval.M1, kept), endOfOctober.plus(kept).minusNanos(1_000))
                .apply();
        assertThat(partitions()).contains("candles_1m_2026_10").doesNotContain("candles_1m_2026_09");

        retention(Map.of(Interval.M1, kept), endOfOctober.plus(kept)).apply();
        assertThat(partitions()).contains("candles_1m_2026_11").doesNotContain("candles_1m_2026_10");
    }

    @Test
    void aPartitionWithAnOpenCandleIsKeptUntilItIsClosed() {
        store(Interval.M1, "2026-08-30", CandleStatus.OPEN);
        CandleRetention retention = retention(Map.of(Interval.M1, Duration.ofDays(1)), NOW);

        retention.apply();
        assertThat(partitions())
                .filteredOn(name -> name.startsWith("candles_1m"))
                .containsExactly("candles_1m_2026_08", "candles_1m_2026_11");

        store(Interval.M1, "2026-08-30", CandleStatus.COMPLETE);
        retention.apply();
        assertThat(partitions())
                .filteredOn(name -> name.startsWith("candles_1m"))
                .containsExactly("candles_1m_2026_11");
    }

    @Test
    void aTradeThatComesLaterThanTheRetentionIsCountedAllTheSame() {
        retention(Map.of(Interval.M1, Duration.ofDays(1)), NOW).apply();
        CandleCheckpoints another = new CandleCheckpoints(jdbc, transaction);

        another.commit(
                List.of(Checkpoints.of(another, 0, 2, candle(Interval.M1, "2026-08-30", CandleStatus.COMPLETE))));

        assertThat(partitions()).contains("candles_1m_2026_08");
    }

    @Test
    void manyProcessesMayDropTheSamePartitionsAtOnce() throws Exception {
        int processes = 6;
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<?>> runs = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            CandleRetention retention =
                    retention(Map.of(Interval.M1, Duration.ofDays(1), Interval.M5, Duration.ofDays(1)), NOW);
            runs.add(threads.submit(() -> {
                go.await();
                retention.apply();
                return null;
            }));
        }

        go.countDown();
        for (Future<?> run : runs) {
            run.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(partitions())
                .filteredOn(name -> name.startsWith("candles_1m") || name.startsWith("candles_5m"))
                .containsExactly("candles_1m_2026_11", "candles_5m_2026_11");
    }

    /** A reader of a long history holds its table for long: it is not to make everybody else wait. */
    @Test
    void whatIsInUseIsLeftForTheNextTime() throws Exception {
        CandleRetention retention = retention(Map.of(Interval.M1, Duration.ofDays(1)), NOW);
        try (var reader = source.getConnection();
                var statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.executeQuery("select count(*) from candles_1m");

            retention.apply();
            assertThat(partitions()).contains("candles_1m_2026_08", "candles_1m_2026_10");

            reader.commit();
        }

        retention.apply();
        assertThat(partitions()).doesNotContain("candles_1m_2026_08", "candles_1m_2026_10");
    }

    private CandleRetention retention(Map<Interval, Duration> kept, Instant now) {
        return new CandleRetention(JdbcClient.create(source), transaction, kept, Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<String> partitions() {
        return jdbc.queryForList("select name from candle_partitions order by name", String.class);
    }

    private void store(Interval interval, String day, CandleStatus status) {
        checkpoints.commit(List.of(Checkpoints.of(checkpoints, 0, 1, candle(interval, day, status))));
    }

    private static Candle candle(Interval interval, String day, CandleStatus status) {
        return CandleStoreContract.candle(BTC, interval, Instant.parse(day + "T00:00:00Z"), "1", status);
    }
}
