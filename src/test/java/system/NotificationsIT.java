package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import api.notifications.FakeReceiver;
import app.embedded.Part;
import app.embedded.TestServers;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.Alert;
import market.AlertJson;
import market.LogTopics;
import market.TestAlerts;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Alerts in the real log, told by a process that is killed to receivers that hang, fail and refuse. What detectors find
 * meanwhile is told, too; it has other ids than the test's.
 */
class NotificationsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PARTITIONS = 6;
    private static final String SECRET = "not-to-be-seen-by-anybody";

    /** Of the alerts of {@link TestAlerts}. */
    private static final Pattern ID = Pattern.compile("00000000-0000-0000-0000-([0-9a-f]{12})");

    @TempDir
    Path directory;

    @Test
    void everyChannelHearsOfEveryAlertWhateverFails() throws Exception {
        try (TestServers servers = TestServers.start(directory.resolve("servers"));
                FakeReceiver webhook = new FakeReceiver();
                FakeReceiver slack = new FakeReceiver();
                FakeReceiver pagerDuty = new FakeReceiver();
                FakeReceiver opsgenie = new FakeReceiver();
                KafkaProducer<String, byte[]> log = producer(servers);
                Database database = new Database(servers::setting)) {
            GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mails.start();
            List<String> settings = settings(servers, webhook, slack, pagerDuty, opsgenie, mails);
            Map<String, Supplier<Collection<Integer>>> told = Map.of(
                    "webhook", () -> numbers(webhook.taken()),
                    "slack", () -> numbers(slack.taken()),
                    "pagerduty", () -> numbers(pagerDuty.taken()),
                    "opsgenie", () -> numbers(opsgenie.taken()),
                    "email", () -> numbers(mails));
            writeBeforeAnybodyIsThere(servers, log, 999);

            try (SoukProcess first =
                    SoukProcess.start(directory.resolve("first"), directory.resolve("first.log"), array(settings))) {
                String url = first.awaitUrl();
                write(log, 1);
                told.forEach((channel, numbers) -> awaitTold(channel, numbers, Set.of(1)));

                slack.hangs();
                webhook.goesDown();
                write(log, IntStream.rangeClosed(100, 149).toArray());
                for (String channel : List.of("pagerduty", "opsgenie", "email")) {
                    awaitTold(channel, told.get(channel), numbers(1, 100, 149));
                }
                assertThat(told.get("slack").get()).containsExactly(1);
                assertThat(told.get("webhook").get()).containsExactly(1);
                assertThat(mails.getReceivedMessages())
                        .as("50 that fired together are told together")
                        .hasSizeLessThan(25);
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics(url))
                        .contains("souk_notifications_breaker{channel=\"webhook\",state=\"open\"} 1.0"));
                assertThat(metrics(url))
                        .contains("souk_notifications_breaker{channel=\"opsgenie\",state=\"closed\"} 1.0")
                        .containsPattern("souk_notifications_sent_total\\{channel=\"opsgenie\"} [5-9]\\d\\.0")
                        .containsPattern("souk_notifications_failed_total\\{channel=\"webhook\"} [1-9]");
                write(log, 200, 201);
                awaitTold("opsgenie", told.get("opsgenie"), with(numbers(1, 100, 149), 200, 201));
                first.kill();
                assertQuiet(first);
            }
            write(log, 300, 301);
            slack.comesBack();
            webhook.comesBack();

            try (SoukProcess second =
                    SoukProcess.start(directory.resolve("second"), directory.resolve("second.log"), array(settings))) {
                second.awaitUrl();
                Set<Integer> all = with(numbers(1, 100, 149), 200, 201, 300, 301);
                told.forEach((channel, numbers) -> awaitTold(channel, numbers, all));

                webhook.thenAnswers(400, "no such room", Map.of());
                write(log, 400);
                awaitTold("opsgenie", told.get("opsgenie"), with(all, 400));
                await().atMost(PATIENCE).untilAsserted(() -> assertThat(database.deadLetters("notify-webhook"))
                        .singleElement()
                        .asString()
                        .startsWith("it answered with status 400: no such room {\"id\":")
                        .contains(TestAlerts.id(400).toString()));
                assertThat(told.get("webhook").get()).doesNotContain(400);

                servers.stop(Part.POSTGRES);
                write(log, 500, 501);
                await().atMost(PATIENCE).until(() -> second.output().contains("waits for the database"));
                servers.startAgain(Part.POSTGRES);
                awaitTold("opsgenie", told.get("opsgenie"), with(all, 400, 500, 501));
                awaitTold("webhook", told.get("webhook"), with(all, 500, 501));
                assertThat(second.output()).doesNotContain(SECRET);

                shareAndTakeOver(log, settings, told, second);
            } finally {
                mails.stop();
            }
        }
    }

    /** Another process joins and tells a part of what there is; then it is alone and tells all. */
    private void shareAndTakeOver(
            KafkaProducer<String, byte[]> log,
            List<String> settings,
            Map<String, Supplier<Collection<Integer>>> told,
            SoukProcess other)
            throws Exception {
        try (SoukProcess joining =
                SoukProcess.start(directory.resolve("third"), directory.resolve("third.log"), array(settings))) {
            String url = joining.awaitUrl();
            Set<Integer> written = new TreeSet<>();
            await("both tell")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> {
                        written.addAll(writeToAllPartitions(log, 600 + written.size()));
                        assertThat(metrics(url))
                                .containsPattern("souk_notifications_sent_total\\{channel=\"slack\"} [1-9]");
                    });
            told.forEach((channel, numbers) -> awaitAmong(channel, numbers, written));

            other.kill();
            written.addAll(writeToAllPartitions(log, 600 + written.size()));
            told.forEach((channel, numbers) -> awaitAmong(channel, numbers, written));
            assertThat(joining.output()).doesNotContain(SECRET);
        }
    }

    private static List<String> settings(
            TestServers servers,
            FakeReceiver webhook,
            FakeReceiver slack,
            FakeReceiver pagerDuty,
            FakeReceiver opsgenie,
            GreenMail mails) {
        List<String> settings = new ArrayList<>(servers.settings());
        settings.add("souk.simulator.trades-per-second=1");
        settings.add("souk.security.anonymous-read=true");
        List<String> channels = List.of(
                "type=webhook url=" + webhook.address() + " secret=" + SECRET,
                "type=slack url=" + slack.address() + "-" + SECRET,
                "type=pagerduty url=" + pagerDuty.address() + " key=" + SECRET,
                "type=opsgenie url=" + opsgenie.address() + " key=" + SECRET,
                "type=email smtp.host=127.0.0.1 smtp.tls=none smtp.from=souk@example.org smtp.to=one@example.org smtp.port="
                        + mails.getSmtp().getPort());
        for (int number = 0; number < channels.size(); number++) {
            String common = " digest-window=1s retry.first-pause=100ms retry.longest-pause=1s retry.attempts=1000"
                    + " breaker-pause=2s";
            for (String setting : (channels.get(number) + common).split(" ")) {
                settings.add("souk.notifications.channels[" + number + "]." + setting);
            }
        }
        return settings;
    }

    /** A channel that is new is not told what was before it. */
    private static void writeBeforeAnybodyIsThere(TestServers servers, KafkaProducer<String, byte[]> log, int number)
            throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers.setting("souk.kafka.brokers")))) {
            admin.createTopics(List.of(new NewTopic(LogTopics.ALERTS, PARTITIONS, (short) 1)))
                    .all()
                    .get();
        }
        write(log, number);
    }

    private static void write(KafkaProducer<String, byte[]> log, int... numbers) {
        for (int number : numbers) {
            Alert alert = TestAlerts.move(number);
            log.send(new ProducerRecord<>(LogTopics.ALERTS, alert.key(), AlertJson.write(alert)));
        }
        log.flush();
    }

    /** One to each, as if they were of many instruments. */
    private static Set<Integer> writeToAllPartitions(KafkaProducer<String, byte[]> log, int first) {
        Set<Integer> numbers = new TreeSet<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            Alert alert = TestAlerts.move(first + partition);
            log.send(new ProducerRecord<>(LogTopics.ALERTS, partition, alert.key(), AlertJson.write(alert)));
            numbers.add(first + partition);
        }
        log.flush();
        return numbers;
    }

    private static void awaitAmong(String channel, Supplier<Collection<Integer>> told, Set<Integer> expected) {
        await(channel)
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(told.get()).as(channel).containsAll(expected));
    }

    private static void awaitTold(String channel, Supplier<Collection<Integer>> told, Set<Integer> expected) {
        await(channel).atMost(PATIENCE).untilAsserted(() -> assertThat(told.get())
                .as(channel)
                .containsOnlyOnceElementsOf(List.of(1))
                .containsOnly(expected.toArray(Integer[]::new)));
    }

    private static Collection<Integer> numbers(List<FakeReceiver.Call> calls) {
        return calls.stream()
                .flatMap(call -> numbers(call.uri() + new String(call.body(), StandardCharsets.UTF_8)).stream())
                .toList();
    }

    private static Collection<Integer> numbers(GreenMail mails) {
        List<Integer> numbers = new ArrayList<>();
        for (MimeMessage mail : mails.getReceivedMessages()) {
            try {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                mail.writeTo(bytes);
                numbers.addAll(numbers(bytes.toString(StandardCharsets.UTF_8)));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return numbers;
    }

    /** The alerts of one message, each once: some formats name one twice. */
    private static Set<Integer> numbers(String message) {
        Set<Integer> numbers = new TreeSet<>();
        Matcher ids = ID.matcher(message);
        while (ids.find()) {
            numbers.add(Integer.parseInt(ids.group(1), 16));
        }
        return numbers;
    }

    private static Set<Integer> numbers(int single, int first, int last) {
        Set<Integer> numbers =
                IntStream.rangeClosed(first, last).boxed().collect(Collectors.toCollection(TreeSet::new));
        numbers.add(single);
        return numbers;
    }

    private static Set<Integer> with(Set<Integer> numbers, Integer... more) {
        Set<Integer> all = new TreeSet<>(numbers);
        all.addAll(List.of(more));
        return all;
    }

    private static String metrics(String url) {
        return Souk.send(HttpRequest.newBuilder(URI.create(url + "/actuator/prometheus"))
                        .build())
                .body()
                .lines()
                .filter(line -> line.startsWith("souk_notifications_"))
                .collect(Collectors.joining("\n"));
    }

    private static void assertQuiet(SoukProcess souk) throws Exception {
        assertThat(souk.output()).doesNotContain(SECRET).doesNotContain("\tat ");
    }

    private static KafkaProducer<String, byte[]> producer(TestServers servers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers.setting("souk.kafka.brokers"), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    private static String[] array(List<String> settings) {
        return settings.toArray(String[]::new);
    }
}
