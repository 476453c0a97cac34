package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed's socket against a venue that talks at once. */
class FeedWebsocketComponentTest {

    private static final String ROUTE = "feed";
    private static final int FRAMES = 200;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final List<Object> bodies = new CopyOnWriteArrayList<>();
    private final List<ServerWebSocket> clients = new CopyOnWriteArrayList<>();
    private HttpServer venue;

    @BeforeEach
    void start() throws Exception {
        venue = vertx.createHttpServer()
                .webSocketHandler(client -> {
                    clients.add(client);
                    IntStream.range(0, FRAMES).forEach(i -> client.writeTextMessage(Integer.toString(i)));
                })
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        FeedMonitor monitor = TestFeeds.monitor(
                "test", URI.create("ws://127.0.0.1:" + venue.actualPort()), TestFeeds.patient(), "BTC");
        camel.addComponent(
                "vertx-websocket",
                new FeedWebsocketComponent(
                        List.of(monitor),
                        new Recorders(List.of(monitor), TestFeeds.recorder(directory), Clock.systemUTC()),
                        Clock.systemUTC()));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("vertx-websocket:ws://127.0.0.1:" + venue.actualPort() + "/stream?feed=test&consumeAsClient=true")
                        .routeId(ROUTE)
                        .choice()
                        .when(body().isInstanceOf(FrameBatch.class))
                        .split(simple("${body.frames}"))
                        .process(exchange ->
                                received.add(text(exchange.getMessage().getBody(RawFrame.class))))
                        .process(exchange -> bodies.add(exchange.getMessage().getBody()))
                        .endChoice()
                        .otherwise()
                        .process(exchange -> bodies.add(exchange.getMessage().getBody()));
            }
        });
        camel.start();
    }

    private static String text(RawFrame frame) {
        return new String(frame.bytes(), StandardCharsets.UTF_8);
    }

    @AfterEach
    void stop() {
        camel.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void noFrameIsLostOrOvertakenHoweverSoonItComesAfterTheHandshake() throws Exception {
        List<String> sent =
                IntStream.range(0, FRAMES).mapToObj(Integer::toString).toList();
        for (int connection = 0; connection < 30; connection++) {
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(received).hasSize(FRAMES));
            assertThat(received).isEqualTo(sent);

            camel.getRouteController().stopRoute(ROUTE);
            received.clear();
            camel.getRouteController().startRoute(ROUTE);
        }
    }

    @Test
    void aFeedThatWasStoppedAndIsStartedAgainWasOutMeanwhile() throws Exception {
        await().atMost(Duration.ofSeconds(10)).until(() -> received.size() == FRAMES);

        camel.getRouteController().stopRoute(ROUTE);
        Instant stopped = Instant.now();
        camel.getRouteController().startRoute(ROUTE);
        await().atMost(Duration.ofSeconds(10)).until(() -> received.size() == 2 * FRAMES);

        assertThat(bodies.get(FRAMES)).isInstanceOfSatisfying(FeedOutage.class, outage -> {
            assertThat(outage.instruments()).extracting("id").containsExactly("binance:BTC-USDT");
            assertThat(outage.from()).isBefore(stopped);
            assertThat(outage.to()).isAfter(stopped);
        });
    }

    @Test
    void aLostSocketIsToldAsAnOutageBeforeTheFramesOfTheNextOne() throws Exception {
        await().atMost(Duration.ofSeconds(10)).until(() -> received.size() == FRAMES);
        Instant before = Instant.now();

        clients.get(0).close();
        await().atMost(Duration.ofSeconds(10)).until(() -> received.size() == 2 * FRAMES);

        // That it is down, from when to when it was, and that it is up again.
        assertThat(bodies).hasSize(2 * FRAMES + 3);
        assertThat(bodies.get(FRAMES + 1)).isInstanceOfSatisfying(FeedOutage.class, outage -> {
            assertThat(outage.from()).isBeforeOrEqualTo(before.plusMillis(1));
            assertThat(outage.to()).isAfterOrEqualTo(before.truncatedTo(ChronoUnit.MILLIS));
        });
    }
}
