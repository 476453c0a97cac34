package storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import market.Checkpoint;
import market.Gap;
import market.GapAttempt;
import market.IdRun;
import market.InstrumentGaps;
import market.Interval;
import market.OpenGap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Gaps to be filled, in a database of the test's own. */
class OpenGapsIT {

    private static final String BTC = "binance:BTC-USDT";
    private static final String ETH = "binance:ETH-USDT";

    /** 2026-01-01T00:00:00Z, epoch µs. */
    private static final long START = 1_767_225_600_000_000L;

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final DataSource source = EmbeddedDatabase.empty();
    private final JdbcTemplate jdbc = new JdbcTemplate(source);
    private final CandleCheckpoints checkpoints =
            new CandleCheckpoints(jdbc, new TransactionTemplate(new DataSourceTransactionManager(source)));
    private final OpenGaps gaps = new OpenGaps(JdbcClient.create(source));

    @BeforeEach
    void migrate() {
        EmbeddedDatabase.migrate(source);
    }

    @Test
    void theOldestOpenGapsOfTheInstrumentsThatAreAskedForAreLeased() {
        store(gap(BTC, 300, 309), gap(BTC, 100, 109), gap(ETH, 200, 209), gap("kraken:BTC-USD", 1, 9));
        store(
                gap(BTC, 10, 19).in(Gap.State.FILLED),
                gap(BTC, 30, 39).in(Gap.State.ABANDONED),
                new Gap(BTC, Gap.Kind.OUTAGE, -1, -1, START, START + 1, Gap.State.OPEN));

        assertThat(lease(2)).extracting(OpenGap::gap).containsExactly(gap(BTC, 100, 109), gap(ETH, 200, 209));
        assertThat(lease(2)).extracting(OpenGap::gap).containsExactly(gap(BTC, 300, 309));
        assertThat(lease(2)).isEmpty();
    }

    @Test
    void openGapsAreCountedByInstrument() {
        store(gap(BTC, 100, 109), gap(BTC, 200, 209), gap(ETH, 1, 9).in(Gap.State.FILLED), gap("kraken:BTC-USD", 1, 9));
        store(new Gap(BTC, Gap.Kind.OUTAGE, -1, -1, START, START + 1, Gap.State.OPEN));
        assertThat(gaps.count(List.of(BTC, ETH))).containsExactly(new InstrumentGaps(BTC, 3, 0, null));
        OpenGap tried = lease(1).get(0);

        gaps.settle(List.of(new GapAttempt(tried, Duration.ZERO, 1, true, Optional.of("too old"))));

        assertThat(gaps.count(List.of(BTC, ETH))).containsExactly(new InstrumentGaps(BTC, 3, 1, "too old"));
        assertThat(gaps.count(List.of())).isEmpty();
    }

    @Test
    void nothingIsAskedForWithoutInstruments() {
        store(gap(BTC, 100, 109));

        assertThat(gaps.lease(List.of(), 5, LEASE)).isEmpty();
    }

    @Test
    void aLeaseThatHasRunOutIsSomebodyElses() {
        store(gap(BTC, 100, 109));
        OpenGap lost = lease(5).get(0);
        passTime();

        OpenGap taken = lease(5).get(0);
        gaps.settle(List.of(new GapAttempt(lost, Duration.ZERO, 7, true, Optional.of("too late"))));

        assertThat(taken.gap()).isEqualTo(lost.gap());
        assertThat(lease(5)).as("the late one has not given it away").isEmpty();
        passTime();
        assertThat(lease(5)).singleElement().satisfies(gap -> {
            assertThat(gap.attempts()).isZero();
            assertThat(gap.toldUnfillable()).isFalse();
        });
    }

    @Test
    void howAnAttemptEndedIsRemembered() {
        store(gap(BTC, 100, 109));

        gaps.settle(List.of(new GapAttempt(lease(5).get(0), Duration.ofHours(2), 3, true, Optional.of("it has none"))));

        assertThat(lease(5)).isEmpty();
        assertThat(
                        jdbc.queryForMap(
                                "select backfill_problem, extract(epoch from backfill_after - now())::integer / 60 as minutes from gaps"))
                .containsEntry("backfill_problem", "it has none")
                .hasEntrySatisfying(
                        "minutes", minutes -> assertThat((Integer) minutes).isBetween(110, 120));
        passTime();
        OpenGap again = lease(5).get(0);
        assertThat(again.attempts()).isEqualTo(3);
        assertThat(again.missingBefore()).isEqualTo(OptionalLong.of(10));
        assertThat(again.toldUnfillable()).isTrue();

        gaps.settle(List.of(new GapAttempt(again, Duration.ZERO, 0, false, Optional.empty())));

        OpenGap later = lease(5).get(0);
        assertThat(later.attempts()).isZero();
        assertThat(later.missingBefore()).as("nothing was fetched since").isEqualTo(OptionalLong.of(10));
        assertThat(later.toldUnfillable()).as("told once").isTrue();
        assertThat(jdbc.queryForMap("select backfill_problem from gaps")).containsEntry("backfill_problem", null);
    }

