package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import candles.NaiveFold;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.Candle;
import market.Interval;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import storage.CandleStore;

/** Whatever ends the process, the next one goes on with the same candles. */
class RestartIT {

    private static final List<Interval> INTERVALS = List.of(Interval.values());
    private static final String RATE = "souk.simulator.trades-per-second=300";

    @TempDir
    Path directory;

    @Test
    void candlesSurviveTwoKillsAndEveryTradeOfTheLogIsCountedOnce() throws Exception {
        Path dataDir = directory.resolve("data");
        long before = 0;
        for (int run = 1; run <= 2; run++) {
            try (SoukProcess process = SoukProcess.start(dataDir, directory.resolve("run-" + run + ".log"), RATE)) {
                String url = process.awaitUrl();
                long atStart = before;
                await().atMost(Duration.ofSeconds(60)).until(() -> tradesToday(url), trades -> trades > atStart + 300);
                before = tradesToday(url);
                process.kill();
            }
        }

        long beforeThird = before;
        try (Souk souk = Souk.start(dataDir, RATE)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> tradesToday(souk.url()), trades -> trades > beforeThird + 300);

            Snapshot snapshot = Snapshot.of(souk);
            List<Trade> log = TickLog.tradesUpTo(souk.property("souk.kafka.brokers"), snapshot.nextOffsets());

            assertThat(log).hasSizeGreaterThan(900);
            assertThat(NaiveFold.of(snapshot.candles())).isEqualTo(NaiveFold.of(log, INTERVALS));
        }
    }

    @Test
    void aCleanStopKeepsTheCandlesAndTheNextStartContinuesThem() throws Exception {
        Path dataDir = directory.resolve("data");
        Map<String, NaiveFold.Figures> before;
        try (Souk souk = Souk.start(dataDir, RATE)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> tradesToday(souk.url()), trades -> trades > 300);
        }
        try (Souk souk = Souk.start(dataDir, RATE)) {
            before = NaiveFold.of(Snapshot.of(souk).candles());
            long counted = tradesToday(souk.url());
            assertThat(before).isNotEmpty();
            await().atMost(Duration.ofSeconds(60)).until(() -> tradesToday(souk.url()), trades -> trades > counted);

            Map<String, NaiveFold.Figures> after =
                    NaiveFold.of(Snapshot.of(souk).candles());
            assertThat(after.keySet()).containsAll(before.keySet());
            before.forEach((name, figures) -> {
                assertThat(after.get(name).open()).isEqualTo(figures.open());
                assertThat(after.get(name).trades()).isGreaterThanOrEqualTo(figures.trades());
            });
        }
    }

    @Test
    void aSecondProcessOnTheSameDirectoryIsRefusedInOneSentence() throws Exception {
        Path dataDir = directory.resolve("data");
        try (SoukProcess first = SoukProcess.start(dataDir, directory.resolve("first.log"));
                SoukProcess second = startAfter(first, dataDir)) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output())
                    .contains("The data directory " + dataDir + " is in use by process")
                    .contains("souk.embedded.data-dir")
                    .doesNotContain("\tat ");
        }
    }

    private SoukProcess startAfter(SoukProcess first, Path dataDir) throws Exception {
        first.awaitUrl();
        return SoukProcess.start(dataDir, directory.resolve("second.log"));
    }

    /** The trades of the newest 15 minutes' candle of BTC; 0 before its first trade. */
    private static long tradesToday(String url) throws Exception {
        var answer = Souk.send(HttpRequest.newBuilder(URI.create(url + "/api/v1/historical/BTC?interval=15m"))
                .build());
        long trades = 0;
        for (var candle : new com.fasterxml.jackson.databind.ObjectMapper()
                .readTree(answer.body())
                .path("candles")) {
            trades += candle.get("trades").asLong();
        }
        return trades;
    }

    /** Candles and offsets as one transaction left them. */
    private record Snapshot(List<Candle> candles, Map<Integer, Long> nextOffsets) {

        static Snapshot of(Souk souk) {
            TransactionTemplate transaction = new TransactionTemplate(souk.bean(PlatformTransactionManager.class));
            transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
            JdbcTemplate jdbc = souk.bean(JdbcTemplate.class);
            return transaction.execute(status -> {
                Map<Integer, Long> offsets = new HashMap<>();
                jdbc.query("select partition, next_offset from consumer_offsets where topic = 'ticks'", row -> {
                    offsets.put(row.getInt(1), row.getLong(2));
                });
                return new Snapshot(allCandles(souk, jdbc), offsets);
            });
        }

        private static List<Candle> allCandles(Souk souk, JdbcTemplate jdbc) {
            CandleStore store = souk.bean(CandleStore.class);
            java.time.Instant end = java.time.Instant.now().plusSeconds(3_600);
            return jdbc.queryForList("select id from instruments", String.class).stream()
                    .flatMap(id ->
                            INTERVALS.stream().flatMap(interval -> store.newest(id, interval, end, 10_000).stream()))
                    .toList();
        }
    }
}
