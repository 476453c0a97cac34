package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AlertJsonTest {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:41.123456Z");

    private static final Alert MOVE = new Alert(
            UUID.nameUUIDFromBytes(new byte[] {1}),
            AlertKind.PRICE_MOVE,
            AlertSeverity.WARNING,
            "binance:BTC-USDT",
            null,
            null,
            new BigDecimal("7.310"),
            new BigDecimal("6"),
            new CandleKey("binance:BTC-USDT", Interval.M1, 1_767_225_600_000_000L),
            AT,
            AT.plusMillis(80),
            null,
            null,
            null,
            1,
            "BTC/USDT on binance moved by 0.8 %");

    @Test
    void readsWhatItWrote() {
        assertThat(AlertJson.read(AlertJson.write(MOVE)))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(MOVE);
    }

    @Test
    void readsOneOfAFeedThatIsOverAndAcknowledged() {
        Alert silence = new Alert(
                UUID.nameUUIDFromBytes(new byte[] {2}),
                AlertKind.FEED_SILENCE,
                AlertSeverity.CRITICAL,
                null,
                "kraken",
                null,
                null,
                null,
                null,
                AT,
                AT,
                AT.plusSeconds(30),
                AT.plusSeconds(10),
                "admin",
                3,
                "The feed kraken is down");

        assertThat(AlertJson.read(AlertJson.write(silence))).isEqualTo(silence);
        assertThat(silence.isActive()).isFalse();
        assertThat(silence.key()).isEqualTo("kraken");
    }

    @Test
    void writesTimesTwiceAndDecimalsPlain() {
        assertThat(new String(AlertJson.write(MOVE), StandardCharsets.UTF_8))
                .contains(
                        "\"value\":\"7.31\"", "\"status\":\"ACTIVE\"", "\"kind\":\"price-move\"", "\"interval\":\"1m\"")
                .contains("\"candleStart\":\"2026-01-01T00:00:00Z\",\"candleStartMs\":1767225600000")
                .contains("\"eventTime\":\"2026-01-01T00:00:41.123456Z\",\"eventTimeMs\":1767225641123")
                .doesNotContain("resolvedAt", "feed", "null");
    }

    @Test
    void saysWhatIsWrong() {
        String json = new String(AlertJson.write(MOVE), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> read("[]")).hasMessage("not an alert: a JSON object was expected");
        assertThatThrownBy(() -> read(json.replace("price-move", "doom")))
                .hasMessage("not an alert: kind 'doom' is unknown");
        assertThatThrownBy(() -> read(json.replace("\"id\"", "\"ID\""))).hasMessage("not an alert: id is missing");
        assertThatThrownBy(() -> read(json.replace("\"instrument\":\"binance:BTC-USDT\",", "")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("not an alert: instrument is missing");
        assertThatThrownBy(() -> AlertJson.read(null)).hasMessage("not an alert: the record is empty");
    }

    private static Alert read(String json) {
        return AlertJson.read(json.getBytes(StandardCharsets.UTF_8));
    }
}
