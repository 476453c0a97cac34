package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.embedded.Part;
import app.embedded.TestServers;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import market.Alert;
import market.AlertKind;
import market.AlertRule;
import market.AlertSeverity;
import market.Interval;
import market.Trade;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import storage.AlertRuleStore;
import storage.PulseStore;

/** The servers go away under load, one after the other, and come back. */
class ServerOutagesIT {

    private static final int TRADES_PER_SECOND = 2_000;
    private static final Duration OUTAGE = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Two fetches of the candles' route: one that it holds and one that it asked for. */
    private static final long READ_AHEAD = 10_000;

    private final long seed = Long.getLong("souk.test.seed", System.nanoTime());

    @TempDir
    Path directory;

    @Test
    void whateverServerGoesAwayCandlesAlertsAndPulseCatchUpByThemselves() throws Exception {
        try (TestServers servers = TestServers.start(directory.resolve("servers"));
                Broker broker = new Broker(servers.setting("souk.kafka.brokers"));
                Database database = new Database(servers::setting);
                SoukProcess souk = SoukProcess.start(servers, directory, "souk")) {
            String url = souk.awaitUrl();
            List<Trade> trades;
            try (Load load = Load.start(servers.setting("souk.kafka.brokers"), TRADES_PER_SECOND, seed)) {
                awaitCaughtUp(broker, database);

                awaitPulse(servers, Instant.EPOCH);
                rule(servers, Part.POSTGRES);
                servers.stop(Part.POSTGRES);
                Map<Integer, Long> logEnds = broker.logEnds();
                during(OUTAGE, () -> assertThat(isAlive(url)).isTrue());
                assertThat(sum(broker.logEnds())).as("the load goes on").isGreaterThan(sum(logEnds) + 2 * READ_AHEAD);
                assertThat(sum(broker.committed()))
                        .as("who cannot store reads no further")
                        .isLessThan(sum(logEnds) + READ_AHEAD);
                servers.startAgain(Part.POSTGRES);
                awaitCaughtUp(broker, database);

                rule(servers, Part.REDIS);
                servers.stop(Part.REDIS);
                during(OUTAGE, () -> assertThat(isAlive(url)).isTrue());
                awaitCaughtUp(broker, database);
                servers.startAgain(Part.REDIS);
                awaitCaughtUp(broker, database);

                rule(servers, Part.KAFKA);
                servers.stop(Part.KAFKA);
                during(OUTAGE, () -> assertThat(isAlive(url)).isTrue());
                servers.startAgain(Part.KAFKA);
                awaitCaughtUp(broker, database);
                awaitAlerts(servers);
                awaitPulse(servers, Instant.now());

                trades = load.stop();
            }
            Reference.assertEqual("seed " + seed + ", " + trades.size() + " trades", trades, broker, database);
        }
    }

    /** Of what the next candle will hold; so there is an alert within a minute, or when whoever went away is back. */
    private static void rule(TestServers servers, Part part) {
        new AlertRuleStore(servers.database())
                .save(new AlertRule(
                        part.name(),
                        false,
                        Load.instrument(part.ordinal()),
                        AlertKind.VOLUME_OVER,
                        null,
                        BigDecimal.ONE,
                        null,
                        Interval.M1,
                        null,
                        AlertSeverity.WARNING,
                        Duration.ZERO,
                        "",
                        "test",
                        Instant.now()));
    }

    private static void awaitAlerts(TestServers servers) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(TickLog.alerts(servers.setting("souk.kafka.brokers")))
                .extracting(Alert::rule)
                .contains(Part.POSTGRES.name(), Part.REDIS.name(), Part.KAFKA.name()));
        assertThat(servers.database()
                        .sql("select rule from alerts where rule is not null")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(Part.POSTGRES.name(), Part.REDIS.name(), Part.KAFKA.name());
    }

    /** Until there is one of every instrument whose window ends after this. */
    private static void awaitPulse(TestServers servers, Instant after) {
        PulseStore pulses = new PulseStore(servers.database());
        await().atMost(PATIENCE)
                .until(() -> pulses.latest().stream()
                                .filter(pulse -> pulse.end().isAfter(after))
                                .count()
                        == Load.INSTRUMENTS);
    }

    /** Counted is what the log holds now; more comes meanwhile. */
    private static void awaitCaughtUp(Broker broker, Database database) throws Exception {
        Map<Integer, Long> logEnds = broker.logEnds();
        await("counted up to " + logEnds)
                .atMost(PATIENCE)
                .until(database::nextOffsets, counted -> logEnds.entrySet().stream()
                        .allMatch(end -> counted.getOrDefault(end.getKey(), 0L) >= end.getValue()));
    }

    private static void during(Duration duration, ThrowingRunnable assertion) {
        await().during(duration).atMost(duration.plus(PATIENCE)).untilAsserted(assertion);
    }

    private static boolean isAlive(String url) {
        return Souk.send(HttpRequest.newBuilder(URI.create(url + "/actuator/health/liveness"))
                                .timeout(Duration.ofSeconds(10))
                                .build())
                        .statusCode()
                == 200;
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }
}
