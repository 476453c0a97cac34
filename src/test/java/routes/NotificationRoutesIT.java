package routes;

import static market.TestAlerts.id;
import static market.TestAlerts.move;
import static market.TestAlerts.resolved;
import static market.TestAlerts.silence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import api.notifications.ChannelType;
import api.notifications.FakeReceiver;
import api.notifications.Mailbox;
import api.notifications.Notifier;
import api.notifications.Retries;
import api.notifications.TestChannels;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import javax.sql.DataSource;
import market.Alert;
import market.AlertJson;
import market.AlertSeverity;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import storage.Digests;
import storage.EmbeddedDatabase;

/** Alerts from the log's place to receivers on loopback that fail on demand, with a real database between. */
@RouteTest
@UseAdviceWith
@ContextConfiguration(classes = {NotificationRoutes.class, Errors.class, NotificationRoutesIT.Parts.class})
class NotificationRoutesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int FIRST = 1_000;
    private static final Duration NEVER = Duration.ofMinutes(1);

    private static final Retries MANY =
            new Retries(Duration.ofMillis(50), Duration.ofMillis(50), 1_000, Duration.ofMinutes(1));

    static class Parts {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        /** A pool, as Souk has: the embedded one connects anew for each statement. */
        @Bean
        HikariDataSource dataSource() {
            HikariConfig pool = new HikariConfig();
            pool.setDataSource(EmbeddedDatabase.dataSource());
            return new HikariDataSource(pool);
        }

        @Bean
        Digests digests(DataSource source) {
            return new Digests(JdbcClient.create(source));
        }

        @Bean(destroyMethod = "close")
        FakeReceiver receiver() throws IOException {
            return new FakeReceiver();
        }

        @Bean(destroyMethod = "stop")
        GreenMail mails() {
            GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
            mails.setUser("souk", "a-password");
            mails.start();
            return mails;
        }

        @Bean(destroyMethod = "close")
        FakeReceiver stranger() throws Exception {
            return FakeReceiver.ofUnknownCertificate();
        }

        @Bean
        List<Notifier> notifiers(FakeReceiver receiver, GreenMail mails, FakeReceiver stranger) {
            return List.of(
                    notifier("webhook", ChannelType.WEBHOOK, receiver, TestChannels.SOON, NEVER),
                    notifier("pagerduty", ChannelType.PAGERDUTY, receiver, TestChannels.SOON, NEVER),
                    notifier("opsgenie", ChannelType.OPSGENIE, receiver, TestChannels.SOON, NEVER),
                    notifier("fragile", ChannelType.SLACK, receiver, MANY, Duration.ofMillis(1_500)),
                    mail("mail", mails.getSmtp().getPort(), Mailbox.Tls.NONE),
                    mail("mail-plain", mails.getSmtp().getPort(), Mailbox.Tls.STARTTLS),
                    mail("mail-stranger", stranger.address().getPort(), Mailbox.Tls.IMPLICIT),
                    notifier("webhook-stranger", ChannelType.WEBHOOK, stranger, TestChannels.SOON, NEVER));
        }

        private static Notifier notifier(
                String name, ChannelType type, FakeReceiver receiver, Retries retries, Duration breakerPause) {
            return new Notifier(TestChannels.channel(name, type, receiver.address(), retries, breakerPause));
        }

        private static Notifier mail(String name, int port, Mailbox.Tls tls) {
            return new Notifier(TestChannels.mail(name, "127.0.0.1", port, tls, "souk", "a-password"));
        }

        @Bean
        RouteBuilder deadLetters() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + RouteIds.DEAD_LETTER).to("mock:dead-letter");
                }
            };
        }
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate log;

    @Autowired
    private FakeReceiver receiver;

    @Autowired
    private FakeReceiver stranger;

    @Autowired
    private GreenMail mails;

    @Autowired
    private DataSource database;

    @Autowired
    private List<Notifier> notifiers;

    @EndpointInject("mock:dead-letter")
    private MockEndpoint deadLetters;

    @BeforeEach
    void start() throws Exception {
        if (!camel.isStarted()) {
            client().sql("delete from notification_digests").update();
            for (Notifier notifier : notifiers) {
                String name = notifier.channel().name();
                AdviceWith.adviceWith(
                        camel, RouteIds.NOTIFY + name, route -> route.replaceFromWith("direct:log-" + name));
            }
            camel.start();
        }
        receiver.calls().clear();
        receiver.taken().clear();
        receiver.comesBack();
        notifiers.forEach(notifier -> notifier.breaker().reset());
        mails.purgeEmailFromAllMailboxes();
        MockEndpoint.resetMocks(camel);
    }

    @Test
    void alertsThatFireTogetherAreOneSignedRequest() {
        whileItHangs("webhook", () -> write("webhook", move(1), silence(2), move(1)));

        awaitTold();
        assertThat(receiver.taken()).hasSize(2);
        FakeReceiver.Call call = receiver.taken().get(1);
        assertThat(call.method()).isEqualTo("POST");
        assertThat(call.uri()).isEqualTo("/hook?room=7");
        assertThat(call.header("Content-Type")).isEqualTo("application/json");
        assertThat(call.header("X-Souk-Signature")).matches("t=\\d{10},v1=[0-9a-f]{64}");
        assertThat(call.header("X-Souk-Delivery"))
                .isEqualTo(call.json().get("id").asText());
        assertThat(ids(call)).containsExactly(id(1), id(2));
        assertThat(call.headers().keySet()).as("headers of the log's record").noneMatch(name -> name.contains("kafka"));
    }

    @Test
    void whatIsNotTakenIsSentAgainUnderTheSameIdWhileTheNextGather() {
        receiver.thenAnswers(500, "oops", Map.of()).thenBreaks();
        write("webhook", move(1));
        await().atMost(PATIENCE).until(() -> !receiver.calls().isEmpty());
        write("webhook", move(2));
        write("webhook", move(3));

        awaitTold();
        assertThat(receiver.calls())
                .extracting(NotificationRoutesIT::ids)
                .startsWith(List.of(id(1)), List.of(id(1)), List.of(id(1)));
        assertThat(receiver.calls().subList(0, 3))
                .extracting(call -> call.header("X-Souk-Delivery"))
                .containsOnly(receiver.calls().get(0).header("X-Souk-Delivery"));
        assertThat(receiver.taken())
                .extracting(NotificationRoutesIT::ids)
                .containsExactly(List.of(id(1)), List.of(id(2), id(3)));
        assertThat(deadLetters.getExchanges()).isEmpty();
    }

    @Test
    void aReceiverThatAsksForTimeGetsIt() {
        receiver.thenAnswers(429, "slower", Map.of("Retry-After", "2"));
        write("webhook", move(1));

        awaitTold();
        assertThat(receiver.calls()).hasSize(2);
        assertThat(Duration.ofNanos(receiver.calls().get(1).nanos()
                        - receiver.calls().get(0).nanos()))
                .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void whatIsRefusedIsADeadLetterAtOnceAndItsSecretIsNotInIt() {
        receiver.thenAnswers(400, "bad key " + TestChannels.SECRET, Map.of());
        write("webhook", move(1));

        awaitTold();
        assertThat(receiver.calls()).hasSize(1);
        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.source()).isEqualTo("notify-webhook");
        assertThat(letter.reason()).isEqualTo("it answered with status 400: bad key ***");
        assertThat(ids(letter.payload())).containsExactly(id(1));
        assertThat(notifier("webhook").breaker().getMetrics().getNumberOfFailedCalls())
                .as("who refuses is there")
                .isZero();
    }

    @Test
    void whatIsNeverTakenIsGivenUpAndADeadLetter() {
        receiver.goesDown();
        write("webhook", move(1));

        awaitTold();
        assertThat(receiver.calls()).hasSize(3);
        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.reason()).matches("given up after 3 attempts in \\d s: it answered with status 503: down");
        assertThat(ids(letter.payload())).containsExactly(id(1));
    }

    /** Slack's messages, since its breaker closes soon. */
    @Test
    void aReceiverThatFailsIsLeftAloneAndThenHearsOfAll() {
        receiver.goesDown();
        write("fragile", move(1));
        CircuitBreaker breaker = notifier("fragile").breaker();
        await().atMost(PATIENCE).until(() -> breaker.getState() == CircuitBreaker.State.OPEN);
        assertThat(receiver.calls()).hasSize(3);

        write("fragile", move(2));
        await().during(Duration.ofSeconds(1)).until(() -> receiver.calls().size() == 3);
        receiver.comesBack();
        write("fragile", move(3));

        awaitTold();
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.CLOSED);
        assertThat(receiver.taken())
                .flatExtracting(call -> StreamSupport.stream(
                                call.json().get("attachments").spliterator(), false)
                        .map(attachment -> attachment.get("footer").asText())
                        .toList())
                .containsExactly(
                        "Souk, alert " + id(1) + ", revision 1",
                        "Souk, alert " + id(2) + ", revision 1",
                        "Souk, alert " + id(3) + ", revision 1");
    }

    @Test
    void ofADigestThatIsSeveralMessagesTheRestIsSentAgain() {
        whileItHangs("pagerduty", () -> {
            receiver.thenAnswers(202, "", Map.of())
                    .thenAnswers(400, "no", Map.of())
                    .thenAnswers(202, "", Map.of())
                    .thenAnswers(502, "", Map.of());
            write("pagerduty", move(1), move(2), move(3), move(4));
        });

        awaitTold();
        assertThat(receiver.calls().subList(1, 6))
                .extracting(call -> call.json().get("dedup_key").asText())
                .containsExactly(text(1), text(2), text(3), text(4), text(4));
        assertThat(ids(onlyDeadLetter().payload())).containsExactly(id(2));
    }

    @Test
    void opsgenieIsAskedBelowItsAddress() {
        Alert move = move(1);
        Alert worse = move.escalated(AlertSeverity.CRITICAL, move.value(), move.threshold(), move.text());
        write("opsgenie", worse, resolved(worse));

        awaitTold();
        assertThat(receiver.taken())
                .extracting(call -> call.method() + " " + call.uri())
                .containsExactly(
                        "POST /hook/v2/alerts?room=7",
                        "PUT /hook/v2/alerts/" + id(1) + "/priority?identifierType=alias",
                        "POST /hook/v2/alerts/" + id(1) + "/close?identifierType=alias");
        assertThat(receiver.taken())
                .extracting(call -> call.header("Authorization"))
                .containsOnly("GenieKey " + TestChannels.SECRET);
    }

    @Test
    void aMailIsHandedInWithALoginAndInBothForms() throws Exception {
        write("mail", move(1));

        awaitTold();
        assertThat(mails.getReceivedMessages()).as("one a recipient").hasSize(2);
        MimeMessage mail = mails.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("[Souk] WARNING price-move, binance:BTC-USDT");
        assertThat(mail.getFrom()[0]).hasToString("Souk <souk@example.org>");
        assertThat(mail.getHeader("X-Souk-Delivery")).hasSize(1);
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(parts.getBodyPart(0).getContent().toString()).contains(text(1), "moved by 0.8 % & <more>");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat(parts.getBodyPart(1).getContent().toString()).contains("moved by 0.8 % &amp; &lt;more&gt;");
    }

    /** One offers no encryption; the others' certificate is signed by nobody who is known. */
    @ParameterizedTest
    @CsvSource({
        "mail-plain, STARTTLS is required but host does not support STARTTLS",
        "mail-stranger, unable to find valid certification path to requested target",
        "webhook-stranger, unable to find valid certification path to requested target"
    })
    void whoCannotBeTrustedIsToldNothing(String channel, String why) {
        write(channel, move(1));

        awaitTold();
        assertThat(onlyDeadLetter().reason())
                .startsWith("given up after 3 attempts in ")
                .endsWith(why);
        assertThat(mails.getReceivedMessages()).isEmpty();
        assertThat(stranger.calls()).isEmpty();
    }

    @Test
    void aRecordThatIsNoAlertIsADeadLetter() {
        log.sendBody("direct:log-webhook", "rubbish".getBytes());

        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.source()).isEqualTo("notify-webhook");
        assertThat(letter.reason()).startsWith("not an alert: ");
        assertThat(new String(letter.payload())).isEqualTo("rubbish");
    }

    /** Left behind by a version that knew more kinds of alerts; nothing may wait behind it. */
    @Test
    void aDigestThatCannotBeReadIsADeadLetter() {
        String lines = "{\"id\":\"" + id(1) + "\",\"kind\":\"doom\"}";
        client().sql("""
                        insert into notification_digests (id, channel, alerts, closed_at, due_at)
                        values (gen_random_uuid(), 'webhook', ?, now(), now())
                        """).param(lines).update();
        write("webhook", move(1));

        awaitTold();
        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.source()).isEqualTo("notify-webhook");
        assertThat(letter.reason()).isEqualTo("not an alert: kind 'doom' is unknown");
        assertThat(new String(letter.payload())).isEqualTo(lines);
        assertThat(receiver.taken()).extracting(NotificationRoutesIT::ids).containsExactly(List.of(id(1)));
    }

    /** They gather behind a digest of another process, for as long as they need. */
    @Test
    void whatFiresInMassesIsToldInDigestsOfBoundedSize() {
        client().sql("""
                        insert into notification_digests (id, channel, alerts, closed_at, due_at)
                        values (gen_random_uuid(), 'webhook', ?, now(), 'infinity')
                        """).param(new String(AlertJson.write(move(FIRST)))).update();
        write(
                "webhook",
                IntStream.range(0, 450).mapToObj(number -> move(number)).toArray(Alert[]::new));
        client().sql("update notification_digests set due_at = now() where due_at = 'infinity'")
                .update();

        awaitTold();
        List<UUID> told = new ArrayList<>();
        receiver.taken().forEach(call -> told.addAll(ids(call)));
        assertThat(told)
                .containsExactlyElementsOf(IntStream.concat(IntStream.of(FIRST), IntStream.range(0, 450))
                        .mapToObj(number -> id(number))
                        .toList());
        assertThat(receiver.taken()).extracting(call -> ids(call).size()).containsExactly(1, 200, 200, 50);
    }

    private void write(String channel, Alert... alerts) {
        for (Alert alert : alerts) {
            log.sendBodyAndHeader("direct:log-" + channel, AlertJson.write(alert), "kafka.KEY", alert.key());
        }
    }

    /** The receiver takes a first alert only when this is done, so what it writes is in the digests after it. */
    private void whileItHangs(String channel, Runnable writes) {
        receiver.hangs();
        write(channel, move(FIRST));
        await().atMost(PATIENCE).until(() -> !receiver.calls().isEmpty());
        writes.run();
        receiver.comesBack();
    }

    /** All that was written has been taken, or is a dead letter. */
    private void awaitTold() {
        await().atMost(PATIENCE)
                .until(() -> client().sql("select count(*) from notification_digests")
                                .query(Long.class)
                                .single()
                        == 0);
    }

    private JdbcClient client() {
        return JdbcClient.create(database);
    }

    private Notifier notifier(String name) {
        return notifiers.stream()
                .filter(notifier -> notifier.channel().name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private DeadLetter onlyDeadLetter() {
        assertThat(deadLetters.getExchanges()).hasSize(1);
        return deadLetters.getExchanges().get(0).getMessage().getBody(DeadLetter.class);
    }

    private static String text(int number) {
        return id(number).toString();
    }

    private static List<UUID> ids(FakeReceiver.Call call) {
        return ids(call.body());
    }

    private static List<UUID> ids(byte[] digest) {
        try {
            JsonNode alerts = new ObjectMapper().readTree(digest).get("alerts");
            return StreamSupport.stream(alerts.spliterator(), false)
                    .map(alert -> UUID.fromString(alert.get("id").asText()))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
