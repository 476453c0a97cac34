package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProtocolTest {

    private static final String BTC_FRAME =
            "\\{\"e\":\"trade\",\"E\":\\d{13},\"s\":\"BTCUSDT\",\"t\":\\d+,\"p\":\"\\d+\\.\\d{2}0{6}\","
                    + "\"q\":\"\\d+\\.\\d{8}\",\"T\":\\d{13},\"m\":(true|false),\"M\":true}";

    private final ExchangeSimulator simulator = new ExchangeSimulator(
            new SimulatorOptions(0, 500, 7, Optional.empty(), 1), Markets.LISTED, Map.of(), Clock.systemUTC());
    private URI address;

    @BeforeEach
    void start() {
        address = simulator.start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void aCombinedAddressGetsWrappedFramesOfItsStreamsOnly() {
        try (TestClient client = TestClient.connect(address, "/stream?streams=btcusdt@trade/ethusdt@trade")) {
            assertThat(client.awaitMessages(100))
                    .allMatch(frame -> frame.startsWith("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\"")
                            || frame.startsWith("{\"stream\":\"ethusdt@trade\",\"data\":{\"e\":\"trade\""))
                    .anyMatch(frame -> frame.contains("ETHUSDT"))
                    .anyMatch(frame -> frame.matches("\\{\"stream\":\"btcusdt@trade\",\"data\":" + BTC_FRAME + "}"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/ws/btcusdt@trade", "/ws/btcusdt%40trade"})
    void aRawAddressGetsBareFrames(String path) {
        try (TestClient client = TestClient.connect(address, path)) {
            assertThat(client.awaitMessages(20)).allMatch(frame -> frame.matches(BTC_FRAME));
        }
    }

    @Test
    void subscribesListsAndUnsubscribes() {
        try (TestClient client = TestClient.connect(address, "/ws")) {
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
            assertThat(client.awaitMessages(1)).containsExactly("{\"result\":[],\"id\":1}");

            client.send("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"ethusdt@trade\"],\"id\":\"two\"}");
            assertThat(client.awaitMessages(30).get(1)).isEqualTo("{\"result\":null,\"id\":\"two\"}");

            client.send("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":3}");
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":4}");
            String list = client.awaitMessage(message -> message.endsWith("\"id\":4}"));
            assertThat(list).isEqualTo("{\"result\":[\"ethusdt@trade\"],\"id\":4}");

            int before = client.messages().indexOf(list);
            assertThat(client.awaitMessages(before + 20))
                    .satisfies(messages -> assertThat(messages.subList(before + 1, messages.size()))
                            .allMatch(message -> message.contains("\"s\":\"ETHUSDT\"")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"method":"SUBSCRIBE","params":["nosuch@trade"],"id":1} | {"error":{"code":2,"msg":"Invalid request: unknown stream `nosuch@trade`"},"id":1}
            {"method":"SUBSCRIBE","params":["BTCUSDT@trade"],"id":1} | {"error":{"code":2,"msg":"Invalid request: unknown stream `BTCUSDT@trade`"},"id":1}
            {"method":"SUBSCRIBE","params":"btcusdt@trade","id":1} | {"error":{"code":2,"msg":"Invalid request: `params` must be an array of stream names"},"id":1}
            {"method":"SUBSCRIBE","params":[5],"id":1} | {"error":{"code":2,"msg":"Invalid request: stream name must be a string"},"id":1}
            {"method":"BUY","id":1} | {"error":{"code":2,"msg":"Invalid request: unknown variant `BUY`, expected one of `SUBSCRIBE`, `UNSUBSCRIBE`, `LIST_SUBSCRIPTIONS`"},"id":1}
            {"id":1} | {"error":{"code":2,"msg":"Invalid request: missing field `method`"},"id":1}
            {"method":"LIST_SUBSCRIPTIONS","id":-1} | {"error":{"code":2,"msg":"Invalid request: request ID must be an unsigned integer"},"id":null}
            [] | {"error":{"code":2,"msg":"Invalid request: expected an object"},"id":null}
            {"method" | {"error":{"code":3,"msg":"Invalid JSON: expected value at line 1 column 10"},"id":null}
            """)
    void aBadRequestIsAnsweredAndTheConnectionStays(String request, String answer) {
        try (TestClient client = TestClient.connect(address, "/ws")) {
            client.send(request);
            assertThat(client.awaitMessages(1)).containsExactly(answer);

            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":2}");
            assertThat(client.awaitMessages(2).get(1)).isEqualTo("{\"result\":[],\"id\":2}");
        }
    }

    @Test
    void anUnknownStreamAmongKnownOnesSubscribesNone() {
        try (TestClient client = TestClient.connect(address, "/ws")) {
            client.send("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"nosuch@trade\"],\"id\":1}");
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":2}");
            assertThat(client.awaitMessages(2)).element(1).isEqualTo("{\"result\":[],\"id\":2}");
        }
    }

    @Test
    void aPingIsAnsweredWithItsPayload() {
        try (TestClient client = TestClient.connect(address, "/ws")) {
            client.ping("are you there?");
            await().until(() -> client.pongs().contains("are you there?"));
        }
    }

    @Test
    void theSixthMessageOfASecondClosesTheConnection() {
        try (TestClient client = TestClient.connect(address, "/ws")) {
            for (int i = 0; i < 3; i++) {
                client.pong("nobody asked");
            }
            client.ping("");
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":2}");
            assertThat(client.awaitClosed()).isEqualTo("1008 Too many requests");
        }
    }

    @Test
    void aMessageBeyondAllSizeClosesTheConnection() {
        try (TestClient client = TestClient.connect(address, "/ws")) {
            client.send("x".repeat(1_000_000));
            client.awaitClosed();
        }
    }

    @Test
    void aThousandStreamsFitIntoTheAddress() {
        String streams =
                IntStream.range(0, 1_000).mapToObj(i -> "nosuch" + i + "@trade").collect(Collectors.joining("/"));
        try (TestClient client = TestClient.connect(address, "/stream?streams=btcusdt@trade/" + streams)) {
            assertThat(client.awaitMessages(5)).allMatch(frame -> frame.contains("btcusdt@trade"));
        }
    }

    @ParameterizedTest
    @CsvSource({"/, 404", "/api/v3/time, 404", "/wsx, 404", "/ws, 426", "/stream?streams=btcusdt@trade, 426"})
    void whatIsNoSocketIsRefused(String path, int status) throws Exception {
        URI uri = URI.create("http://" + address.getAuthority() + path);
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @Test
    void aClientThatPongsStaysAndOneThatDoesNotIsClosed() throws Exception {
        SimulatorLimits impatient =
                new SimulatorLimits(Duration.ofMillis(50), Duration.ofMillis(300), 5, 1_024, 1_000_000);
        try (ExchangeSimulator server = new ExchangeSimulator(
                new SimulatorOptions(0, 1, 7, Optional.empty(), 1),
                Markets.LISTED,
                Map.of(),
                Clock.systemUTC(),
                impatient)) {
            URI uri = server.start();
            try (TestClient good = TestClient.connect(uri, "/ws");
                    StubbornClient bad = new StubbornClient(uri, "/ws")) {
                assertThat(bad.readToCloseFrame()).isEqualTo("1008 Pong timeout");
                await().until(() -> good.pings() > 20);
                assertThat(good.closed()).isNull();
            }
        }
    }
}
