package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import feeds.FakeVenue;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** What one Souk records gives another the same candles and the same dead letters. */
class RecorderIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int TRADES = 600;

    /** How often there is rubbish among the trades, and a repetition. */
    private static final long BURSTS = 3;

    private static final List<String> RUBBISH = List.of(
            "rubbish",
            "line one\nline \"two\" \\ \u0000 \u2028 \uD83D\uDE00",
            "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"1");

    @TempDir
    Path directory;

    @Test
    void aReplayGivesTheCandlesAndTheDeadLettersOfTheRecordedFeed() throws Exception {
        Path recordings = directory.resolve("recordings");
        List<Trade> recorded;
        try (FakeVenue venue = FakeVenue.binance();
                Souk souk = Souk.start(
                        directory.resolve("live"),
                        "souk.feeds[0].venue=binance",
                        "souk.feeds[0].url=" + venue.address(),
                        "souk.feeds[0].instruments[0]=BTC",
                        "souk.recorder.directory=" + recordings)) {
            until(() -> venue.isSubscribed("BTC"));
            assertThat(record(souk, "true", "").statusCode()).isEqualTo(401);
            HttpResponse<String> on = record(souk, "true", Souk.admin());
            assertThat(on.statusCode()).as(on.body()).isEqualTo(200);
            assertThat(on.body()).contains("\"on\":true");

            for (int i = 0; i < TRADES; i++) {
                if (i == TRADES / 2) {
                    // Another file.
                    long traded = i;
                    until(() -> counted(souk) == traded);
                    record(souk, "false", Souk.admin());
                    record(souk, "true", Souk.admin());
                }
                venue.trade("BTC");
                if (i % (TRADES / BURSTS) == 100) {
                    RUBBISH.forEach(venue::sendAll);
                    venue.repeatLast("BTC", 20);
                }
            }
            recorded = List.copyOf(venue.trades());
            until(() -> letters(souk) == BURSTS * RUBBISH.size() && counted(souk) == TRADES);
            until(() -> recording(souk).get("frames").asLong() >= TRADES + BURSTS * (RUBBISH.size() + 20));
            assertThat(record(souk, "false", Souk.admin()).body()).contains("\"on\":false", "\"dropped\":0");
            venue.trade("BTC");
            until(() -> counted(souk) == TRADES + 1);
            assertThat(souk.bean(JdbcTemplate.class)
                            .queryForList(
                                    "select actor || ' ' || action || ' ' || outcome from audit order by id",
                                    String.class))
                    .containsExactly(
                            "admin feed.record ok",
                            "admin feed.stop-recording ok",
                            "admin feed.record ok",
                            "admin feed.stop-recording ok");
        }
        try (Stream<Path> files = Files.list(recordings.resolve("binance"))) {
            assertThat(files.toList()).hasSize(2).allMatch(file -> file.toString()
                    .endsWith(".jsonl.gz"));
        }

        try (Souk souk = Souk.start(
                        directory.resolve("replayed"),
                        "souk.feeds[0].venue=binance",
                        "souk.feeds[0].url=file:" + recordings.resolve("binance"),
                        "souk.feeds[0].replay-speed=max",
                        "souk.feeds[0].instruments[0]=BTC");
                Broker broker = new Broker(souk.property("souk.kafka.brokers"));
                Database database = new Database(souk::property)) {
            until(() -> feed(souk).get("state").asText().equals("STOPPED")
                    && feed(souk).get("reason").asText().startsWith("the recording is over"));
            until(() -> counted(souk) == TRADES);

            Reference.assertEqual("replayed", recorded, broker, database);
            assertThat(letters(souk)).isEqualTo(BURSTS * RUBBISH.size());
            assertThat(souk.bean(JdbcTemplate.class)
                            .queryForList("select distinct origin from instruments", String.class))
                    .containsExactly("replayed");
        }
    }

    private static void until(java.util.concurrent.Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }

    private static HttpResponse<String> record(Souk souk, String on, String login) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(souk.url() + "/api/v1/feeds/binance/recording"))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"on\":" + on + "}"));
        if (!login.isEmpty()) {
            request.header("Authorization", login);
        }
        return Souk.send(request.build());
    }

    private static JsonNode feed(Souk souk) {
        return souk.json("/api/v1/feeds").get(0);
    }

    private static JsonNode recording(Souk souk) {
        return feed(souk).get("recording");
    }

    private static long counted(Souk souk) {
        return number(souk, "select coalesce(sum(trades), 0) from candles where candle_interval = '1m'");
    }

    private static long letters(Souk souk) {
        return number(souk, "select count(*) from dead_letters");
    }

    private static long number(Souk souk, String query) {
        Long number = souk.bean(JdbcTemplate.class).queryForObject(query, Long.class);
        return number == null ? 0 : number;
    }
}