    /** So a huge gap, given back after each turn, comes after all others. */
    @Test
    void whatWasGivenBackComesAfterWhatWaitsLonger() {
        store(gap(BTC, 100, 109), gap(BTC, 300, 309), gap(ETH, 200, 209));
        gaps.settle(List.of(new GapAttempt(lease(1).get(0), Duration.ZERO, 0, true, Optional.empty())));

        assertThat(lease(1)).extracting(OpenGap::gap).containsExactly(gap(ETH, 200, 209));
        assertThat(lease(2)).extracting(OpenGap::gap).containsExactly(gap(BTC, 300, 309), gap(BTC, 100, 109));
    }

    @Test
    void onlyWhatIsNotCountedYetIsMissing() {
        store(gap(BTC, 100, 199));
        checkpoints.commit(List.of(Checkpoints.of(
                checkpoints,
                0,
                1,
                START,
                List.of(),
                List.of(Checkpoints.counted(BTC, run(1, 109), run(120, 149), run(160, 160), run(200, 900))))));

        assertThat(lease(5)).singleElement().satisfies(gap -> {
            assertThat(gap.holes()).containsExactly(gap(BTC, 110, 119), gap(BTC, 150, 159), gap(BTC, 161, 199));
            assertThat(gap.missing()).isEqualTo(59);
        });
    }

    @Test
    void theNewestTradesCountedAreThoseWithTheGreatestIds() {
        checkpoints.commit(List.of(Checkpoints.of(
                checkpoints,
                0,
                1,
                START,
                List.of(),
                List.of(Checkpoints.counted(BTC, run(1, 109), run(120, 149)), Checkpoints.counted(ETH, run(7, 8))))));

        assertThat(gaps.newest(List.of(BTC, "kraken:BTC-USD"))).isEqualTo(Map.of(BTC, run(120, 149)));
        assertThat(gaps.newest(List.of())).isEmpty();
    }

    @Test
    void ofAGapThatTheEngineHasFilledNothingIsMissing() {
        store(gap(BTC, 100, 199));
        checkpoints.commit(List.of(
                Checkpoints.of(checkpoints, 0, 1, START, List.of(), List.of(Checkpoints.counted(BTC, run(1, 900))))));

        assertThat(lease(5)).singleElement().extracting(OpenGap::missing).isEqualTo(0L);
    }

    @Test
    void theCheckpointsOfTheEngineLeaveWhatIsRememberedAlone() {
        Gap gap = gap(BTC, 100, 109);
        store(gap);
        gaps.settle(List.of(new GapAttempt(lease(5).get(0), Duration.ZERO, 3, true, Optional.of("it has none"))));

        store(gap);
        new ReportedGaps(jdbc).report(List.of(gap));

        assertThat(lease(5)).singleElement().satisfies(again -> {
            assertThat(again.attempts()).isEqualTo(3);
            assertThat(again.toldUnfillable()).isTrue();
        });
    }

    @Test
    void manyProcessesNeverLeaseAGapTwice() throws Exception {
        int processes = 6;
        for (int i = 0; i < 200; i++) {
            store(gap(BTC, 100 + i * 10, 104 + i * 10));
        }
        ExecutorService threads = Executors.newFixedThreadPool(processes);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<List<OpenGap>>> runs = new ArrayList<>();
        for (int i = 0; i < processes; i++) {
            runs.add(threads.submit(() -> {
                go.await();
                List<OpenGap> all = new ArrayList<>();
                List<OpenGap> leased = lease(5);
                while (!leased.isEmpty()) {
                    all.addAll(leased);
                    leased = lease(5);
                }
                return all;
            }));
        }

        go.countDown();
        List<OpenGap> leased = new ArrayList<>();
        for (Future<List<OpenGap>> run : runs) {
            leased.addAll(run.get(60, TimeUnit.SECONDS));
        }
        threads.shutdown();

        assertThat(leased).hasSizeLessThanOrEqualTo(200);
        Set<Long> first = new HashSet<>();
        leased.forEach(
                gap -> assertThat(first.add(gap.gap().firstId())).as("%s", gap).isTrue());
        lease(200)
                .forEach(gap ->
                        assertThat(first.add(gap.gap().firstId())).as("%s", gap).isTrue());
        assertThat(first).hasSize(200);
    }

    private List<OpenGap> lease(int limit) {
        return gaps.lease(List.of(BTC, ETH), limit, LEASE);
    }

    /** More than any lease or pause. */
    private void passTime() {
        jdbc.execute("update gaps set backfill_after = backfill_after - interval '2 days'");
    }

    private void store(Gap... changed) {
        long epoch = checkpoints.takeOver(0, List.of(Interval.values()), 0).epoch();
        checkpoints.commit(
                List.of(new Checkpoint(0, epoch, 1, START, List.of(), List.of(), List.of(changed), List.of())));
    }

    private static IdRun run(long first, long last) {
        return new IdRun(first, last, micros(first), micros(last));
    }

    private static Gap gap(String instrument, long first, long last) {
        return new Gap(
                instrument, Gap.Kind.TRADE_IDS, first, last, micros(first - 1), micros(last + 1), Gap.State.OPEN);
    }

    private static long micros(long id) {
        return START + id * 1_000;
    }
}
