package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import feeds.FakeHistoryVenue;
import feeds.FakeHistoryVenue.Dialect;
import feeds.FakeVenue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** A venue that does to its client what venues do, under load; at the end the candles are those of its own list of trades. */
class FeedFaultsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final long TRADE_EVERY_MS = 5;

    @TempDir
    Path directory;

    private final FakeVenue venue = FakeVenue.binance();
    private final ScheduledExecutorService market = Executors.newSingleThreadScheduledExecutor();

    private static void until(String what, Callable<Boolean> condition) {
        await(what).atMost(PATIENCE).until(condition);
    }

    private long counted(JdbcTemplate database) {
        Long trades = database.queryForObject(
                "select coalesce(sum(trades), 0) from candles where candle_interval = '1m'", Long.class);
        return trades == null ? 0 : trades;
    }

    /** Trades go on, and new ones are counted: what was wrong is over. */
    private void untilCountedAgain(String after, JdbcTemplate database) {
        long before = counted(database);
        until("trades are counted after " + after, () -> counted(database) > before + 100);
    }

    @Test
    void whateverTheVenueDoesTheCandlesAreThoseOfItsOwnTrades() throws Exception {
        try (venue;
                FakeHistoryVenue history = new FakeHistoryVenue(Dialect.BINANCE, venue.happened(), 1_000);
                Souk souk = Souk.start(
                        directory,
                        "souk.feeds[0].venue=binance",
                        "souk.feeds[0].url=" + venue.address(),
                        "souk.feeds[0].rest-url=" + history.address(),
                        "souk.feeds[0].instruments[0]=BTC",
                        "souk.watchdog.floor=2s",
                        "souk.watchdog.ceiling=5s");
                Broker broker = new Broker(souk.property("souk.kafka.brokers"));
                Database database = new Database(souk::property)) {
            JdbcTemplate rows = souk.bean(JdbcTemplate.class);
            until("subscribed", () -> venue.isSubscribed("BTC"));
            market.scheduleAtFixedRate(() -> venue.trade("BTC"), 0, TRADE_EVERY_MS, TimeUnit.MILLISECONDS);
            untilCountedAgain("the start", rows);

            venue.closeAll(1012, "service restart");
            untilCountedAgain("a close", rows);

            venue.breakAll();
            untilCountedAgain("a break", rows);

            venue.kill("BTC");
            until("a dead channel is subscribed again", () -> venue.requests().stream()
                    .anyMatch(request -> request.contains("UNSUBSCRIBE")));
            untilCountedAgain("a dead channel", rows);

            venue.fallSilent();
            untilCountedAgain("silence", rows);

            venue.goDown();
            long connections = venue.connections();
            // As long as it takes to miss hundreds of trades.
            long traded = venue.trades().size();
            until("trades while it is down", () -> venue.trades().size() > traded + 500);
            venue.comeUp();
            until("connected again", () -> venue.connections() > connections);
            untilCountedAgain("the venue's being down", rows);

            venue.repeatLast("BTC", 500);
            HOSTILE.forEach(venue::sendAll);
            venue.sendAll("x".repeat(900_000));
            untilCountedAgain("hostile frames", rows);
            long before = venue.connections();
            venue.sendAll("{\"e\":\"trade\",\"p\":\"" + "9".repeat(10_000_000) + "\"}");
            // The last fault: what is missed of it shows by the trades after it.
            until("connected again", () -> venue.connections() > before && venue.isSubscribed("BTC"));
            untilCountedAgain("a frame of 10 MB", rows);

            market.shutdown();
            assertThat(market.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
            await("every gap is filled").atMost(PATIENCE).untilAsserted(() -> {
                assertThat(rows.queryForList("select * from gaps where state = 'OPEN'"))
                        .isEmpty();
                assertThat(counted(rows)).isEqualTo(venue.trades().size());
            });
            Reference.assertEqual("after all that", venue.trades(), broker, database);
            assertThat(rows.queryForList("select distinct status from candles", String.class))
                    .doesNotContain("PARTIAL");
            assertThat(rows.queryForObject("select count(*) from dead_letters", Long.class))
                    .isGreaterThanOrEqualTo(HOSTILE.size());
        } finally {
            market.shutdownNow();
        }
    }

    private static final List<String> HOSTILE = List.of(
            "rubbish",
            "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"1",
            "[".repeat(10_000),
            trade("\"NaN\"", "\"1\"", "1"),
            trade("100", "\"1\"", "1"),
            trade("\"0\"", "\"1\"", "1"),
            trade("\"-5\"", "\"1\"", "1"),
            trade("\"1e999999999\"", "\"1\"", "1"),
            trade("\"5\"", "\"0.-10000\"", "1"),
            trade("\"5\"", "null", "1"),
            trade("\"5\"", "\"1\"", "\"7\""),
            trade("\"5\"", "\"1\"", "99999999999999999999999"),
            trade("\"5\"", "\"1\"", "1").replace("BTCUSDT", "NOSUCHUSDT"),
            // Ten minutes ahead of our clock, and before there were exchanges.
            trade("\"5\"", "\"1\"", "1").replace("\"T\":1700000000000", "\"T\":4102444800000"),
            trade("\"5\"", "\"1\"", "1").replace("\"T\":1700000000000", "\"T\":0"));

    private static String trade(String price, String quantity, String id) {
        return "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1700000000000,\"s\":\"BTCUSDT\",\"t\":"
                + id + ",\"p\":" + price + ",\"q\":" + quantity + ",\"T\":1700000000000,\"m\":true,\"M\":true}}";
    }
}
