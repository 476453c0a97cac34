package api.notifications;

import static market.TestAlerts.acknowledged;
import static market.TestAlerts.move;
import static market.TestAlerts.resolved;
import static market.TestAlerts.silence;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import market.Alert;
import market.AlertSeverity;
import org.junit.jupiter.api.Test;

/** What receivers get, character by character. */
class MessageFormatTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID ID = new UUID(0, 99);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:43.500Z");

    private static final String MOVE = """
            {"id":"00000000-0000-0000-0000-000000000001","kind":"price-move","severity":"WARNING","status":"ACTIVE",
             "instrument":"binance:BTC-USDT","value":"7.31","threshold":"6","interval":"1m",
             "candleStart":"2026-01-01T00:00:00Z","candleStartMs":1767225600000,
             "eventTime":"2026-01-01T00:00:41.120Z","eventTimeMs":1767225641120,
             "detectedAt":"2026-01-01T00:00:41.202Z","detectedAtMs":1767225641202,"revision":1,
             "text":"BTC/USDT on binance moved by 0.8 % & <more>"}""";

    @Test
    void aWebhookGetsTheWholeDigestSigned() throws Exception {
        Outgoing message = only(ChannelType.WEBHOOK, move(1));

        assertJson(message, """
                {"id":"00000000-0000-0000-0000-000000000063","channel":"ops","sentAt":"2026-01-01T00:00:43.500Z",
                 "sentAtMs":1767225643500,"alerts":[%s]}""".formatted(MOVE));
        assertThat(message.headers())
                .isEqualTo(Map.of(
                        "X-Souk-Delivery",
                        "00000000-0000-0000-0000-000000000063",
                        "X-Souk-Signature",
                        Signature.of(message.body(), TestChannels.SECRET, NOW)));
        assertThat(message.path()).isEmpty();
        assertThat(message.query()).isNull();
    }

    @Test
    void slackGetsTextForPeopleWithTheSeveritysColour() throws Exception {
        assertJson(only(ChannelType.SLACK, move(1), resolved(silence(2))), """
                {"text":"2 alerts, the worst CRITICAL","attachments":[
                 {"color":"#ef6c00",
                  "fallback":"WARNING price-move, binance:BTC-USDT: BTC/USDT on binance moved by 0.8 % &amp; &lt;more&gt;",
                  "title":"WARNING price-move, binance:BTC-USDT",
                  "title_link":"https://souk.example.org/chart/binance%3ABTC-USDT",
                  "text":"BTC/USDT on binance moved by 0.8 % &amp; &lt;more&gt;",
                  "footer":"Souk, alert 00000000-0000-0000-0000-000000000001, revision 1","ts":1767225641},
                 {"color":"#2e7d32",
                  "fallback":"Resolved: CRITICAL feed-silence, kraken: The feed kraken is down",
                  "title":"Resolved: CRITICAL feed-silence, kraken","text":"The feed kraken is down",
                  "footer":"Souk, alert 00000000-0000-0000-0000-000000000002, revision 2","ts":1767225641}]}""");
    }

    @Test
    void aLongDigestIsSeveralMessagesOfSlacks() {
        List<Outgoing> messages = messages(
                ChannelType.SLACK,
                IntStream.rangeClosed(1, 45).mapToObj(number -> move(number)).toArray(Alert[]::new));

        assertThat(messages).extracting(message -> message.alerts().size()).containsExactly(20, 20, 5);
        assertThat(messages)
                .extracting(message -> JSON.readTree(message.body()).get("text").asText())
                .containsExactly(
                        "45 alerts, the worst WARNING (1 to 20)",
                        "45 alerts, the worst WARNING (21 to 40)",
                        "45 alerts, the worst WARNING (41 to 45)");
    }

    @Test
    void pagerDutyGetsAnEventARecord() throws Exception {
        Alert move = move(1);
        List<Outgoing> messages = messages(ChannelType.PAGERDUTY, move, acknowledged(move), resolved(move));

        assertThat(messages).hasSize(3);
        assertJson(messages.get(0), """
                {"routing_key":"0123456789abcdef","event_action":"trigger",
                 "dedup_key":"00000000-0000-0000-0000-000000000001","client":"Souk",
                 "client_url":"https://souk.example.org/chart/binance%%3ABTC-USDT",
                 "payload":{"summary":"BTC/USDT on binance moved by 0.8 %% & <more>","source":"binance:BTC-USDT",
                  "severity":"warning","timestamp":"2026-01-01T00:00:41.120Z","component":"binance:BTC-USDT",
                  "group":"binance","class":"price-move","custom_details":%s}}""".formatted(MOVE));
        assertJson(messages.get(1), """
                {"routing_key":"0123456789abcdef","event_action":"acknowledge",
                 "dedup_key":"00000000-0000-0000-0000-000000000001"}""");
        assertJson(messages.get(2), """
                {"routing_key":"0123456789abcdef","event_action":"resolve",
                 "dedup_key":"00000000-0000-0000-0000-000000000001"}""");
    }

    @Test
    void opsgenieGetsARequestARecord() throws Exception {
        Alert silence = silence(2);
        List<Outgoing> messages = messages(ChannelType.OPSGENIE, silence, acknowledged(silence), resolved(silence));

        assertThat(messages)
                .extracting(Outgoing::path)
                .containsExactly(
                        "/v2/alerts",
                        "/v2/alerts/00000000-0000-0000-0000-000000000002/acknowledge",
                        "/v2/alerts/00000000-0000-0000-0000-000000000002/close");
        assertThat(messages)
                .extracting(Outgoing::query)
                .containsExactly(null, "identifierType=alias", "identifierType=alias");
        assertThat(messages).allSatisfy(message -> assertThat(message.headers())
                .isEqualTo(Map.of("Authorization", "GenieKey " + TestChannels.SECRET)));
        assertJson(messages.get(0), """
                {"message":"CRITICAL feed-silence, kraken","alias":"00000000-0000-0000-0000-000000000002",
                 "description":"The feed kraken is down","priority":"P1","source":"souk","entity":"kraken",
                 "tags":["feed-silence","critical"],"details":{"eventTime":"2026-01-01T00:00:41.120Z"}}""");
        assertJson(messages.get(1), "{\"source\":\"souk\",\"user\":\"admin\"}");
        assertJson(messages.get(2), "{\"source\":\"souk\",\"note\":\"Resolved at 2026-01-01T00:01:01.120Z\"}");
    }

    @Test
    void opsgenieIsToldThatAnAlertGotWorse() throws Exception {
        Alert worse =
                move(1).escalated(AlertSeverity.CRITICAL, new BigDecimal("12"), new BigDecimal("6"), "It moves on");
        List<Outgoing> messages = messages(ChannelType.OPSGENIE, worse);

        assertThat(messages).extracting(Outgoing::method).containsExactly("POST", "PUT");
        assertThat(messages)
                .extracting(Outgoing::path)
                .containsExactly("/v2/alerts", "/v2/alerts/00000000-0000-0000-0000-000000000001/priority");
        assertThat(messages).extracting(Outgoing::query).containsExactly(null, "identifierType=alias");
        assertJson(messages.get(1), "{\"priority\":\"P1\"}");
    }

    @Test
    void aMailIsThereInHtmlAndInPlainText() {
        Outgoing mail = only(ChannelType.EMAIL, move(1), acknowledged(silence(2)));

        assertThat(mail.headers())
                .containsEntry("Subject", "[Souk] 2 alerts, the worst CRITICAL")
                .containsEntry("X-Souk-Delivery", ID.toString());
        assertThat(mail.plainText()).isEqualTo("""
                WARNING price-move, binance:BTC-USDT
                BTC/USDT on binance moved by 0.8 % & <more>
                2026-01-01T00:00:41.120Z, alert 00000000-0000-0000-0000-000000000001, revision 1
                https://souk.example.org/chart/binance%3ABTC-USDT

                Acknowledged by admin: CRITICAL feed-silence, kraken
                The feed kraken is down
                2026-01-01T00:00:41.120Z, alert 00000000-0000-0000-0000-000000000002, revision 2
                """);
        assertThat(new String(mail.body(), StandardCharsets.UTF_8))
                .startsWith("<!doctype html>")
                .contains("<a href=\"https://souk.example.org/chart/binance%3ABTC-USDT\">WARNING price-move")
                .contains("BTC/USDT on binance moved by 0.8 % &amp; &lt;more&gt;")
                .contains("<b>Acknowledged by admin: CRITICAL feed-silence, kraken</b>");
    }

    /** A later attempt goes on where an earlier one ended. */
    @Test
    void theSameDigestGivesAsManyMessagesAtAnyTime() {
        Digest digest = new Digest(ID, "ops", List.of(move(1), silence(2)));
        for (ChannelType type : ChannelType.values()) {
            MessageFormat format = MessageFormat.of(channel(type));
            assertThat(format.messages(digest, NOW.plus(Duration.ofHours(1))))
                    .as(type.label())
                    .hasSameSizeAs(format.messages(digest, NOW));
        }
    }

    private static Outgoing only(ChannelType type, Alert... alerts) {
        List<Outgoing> messages = messages(type, alerts);
        assertThat(messages).hasSize(1);
        return messages.get(0);
    }

    private static List<Outgoing> messages(ChannelType type, Alert... alerts) {
        return MessageFormat.of(channel(type)).messages(new Digest(ID, "ops", List.of(alerts)), NOW);
    }

    private static Channel channel(ChannelType type) {
        return TestChannels.channel(
                "ops", type, URI.create("https://example.org/hook"), TestChannels.SOON, Duration.ofSeconds(1));
    }

    private static void assertJson(Outgoing message, String expected) throws Exception {
        assertThat(JSON.readTree(message.body())).isEqualTo(JSON.readTree(expected));
    }
}
