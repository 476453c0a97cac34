package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.embedded.TestServers;
import feeds.FakeHistoryVenue;
import feeds.FakeHistoryVenue.Dialect;
import feeds.FakeVenue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two processes bring the same trades of one venue into one log; one is killed and started again, the other is cut off, then
 * both. Each trade is counted once, and none is missing.
 */
class RedundantFeedsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** Each process comes by a path of its own, so that the venue can tell them apart. */
    private static final String LEFT = "/left";

    private static final String RIGHT = "/right";

    /** Trades while both are subscribed. */
    private static final int TOGETHER = 1_000;

    @TempDir
    Path directory;

    private final FakeVenue venue = FakeVenue.coinbase();
    private final List<SoukProcess> processes = new ArrayList<>();
    private FakeHistoryVenue history;
    private TestServers servers;
    private Broker broker;
    private Database database;

    @BeforeEach
    void startServers() throws Exception {
        history = new FakeHistoryVenue(Dialect.COINBASE, venue.happened(), 1_000);
        servers = TestServers.start(directory.resolve("servers"));
        broker = new Broker(servers.setting("souk.kafka.brokers"));
        database = new Database(servers::setting);
    }

    @AfterEach
    void stopAll() throws Exception {
        for (SoukProcess process : processes) {
            process.close();
        }
        venue.close();
        history.close();
        database.close();
        broker.close();
        servers.close();
    }

    private SoukProcess start(String path) throws Exception {
        List<String> settings = new ArrayList<>(servers.settings());
        settings.add("souk.feeds[0].venue=" + venue.name());
        settings.add("souk.feeds[0].url=" + venue.address() + path);
        settings.add("souk.feeds[0].rest-url=" + history.address());
        settings.add("souk.candles.lateness=3s");
        for (String base : Market.BASES) {
            settings.addAll(venue.settings(Market.BASES.indexOf(base), base));
        }
        String name = "souk-" + processes.size();
        SoukProcess process = SoukProcess.start(
                directory.resolve(name), directory.resolve(name + ".log"), settings.toArray(String[]::new));
        processes.add(process);
        process.awaitUrl();
        untilConnected(path);
        return process;
    }

    private void untilConnected(String path) {
        until(path + " is subscribed", () -> Market.BASES.stream().allMatch(base -> venue.isSubscribedBy(path, base)));
    }

    private void until(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).until(condition);
    }

    private void untilCounted(String after) {
        Market.BASES.forEach(base -> {
            long last = venue.lastId(base);
            until(base + " is counted after " + after, () -> database.greatestCountedId(venue.instrument(base)) > last);
        });
    }

    private void untilTraded(int trades) {
        long then = venue.lastId("BTC");
        until("trades", () -> venue.lastId("BTC") > then + trades);
    }

    @Test
    void theSameFeedInTwoProcessesGivesTheSameCandlesWhicheverOfThemIsAway() throws Exception {
        SoukProcess left = start(LEFT);
        start(RIGHT);
        try (Market market = Market.of(venue)) {
            untilCounted("the start");

            left.kill();
            untilTraded(200);
            untilCounted("a kill");
            start(LEFT);
            untilTraded(TOGETHER);

            venue.shut(RIGHT);
            untilTraded(300);
            untilCounted("one was cut off");
            venue.shut(LEFT);
            untilTraded(300);
            venue.open(LEFT);
            venue.open(RIGHT);
            untilConnected(LEFT);
            untilConnected(RIGHT);
            untilCounted("both were cut off");
        }

        await("every gap is filled").atMost(PATIENCE).untilAsserted(() -> assertThat(database.gapsNotFilled())
                .isEmpty());
        Reference.assertEqual("of two feeds", venue.trades(), broker, database);
        assertThat(database.candles()).noneMatch(candle -> candle.status().equals("PARTIAL"));
        assertThat(broker.logEnds().values().stream().mapToLong(Long::longValue).sum())
                .as("those that both heard came twice")
                .isGreaterThan(venue.trades().size() + TOGETHER);
    }
}
