package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trades of a venue that has no feed, pushed over HTTP into the running application, beside a simulated one. */
class IngestIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PATH = "/api/v1/ingest";

    @TempDir
    Path directory;

    /** Within one minute, and old enough for its candle to be closed at once. */
    private final Instant minute = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(5, ChronoUnit.MINUTES);

    @Test
    void whatIsAcceptedIsCountedOnceAndWhatIsRefusedIsTold() throws Exception {
        try (Souk souk = Souk.start(
                directory,
                "souk.feeds[0].venue=binance",
                "souk.instruments[0].venue=binance",
                "souk.instruments[0].base=BTC",
                "souk.instruments[0].quote=USDT",
                "souk.instruments[0].symbol=BTCUSDT",
                "souk.instruments[0].tick-size=0.01",
                "souk.instruments[1].venue=mydesk",
                "souk.instruments[1].base=ABC",
                "souk.instruments[1].quote=USD",
                "souk.instruments[1].symbol=ABC",
                "souk.instruments[1].tick-size=0.01")) {
            String good = IntStream.rangeClosed(1, 50)
                    .mapToObj(id -> trade("mydesk:ABC-USD", "10." + id, id))
                    .collect(Collectors.joining(","));
            String batch = "{\"trades\":[" + good + "," + trade("ABC", "-1", 51) + "," + trade("NOPE", "1", 52) + ","
                    + trade("BTCUSDT", "1", 53) + "," + trade("abc", "10.50", 50) + "]}";

            JsonNode answer =
                    json(post(souk, PATH, "application/json", Souk.admin(), BodyPublishers.ofString(batch)), 200);
            assertThat(answer.get("accepted").asInt()).isEqualTo(51);
            assertThat(answer.get("refused").asInt()).isEqualTo(3);
            assertThat(answer.get("items")).hasSize(54);
            assertThat(answer.get("items").get(50).toString())
                    .isEqualTo("{\"index\":50,\"status\":\"refused\",\"reason\":\"price must be positive, was -1\"}");
            assertThat(answer.get("items").get(52).get("reason").asText()).contains("simulated");
            json(post(souk, PATH, "application/json", Souk.admin(), BodyPublishers.ofString(batch)), 200);

            await().atMost(PATIENCE).untilAsserted(() -> {
                JsonNode candles =
                        souk.json("/api/v1/historical/ABC?interval=1m&from=0").path("candles");
                assertThat(candles).hasSize(1);
                assertThat(candles.get(0).get("trades").asInt()).isEqualTo(50);
                assertThat(candles.get(0).get("start").asText()).isEqualTo(minute.toString());
                assertThat(candles.get(0).get("open").asText()).isEqualTo("10.1");
                assertThat(candles.get(0).get("close").asText()).isEqualTo("10.5");
                assertThat(candles.get(0).get("volume").asText()).isEqualTo("100");
            });
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                            souk.json("/api/v1/latest/ABC").path("tradeId").asText())
                    .isEqualTo("50"));

            onlyTheAdministratorMayAndOnlyABatchWillDo(souk, batch);
        }
    }

    private static void onlyTheAdministratorMayAndOnlyABatchWillDo(Souk souk, String batch) throws Exception {
        assertThat(souk.get("/api/v1/instruments").statusCode())
                .as("reading is open")
                .isEqualTo(200);
        BodyPublisher body = BodyPublishers.ofString(batch);
        json(post(souk, PATH, "application/json", null, body), 401);
        json(post(souk, PATH, "application/json", Souk.admin("wrong"), body), 401);
        for (String path : new String[] {PATH + "/", "/api/v1/INGEST", "/api/v1/%69ngest", "/api/v1/./ingest"}) {
            assertThat(post(souk, path, "application/json", null, body).statusCode())
                    .as(path)
                    .isIn(400, 401, 404, 405);
        }
        assertThat(souk.get(PATH).statusCode()).isEqualTo(405);
        json(post(souk, PATH, "text/plain", Souk.admin(), body), 415);
        json(post(souk, PATH, "application/json", Souk.admin(), BodyPublishers.ofString("[")), 400);
        byte[] large = " ".repeat(1_000_001).getBytes(StandardCharsets.UTF_8);
        json(post(souk, PATH, "application/json", Souk.admin(), BodyPublishers.ofByteArray(large)), 413);
    }

    private String trade(String symbol, String price, int id) {
        return "{\"symbol\":\"%s\",\"price\":\"%s\",\"quantity\":\"2\",\"takerSide\":\"SELL\",\"tradeId\":\"%d\",\"time\":\"%s\"}"
                .formatted(symbol, price, id, minute.plusMillis(id));
    }

    private static HttpResponse<String> post(
            Souk souk, String path, String contentType, String authorization, BodyPublisher body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(souk.url() + path))
                .header("Content-Type", contentType)
                .POST(body);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return Souk.send(request.build());
    }

    private static JsonNode json(HttpResponse<String> answer, int status) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type"))
                .contains(status == 200 ? "application/json" : "application/problem+json");
        return new ObjectMapper().readTree(answer.body());
    }
}
