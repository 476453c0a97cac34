package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import analytics.alerts.AlertEngine;
import analytics.alerts.AlertSettings;
import analytics.alerts.DetectorSettings;
import api.notifications.FakeReceiver;
import app.embedded.TestServers;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import market.Alert;
import market.AlertMemory;
import market.AlertQuery;
import market.Candle;
import market.Instrument;
import market.Instruments;
import market.Interval;
import market.LogTopics;
import market.TakerSide;
import market.Trade;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import storage.AlertStore;

/**
 * A day of trades through processes that are killed, and once more from its start; then what happens now. The alerts are those
 * that an engine finds which sees the day's candles one after the other, each of them once.
 */
class AlertsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String BTC = "binance:BTC-USDT";
    private static final String GROUP = "souk-alerts";
    private static final int MINUTES = 1_440;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path directory;

    private final Instant begin = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(26, ChronoUnit.HOURS);
    private final List<SoukProcess> started = new ArrayList<>();
    private TestServers servers;
    private String brokers;

    /** Is to be told of all, and never takes anything. */
    private FakeReceiver receiver;

    @Test
    void aDayHasItsAlertsOnceHoweverOftenItIsLookedAt() throws Exception {
        servers = TestServers.start(directory.resolve("servers"));
        brokers = servers.setting("souk.kafka.brokers");
        receiver = new FakeReceiver();
        receiver.hangs();
        try {
            List<Trade> day = day();
            int noon = day.size() / 2;
            SoukProcess first = start("first");
            first.awaitUrl();
            send(day.subList(0, noon));
            await().atMost(PATIENCE).until(() -> !ofCandles().isEmpty());
            first.kill();

            SoukProcess second = start("second");
            send(day.subList(noon, day.size()));
            String url = second.awaitUrl();
            Set<String> expected = new TreeSet<>();
            await().atMost(PATIENCE).untilAsserted(() -> {
                expected.clear();
                expected.addAll(found(candles()));
                assertThat(expected).hasSizeGreaterThanOrEqualTo(4);
                assertThat(ofCandles()).containsAll(expected);
            });
            Set<String> alerts = ofCandles();
            handsThemOutPageByPage(url);
            tellsWhatHappensNow(url);
            assertThat(receiver.calls()).as("a receiver that hangs").isNotEmpty();
            assertThat(receiver.taken()).isEmpty();
            second.kill();

            long told = told().size();
            lookAtItAllAgain();
            SoukProcess third = start("third");
            third.awaitUrl();
            await().atMost(PATIENCE).until(this::hasSeenAll);
            assertThat(ofCandles()).isEqualTo(alerts);
            assertThat(told().size()).as("nothing was told again").isEqualTo(told);
            third.kill();
        } finally {
            for (SoukProcess process : started) {
                process.kill();
            }
            receiver.close();
            servers.close();
        }
    }

    private static void handsThemOutPageByPage(String url) throws Exception {
        List<JsonNode> all = alerts(url, "/BTC?limit=1000");
        List<JsonNode> paged = new ArrayList<>();
        String cursor = "";
        while (cursor != null) {
            JsonNode page = JSON.readTree(request(url, "GET", "/alerts/BTC?limit=2" + cursor, "", false)
                    .body());
            page.get("alerts").forEach(paged::add);
            cursor = page.get("next").isNull()
                    ? null
                    : "&cursor=" + page.get("next").asText();
        }

        assertThat(all).hasSizeGreaterThanOrEqualTo(4);
        assertThat(paged).isEqualTo(all);
        Instant from = Instant.parse(all.get(all.size() - 1).get("eventTime").asText());
        Instant to = Instant.parse(all.get(0).get("eventTime").asText());
        assertThat(alerts(url, "/BTC?from=" + from + "&to=" + to))
                .as("the end is not among them")
                .isEqualTo(all.stream()
                        .filter(alert ->
                                Instant.parse(alert.get("eventTime").asText()).isBefore(to))
                        .toList());
    }

    private void tellsWhatHappensNow(String url) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts(url, "?kind=feed-silence"))
                .singleElement()
                .satisfies(alert -> assertThat(alert.get("feed").asText()).isEqualTo("binance")));
        assertThat(request(url, "POST", "/alert-rules", "{\"instrument\":\"ETH\",\"kind\":\"price-crosses\"}", true)
                        .statusCode())
                .isEqualTo(400);
        String body = "{\"instrument\":\"ETH\",\"kind\":\"price-crosses\",\"direction\":\"up\",\"level\":110}";
        assertThat(request(url, "POST", "/alert-rules", body, false).statusCode())
                .isEqualTo(401);
        JsonNode rule =
                JSON.readTree(request(url, "POST", "/alert-rules", body, true).body());
        String path = "/alert-rules/" + rule.get("id").asText();
        HttpResponse<String> changed = request(url, "PUT", path, body.replace("110", "101"), true);
        assertThat(JSON.readTree(changed.body()).get("level").asText()).isEqualTo("101");
        Instant minute = Instant.now();
        trade(minute.minus(2, ChronoUnit.MINUTES), 1, "100");
        await().atMost(PATIENCE).until(() -> candleIsClosed("binance:ETH-USDT"));

        SocketClient watcher = new SocketClient(url, "/ws");
        watcher.send("{\"op\":\"subscribe\",\"channel\":\"alerts\",\"symbols\":[\"ETH\"]}");
        await().atMost(PATIENCE).until(() -> !watcher.messages().isEmpty());
        trade(Instant.now(), 2, "102");
        JsonNode alert = await().atMost(PATIENCE)
                .until(() -> alerts(url, "/ETH"), found -> !found.isEmpty())
                .get(0);
        assertThat(alert.get("rule").asText()).isEqualTo(rule.get("id").asText());
        assertThat(alert.get("threshold").asText())
                .as("of the rule as it was changed")
                .isEqualTo("101");
        assertThat(alert.get("status").asText()).isEqualTo("ACTIVE");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(watcher.messages())
                .filteredOn(message -> message.get("type").asText().equals("alert"))
                .extracting(message -> message.get("data").get("id"))
                .contains(alert.get("id")));
        watcher.close();
        String id = alert.get("id").asText();
        HttpResponse<String> noted = request(url, "PUT", "/alerts/" + id + "/acknowledgement", "", true);
        assertThat(JSON.readTree(noted.body()).get("acknowledgedBy").asText()).isEqualTo("admin");
        await().atMost(PATIENCE).until(() -> told().stream()
                .anyMatch(told -> told.id().toString().equals(id) && told.acknowledgedBy() != null));
        request(url, "DELETE", path, "", true);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(told().stream()
                        .filter(told -> told.id().toString().equals(id))
                        .map(Alert::revision)
                        .distinct())
                .containsExactly(1, 2, 3));
        assertThat(alerts(url, "/ETH").get(0).get("status").asText()).isEqualTo("RESOLVED");
    }

    private SoukProcess start(String name) throws Exception {
        List<String> settings = new ArrayList<>(servers.settings());
        settings.addAll(List.of(
                "souk.security.admin-password=" + Souk.ADMIN_PASSWORD,
                "souk.security.anonymous-read=true",
                "souk.alerts.feed-silence=2s",
                "souk.notifications.channels[0].type=webhook",
                "souk.notifications.channels[0].secret=0123456789abcdef",
                "souk.notifications.channels[0].url=" + receiver.address(),
                "souk.feeds[0].venue=binance",
                "souk.feeds[0].url=ws://127.0.0.1:1"));
        SoukProcess process = SoukProcess.start(
                directory.resolve(name), directory.resolve(name + ".log"), settings.toArray(String[]::new));
        started.add(process);
        return process;
    }

    /** Calm, but for a jump and back, a shift, much volume, and a fall. */
    private List<Trade> day() {
        Random random = new Random(5);
        List<Trade> trades = new ArrayList<>();
        double price = 100;
        for (int minute = 0; minute < MINUTES; minute++) {
            double quantity = 10 * Math.exp(0.3 * random.nextGaussian()) * (minute == 1_000 ? 40 : 1);
            double wick = minute == 300 ? 1.012 : 1.0001;
            double next = price
                    * Math.exp(0.0005 * random.nextGaussian())
                    * (minute == 640 ? 1.02 : minute == 1_200 ? 0.97 : 1);
            for (double at : new double[] {price, Math.max(price, next) * wick, Math.min(price, next) / 1.0001, next}) {
                trades.add(trade(
                        BTC,
                        begin.plusSeconds(60L * minute + trades.size() % 4 * 15),
                        trades.size(),
                        at,
                        quantity / 4));
            }
            price = next;
        }
        return trades;
    }

    private static Trade trade(String instrument, Instant at, long id, double price, double quantity) {
        long micros = at.toEpochMilli() * 1_000;
        return new Trade(
                instrument,
                BigDecimal.valueOf(price).setScale(4, RoundingMode.HALF_EVEN),
                BigDecimal.valueOf(quantity).setScale(4, RoundingMode.HALF_EVEN),
                TakerSide.BUY,
                id + 1,
                micros,
                micros,
                micros);
    }

    private void trade(Instant at, long id, String price) {
        send(List.of(trade("binance:ETH-USDT", at, id, Double.parseDouble(price), 1)));
    }

    private void send(List<Trade> trades) {
        try (TickWriter log = new TickWriter(brokers)) {
            trades.forEach(log::send);
            log.flush();
        }
    }

    /** What an engine finds that sees these candles one after the other. */
    private static Set<String> found(List<Candle> candles) {
        Instruments instruments = new Instruments(
                List.of(new Instrument(BTC, "binance", "BTC", "USDT", "BTCUSDT", List.of(), new BigDecimal("0.01"))));
        AlertSettings settings = new AlertSettings(
                Interval.M1,
                DetectorSettings.PRICE_MOVE,
                DetectorSettings.VOLUME_SPIKE,
                DetectorSettings.RANGE_BREAKOUT,
                DetectorSettings.DAY_CHANGE,
                AlertSettings.Spread.STANDARD,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        AlertEngine engine =
                new AlertEngine(settings, instruments, new NoAlerts(), (instrument, at) -> true, instrument -> false);
        List<Alert> found = new ArrayList<>();
        candles.forEach(candle -> engine.see(candle, Instant.EPOCH, found));
        Map<UUID, Alert> last = new LinkedHashMap<>();
        found.forEach(alert -> last.put(alert.id(), alert));
        return last.values().stream().map(AlertsIT::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(Alert alert) {
        return alert.kind().label() + " " + alert.id() + " " + alert.severity() + ", over " + alert.resolvedAt();
    }

    private static final class NoAlerts implements AlertMemory {

        @Override
        public List<Candle> closedBefore(String instrument, Interval interval, long beforeMicros, int limit) {
            return List.of();
        }

        @Override
        public List<Alert> last(String instrumentOrFeed) {
            return List.of();
        }

        @Override
        public long openGaps(String instrument) {
            return 0;
        }
    }

    private AlertStore store() {
        return new AlertStore(servers.database());
    }

    private List<Candle> candles() {
        List<Candle> closed = store().closedBefore(BTC, Interval.M1, Long.MAX_VALUE, 2 * MINUTES);
        assertThat(closed).hasSizeGreaterThanOrEqualTo(MINUTES - 1);
        return closed;
    }

    private boolean candleIsClosed(String instrument) {
        return !store().closedBefore(instrument, Interval.M1, Long.MAX_VALUE, 1).isEmpty();
    }

    /** The alerts that came from the day's candles. */
    private Set<String> ofCandles() {
        AlertQuery all = new AlertQuery(
                Optional.of(BTC),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.now().plus(1, ChronoUnit.DAYS),
                Optional.empty(),
                1_000);
        return store().find(all).stream()
                .filter(alert -> alert.candle() != null)
                .map(AlertsIT::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<Alert> told() {
        return TickLog.alerts(brokers);
    }

    private void lookAtItAllAgain() {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
                KafkaConsumer<String, byte[]> consumer = TickLog.consumer(brokers)) {
            Map<TopicPartition, OffsetAndMetadata> start = partitions(consumer, LogTopics.CANDLES).stream()
                    .collect(Collectors.toMap(partition -> partition, partition -> new OffsetAndMetadata(0)));
            await().atMost(PATIENCE)
                    .ignoreExceptions()
                    .untilAsserted(() ->
                            admin.alterConsumerGroupOffsets(GROUP, start).all().get());
        }
    }

    private boolean hasSeenAll() throws Exception {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
                KafkaConsumer<String, byte[]> consumer = TickLog.consumer(brokers)) {
            Map<TopicPartition, OffsetAndMetadata> seen = admin.listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get();
            return consumer.endOffsets(partitions(consumer, LogTopics.CANDLES)).entrySet().stream()
                    .allMatch(end -> end.getValue() == 0
                            || (seen.containsKey(end.getKey())
                                    && seen.get(end.getKey()).offset() >= end.getValue()));
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private static List<JsonNode> alerts(String url, String which) throws Exception {
        List<JsonNode> alerts = new ArrayList<>();
        JSON.readTree(request(url, "GET", "/alerts" + which, "", false).body())
                .get("alerts")
                .forEach(alerts::add);
        return alerts;
    }

    private static HttpResponse<String> request(String url, String method, String path, String body, boolean asAdmin) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + "/api/v1" + path))
                .method(method, BodyPublishers.ofString(body))
                .header("Content-Type", "application/json");
        if (asAdmin) {
            request.header("Authorization", Souk.admin());
        }
        return Souk.send(request.build());
    }
}
