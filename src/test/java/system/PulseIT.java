package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import api.Hub;
import app.embedded.TestServers;
import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import market.LogTopics;
import market.Pulse;
import market.PulseJson;
import market.Quote;
import market.QuoteJson;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Quotes written to the real log, of an instrument that nobody trades, beside a simulated one that Souk derives quotes of; a process that
 * is killed with a window open, and another that goes on. Windows are of 5 s.
 */
class PulseIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ABC = "desk:ABC-USD";
    private static final long SECOND = 1_000_000;

    @TempDir
    Path directory;

    /** The start of a window, an hour ago: what happens when is up to the test. */
    private final long start = (Instant.now().getEpochSecond() / 5 - 720) * 5 * SECOND;

    @Test
    void aWindowHoldsTheQuotesFromBothSidesOfAKillAndIsToldEverywhere() throws Exception {
        try (TestServers servers = TestServers.start(directory);
                HikariDataSource source = source(servers);
                KafkaProducer<String, byte[]> log = producer(servers)) {
            JdbcClient database = JdbcClient.create(source);
            try (SoukProcess process =
                    SoukProcess.start(directory.resolve("a"), directory.resolve("a.log"), settings(servers, "10m"))) {
                process.awaitUrl();
                send(log, quote(1, "10", "1"), quote(2, "11", "2"));
                await().atMost(PATIENCE).until(() -> newestOpen(database), newest -> newest == start + 2 * SECOND);
                process.kill();
            }
            // The next one starts after the quiet timeout, and finds this in the log: the first quote once more, and
            // two new ones.
            send(log, quote(1, "10", "1"), quote(3, "13", "6"), quote(4, "14", null));
            try (Souk souk = Souk.start(directory.resolve("b"), settings(servers, "3s"))) {
                theWindowIsClosedByQuietWithAllOfThem(souk, database);
                aWatermarkClosesAndWhatComesThenIsLate(souk, database, log);
                whatCannotBeIsADeadLetter(souk, log);
                theLogHoldsEachPulse(servers);
                theSocketTellsWhatIsSubscribedTo(souk, log);
                derivedQuotesGiveTheSimulatedMarketAPulse(souk);
            }
        }
    }

    private void theWindowIsClosedByQuietWithAllOfThem(Souk souk, JdbcClient database) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(history(souk)).hasSize(1));

        JsonNode window = history(souk).get(0);
        assertThat(window.get("windowStartMs").asLong()).isEqualTo(start / 1_000);
        assertThat(window.get("quotes").asInt()).isEqualTo(4);
        assertThat(window.get("averagePrice").asText()).isEqualTo("12");
        assertThat(window.get("averageChangePercent24h").asText()).isEqualTo("3");
        assertThat(window.get("volatility").asText()).isEqualTo("MOVING");
        assertThat(window.get("trend").asText()).isEqualTo("RISING");
        assertThat(window.get("late").asInt()).isZero();
        assertThat(window.get("derived").asBoolean()).isFalse();
        assertThat(database.sql("select count(*) from pulse_aggregation where instrument = ?")
                        .param(ABC)
                        .query(Long.class)
                        .single())
                .isZero();
        await().atMost(PATIENCE)
                .until(() -> database.sql("select count(*) from pulse_aggregation_completed")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    /** A second of lateness: a quote of 6 s leaves the window before it open, one of the next closes both. */
    private void aWatermarkClosesAndWhatComesThenIsLate(
            Souk souk, JdbcClient database, KafkaProducer<String, byte[]> log) {
        send(log, quote(6, "20", "0"), quote(1.5, "99", "9"), quote(2.5, "99", "9"));
        send(log, quote(11, "30", "0"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(history(souk)).hasSizeGreaterThanOrEqualTo(2);
            assertThat(history(souk).get(0).get("late").asInt()).isEqualTo(2);
        });

        assertThat(history(souk).get(0).get("averagePrice").asText()).isEqualTo("12");
        assertThat(history(souk).get(1).get("averagePrice").asText()).isEqualTo("20");
        assertThat(metric(souk, "souk_pulse_late_total")).isEqualTo(2);
        assertThat(metric(souk, "souk_pulse_windows_total")).isGreaterThanOrEqualTo(2);
        assertThat(metric(souk, "souk_pulse_quotes_total"))
                .as(
                        "three written before this process started, four after; and what it derived, or was read before the kill")
                .isGreaterThanOrEqualTo(7);
    }

    private void whatCannotBeIsADeadLetter(Souk souk, KafkaProducer<String, byte[]> log) {
        long ahead = (Instant.now().getEpochSecond() + 90) * SECOND;
        log.send(new ProducerRecord<>(LogTopics.QUOTES, ABC, "{\"price\":".getBytes(StandardCharsets.UTF_8)));
        log.send(new ProducerRecord<>(
                LogTopics.QUOTES,
                ABC,
                QuoteJson.write(new Quote(ABC, "desk", BigDecimal.ONE, null, null, null, null, ahead, ahead))));

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(souk.bean(JdbcClient.class)
                        .sql("select reason from dead_letters where source like 'quotes-%' order by log_offset")
                        .query(String.class)
                        .list())
                .hasSize(2)
                .anyMatch(reason -> reason.startsWith("not a quote: Unexpected end-of-input"))
                .anyMatch(reason -> reason.matches("not a quote: eventTime is \\d\\d s ahead of our clock")));
    }

    private void theLogHoldsEachPulse(TestServers servers) {
        List<Pulse> told = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = TickLog.consumer(servers.setting("souk.kafka.brokers"))) {
            consumer.assign(consumer.partitionsFor(LogTopics.PULSE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList());
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    Pulse pulse = PulseJson.read(record.value());
                    assertThat(record.key()).isEqualTo(pulse.instrument());
                    if (pulse.instrument().equals(ABC)) {
                        told.add(pulse);
                    }
                });
                return told.size() >= 3;
            });
        }
        assertThat(told.stream().filter(pulse -> pulse.startMicros() == start).map(Pulse::late))
                .as("told again with the quotes that came late")
                .startsWith(0)
                .contains(2);
    }

    private void theSocketTellsWhatIsSubscribedTo(Souk souk, KafkaProducer<String, byte[]> log) {
        try (SocketClient client = new SocketClient(souk.url(), "/ws");
                SocketClient idle = new SocketClient(souk.url(), "/ws")) {
            client.send("{\"op\":\"subscribe\",\"channel\":\"pulse\",\"symbols\":[\"ABC\"]}");
            client.send("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"BTC\"]}");
            client.send("{\"op\":\"subscribe\",\"channel\":\"candles\",\"symbols\":[\"BTC\"],\"interval\":\"1m\"}");
            client.send("{\"op\":\"subscribe\",\"channel\":\"alerts\",\"symbols\":[\"*\"]}");
            client.send("nonsense");
            client.send("{\"op\":\"ping\"}");
            await().atMost(PATIENCE).until(() -> has(client, "pong", ""));
            souk.bean(Hub.class).publish(alert());
            send(log, quote(20, "40", "-7"));

            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(has(client, "snapshot", "pulse")).isTrue();
                assertThat(has(client, "snapshot", "trades")).isTrue();
                assertThat(has(client, "snapshot", "candles")).isTrue();
                assertThat(has(client, "trade", "trades")).isTrue();
                assertThat(has(client, "candle", "candles")).isTrue();
                assertThat(has(client, "alert", "alerts")).isTrue();
                assertThat(has(client, "pulse", "pulse")).isTrue();
                assertThat(has(client, "error", "")).isTrue();
            });
            JsonNode pulse = client.messages().stream()
                    .filter(message -> message.get("type").asText().equals("pulse"))
                    .reduce((first, second) -> second)
                    .orElseThrow();
            assertThat(pulse.get("instrument").asText()).isEqualTo(ABC);
            assertThat(pulse.get("seq").asLong()).isPositive();
            assertThat(pulse.get("data").get("averagePrice").asText()).isIn("30", "40");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(idle.messages())
                    .isNotEmpty()
                    .allSatisfy(message -> {
                        assertThat(message.get("type").asText()).isEqualTo("pulse");
                        assertThat(message.has("channel")).isFalse();
                        assertThat(message.get("data").isArray()).isTrue();
                    })
                    .anyMatch(message -> message.get("data").toString().contains(ABC)));
            assertThat(client.messages())
                    .filteredOn(message -> message.get("type").asText().equals("pulse"))
                    .as("a client that subscribed is not sent the others")
                    .allMatch(message -> message.path("instrument").asText().equals(ABC));
        }
    }

    private void derivedQuotesGiveTheSimulatedMarketAPulse(Souk souk) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode answer = souk.json("/api/v1/pulse");
            assertThat(answer.get("windowSeconds").asInt()).isEqualTo(5);
            JsonNode btc = answer.get("instruments").get(0);
            assertThat(btc.get("instrument").asText()).isEqualTo("binance:BTC-USDT");
            assertThat(btc.get("derived").asBoolean()).isTrue();
            assertThat(new BigDecimal(btc.get("averagePrice").asText())).isPositive();
            assertThat(answer.get("instruments").get(1).get("instrument").asText())
                    .isEqualTo(ABC);
            JsonNode overview = answer.get("overview");
            assertThat(overview.get("instruments").asInt())
                    .as("what was an hour ago is not what the market does")
                    .isEqualTo(1);
            assertThat(overview.get("markets").get(0).get("quote").asText()).isEqualTo("USDT");
        });
    }

    private static boolean has(SocketClient client, String type, String channel) {
        return client.messages().stream()
                .anyMatch(message -> message.get("type").asText().equals(type)
                        && message.path("channel").asText().equals(channel));
    }

    private static Alert alert() {
        return new Alert(
                UUID.randomUUID(),
                AlertKind.FEED_SILENCE,
                AlertSeverity.WARNING,
                null,
                "binance",
                null,
                null,
                null,
                null,
                Instant.now(),
                Instant.now(),
                null,
                null,
                null,
                1,
                "it is silent");
    }

    private List<JsonNode> history(Souk souk) {
        JsonNode page = souk.json("/api/v1/pulse/ABC?from=" + start / 1_000).path("pulse");
        return StreamSupport.stream(page.spliterator(), false).toList();
    }

    private static double metric(Souk souk, String name) {
        return souk.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    private static long newestOpen(JdbcClient database) {
        return database.sql("select newest_quote::bigint from pulse_aggregation where instrument = ?")
                .param(ABC)
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private Quote quote(double seconds, String price, String change) {
        long micros = start + Math.round(seconds * SECOND);
        return new Quote(
                ABC,
                "desk",
                new BigDecimal(price),
                change == null ? null : new BigDecimal(change),
                null,
                null,
                null,
                micros,
                micros);
    }

    private static void send(KafkaProducer<String, byte[]> log, Quote... quotes) {
        for (Quote quote : quotes) {
            log.send(new ProducerRecord<>(LogTopics.QUOTES, quote.instrument(), QuoteJson.write(quote)));
        }
        log.flush();
    }

    private static KafkaProducer<String, byte[]> producer(TestServers servers) {
        return new KafkaProducer<>(
                Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, servers.setting("souk.kafka.brokers")),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static HikariDataSource source(TestServers servers) {
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl(servers.setting("spring.datasource.url"));
        source.setUsername(servers.setting("spring.datasource.username"));
        source.setPassword(servers.setting("spring.datasource.password"));
        source.setMaximumPoolSize(1);
        return source;
    }

    private static String[] settings(TestServers servers, String quietTimeout) {
        List<String> settings = new ArrayList<>(servers.settings());
        settings.addAll(List.of(
                "souk.pulse.window=5s",
                "souk.pulse.lateness=1s",
                "souk.pulse.quiet-timeout=" + quietTimeout,
                "souk.pulse.broadcast=true",
                "souk.security.anonymous-read=true",
                "souk.feeds[0].venue=binance",
                "souk.instruments[0].venue=binance",
                "souk.instruments[0].base=BTC",
                "souk.instruments[0].quote=USDT",
                "souk.instruments[0].symbol=BTCUSDT",
                "souk.instruments[0].aliases[0]=BTC",
                "souk.instruments[0].tick-size=0.01",
                "souk.instruments[1].venue=desk",
                "souk.instruments[1].base=ABC",
                "souk.instruments[1].quote=USD",
                "souk.instruments[1].symbol=ABC",
                "souk.instruments[1].tick-size=0.01"));
        return settings.toArray(String[]::new);
    }
}
