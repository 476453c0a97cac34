package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs see: REST, WebSocket, probes and metrics of the running application. */
class EdgesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Souk souk = Souk.shared();

    @Test
    void instrumentsAreTheConfiguredOnes() {
        JsonNode instruments = souk.json("/api/v1/instruments");

        assertThat(instruments).hasSizeGreaterThanOrEqualTo(10);
        assertThat(instruments.get(0).get("id").asText()).isEqualTo("binance:BTC-USDT");
        assertThat(instruments.get(0).get("tickSize").asText()).isEqualTo("0.01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BTC", "btc", "BTCUSDT", "BTC-USDT", "binance:BTC-USDT", "binance%3ABTC-USDT"})
    void latestIsFoundByIdSymbolPairAndAlias(String symbol) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode latest = souk.json("/api/v1/latest/" + symbol);
            assertThat(latest.path("instrument").asText()).isEqualTo("binance:BTC-USDT");
            assertThat(new BigDecimal(latest.path("price").asText("0"))).isPositive();
            assertThat(latest.path("takerSide").asText()).isIn("BUY", "SELL");
            assertThat(latest.path("timeMs").asLong()).isPositive();
            assertThat(latest.path("trades24h").asLong()).isPositive();
        });
    }

    @Test
    void historicalPagesByCursorWithoutHoleOrRepeat() {
        await().atMost(PATIENCE)
                .until(() -> souk.json("/api/v1/historical/BTC?from=0")
                                .path("candles")
                                .size()
                        > 0);
        JsonNode all = souk.json("/api/v1/historical/BTC?from=0&limit=1000").get("candles");

        String from = "from=0";
        int seen = 0;
        while (from != null) {
            JsonNode page = souk.json("/api/v1/historical/BTC?limit=1&" + from);
            assertThat(page.get("candles")).hasSize(1);
            assertThat(page.get("candles").get(0).get("start"))
                    .isEqualTo(all.get(seen).get("start"));
            seen++;
            from = page.get("next").isNull() || seen == all.size()
                    ? null
                    : "cursor=" + page.get("next").asText();
        }
        assertThat(seen).isEqualTo(all.size());
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/latest/NOPE, 404, symbol",
        "/api/v1/historical/NOPE, 404, symbol",
        "/api/v1/historical/BTC?interval=7m, 400, interval",
        "/api/v1/historical/BTC?interval=1M, 400, interval",
        "/api/v1/historical/BTC?limit=0, 400, limit",
        "/api/v1/historical/BTC?limit=1001, 400, limit",
        "/api/v1/historical/BTC?limit=ten, 400, limit",
        "/api/v1/historical/BTC?from=yesterday, 400, from",
        "/api/v1/historical/BTC?to=-1, 400, to",
        "/api/v1/historical/BTC?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z, 400, from",
        "/api/v1/historical/BTC?cursor=%00, 400, cursor",
    })
    void badParametersAreNamedWithWhatIsAllowed(String path, int status, String parameter) {
        HttpResponse<String> answer = souk.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        JsonNode problem = souk.json(path);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
        assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.get("allowed")).isNotEmpty();
        assertThat(problem.get("detail").asText()).isNotBlank().doesNotContain("Exception");
    }

    @Test
    void unknownPathsAndMethodsAreProblems() {
        assertThat(souk.get("/api/v1/nope").statusCode()).isEqualTo(404);
        assertThat(souk.json("/api/v1/nope").get("detail").asText()).contains("/api/v1/nope");

        HttpResponse<String> post = Souk.send(HttpRequest.newBuilder(URI.create(souk.url() + "/api/v1/latest/BTC"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("x"))
                .build());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("content-type")).contains("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instruments",
                "feeds",
                "latest/BTC",
                "historical/BTC",
                "pulse",
                "pulse/BTC",
                "indicators/BTC?name=sma",
                "alerts",
                "alerts/BTC?status=active,resolved",
                "alert-rules"
            })
    void whoAcceptsJsonGetsIt(String path) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            HttpResponse<String> answer = souk.get("/api/v1/" + path, "Accept", "application/json");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        });
        HttpResponse<String> problem = souk.get("/api/v1/latest/NOPE", "Accept", "application/json");
        assertThat(problem.statusCode()).isEqualTo(404);
        assertThat(problem.headers().firstValue("content-type")).contains("application/problem+json");
    }

    /** A page of another site can have a browser send these with the login of whoever looks at it. */
    @ParameterizedTest
    @CsvSource({
        "alert-rules,",
        "alert-rules?Content-Type=application/json,",
        "ingest?Content-Type=application/json,",
        "ingest, text/plain",
        "alert-rules, application/x-www-form-urlencoded"
    })
    void aBodyThatDoesNotSayThatItIsJsonIsRefused(String path, String type) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(souk.url() + "/api/v1/" + path))
                .header("Authorization", Souk.admin())
                .POST(BodyPublishers.ofString("a=b&"));
        if (type != null) {
            request.header("Content-Type", type);
        }
        HttpResponse<String> answer = Souk.send(request.build());

        assertThat(answer.statusCode()).isEqualTo(415);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"parameter\":\"Content-Type\"", "\"allowed\":[\"application/json\"]");
    }

    @Test
    void everyAnswerCarriesARequestIdAndItsTiming() {
        HttpResponse<String> named = souk.get("/api/v1/instruments", "X-Request-ID", "my-request.1", "X-Evil", "echo");
        HttpResponse<String> unfit = souk.get("/api/v1/nope", "X-Request-ID", "not fit <to be said>");

        assertThat(named.headers().firstValue("X-Request-ID")).contains("my-request.1");
        assertThat(named.headers().firstValue("Server-Timing").orElse("")).matches("total;dur=\\d+\\.\\d");
        assertThat(named.headers().firstValue("X-Evil"))
                .as("request headers are not sent back")
                .isEmpty();
        assertThat(unfit.headers().firstValue("X-Request-ID").orElse("")).matches("[0-9a-f-]{36}");
    }

    @Test
    void contractProbesAndMetricsAreServed() {
        assertThat(souk.get("/openapi.yaml").body()).startsWith("openapi: 3.0").contains("operationId: historical");
        assertThat(souk.json("/actuator/health/liveness").get("status").asText())
                .isEqualTo("UP");
        assertThat(souk.json("/actuator/health/readiness").get("status").asText())
                .isEqualTo("UP");
        assertThat(souk.get("/actuator/prometheus").body())
                .containsPattern("camel_exchanges_total\\{[^}]*routeId=\"candles\"")
                .containsPattern("camel_exchanges_failed_total\\{[^}]*routeId=\"candles\"")
                .containsPattern("camel_exchanges_inflight\\{[^}]*routeId=\"candles\"");
        assertThat(souk.get("/actuator/env").statusCode()).isEqualTo(404);
    }

    @Test
    void theSocketSendsASnapshotAndThenEveryTradeInSequence() {
        try (SocketClient client = new SocketClient(souk.url(), "/ws/prices/btc")) {
            await().atMost(PATIENCE).until(() -> client.messages().size() > 20);

            List<JsonNode> messages = List.copyOf(client.messages());
            JsonNode snapshot = messages.get(0);
            assertThat(snapshot.get("type").asText()).isEqualTo("snapshot");
            assertThat(snapshot.get("channel").asText()).isEqualTo("trades");
            assertThat(snapshot.get("instrument").asText()).isEqualTo("binance:BTC-USDT");
            for (int i = 1; i < messages.size(); i++) {
                JsonNode trade = messages.get(i);
                assertThat(trade.get("type").asText()).isEqualTo("trade");
                assertThat(trade.get("seq").asLong())
                        .isEqualTo(snapshot.get("seq").asLong() + i);
                assertThat(new BigDecimal(trade.get("data").get("price").asText()))
                        .isPositive();
            }
            long[] ids = messages.stream()
                    .skip(1)
                    .mapToLong(trade -> trade.get("data").get("tradeId").asLong())
                    .toArray();
            for (int i = 1; i < ids.length; i++) {
                assertThat(ids[i]).as("trade ids of a venue with dense ids").isEqualTo(ids[i - 1] + 1);
            }
        }
    }

    @Test
    void anUnknownSymbolIsToldAndTheSocketClosed() throws Exception {
        try (SocketClient client = new SocketClient(souk.url(), "/ws/prices/NOPE")) {
            assertThat(client.closed().get(10, TimeUnit.SECONDS)).isEqualTo("1008 unknown symbol");
            assertThat(client.messages()).singleElement().satisfies(error -> {
                assertThat(error.get("type").asText()).isEqualTo("error");
                assertThat(error.get("data").get("parameter").asText()).isEqualTo("symbol");
            });
        }
    }

    @Test
    void aClientThatTalksOnAPathSocketIsClosedWithTheReason() throws Exception {
        try (SocketClient client = new SocketClient(souk.url(), "/ws/prices/BTC")) {
            client.send("{\"op\":\"subscribe\"}");
            assertThat(client.closed().get(10, TimeUnit.SECONDS)).startsWith("1008 ");
        }
    }
}
