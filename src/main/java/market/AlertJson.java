package market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * An alert as it stands in the log and in every answer: one flat JSON object, decimals as strings, times ISO-8601 with epoch
 * ms twins. What there is not is left out.
 *
 * <pre>{@code
 * {"id":"6fa4…","kind":"price-move","severity":"WARNING","status":"ACTIVE","instrument":"binance:BTC-USDT",
 *  "value":"7.31","threshold":"6","interval":"1m","candleStart":"2026-01-01T00:00:00Z","candleStartMs":1767225600000,
 *  "eventTime":"2026-01-01T00:00:41.120Z","eventTimeMs":1767225641120,"detectedAt":"2026-01-01T00:00:41.202Z",
 *  "detectedAtMs":1767225641202,"revision":1,"text":"BTC/USDT on binance moved …"}
 * }</pre>
 *
 * Stateless, so safe for any thread.
 */
public final class AlertJson {

    private AlertJson() {}

    /** The record of the {@code alerts} topic. */
    public static byte[] write(Alert alert) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = LogJson.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            writeFields(alert, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** Into an object that is already begun. */
    public static void writeFields(Alert alert, JsonGenerator json) throws IOException {
        json.writeStringField("id", alert.id().toString());
        json.writeStringField("kind", alert.kind().label());
        json.writeStringField("severity", alert.severity().name());
        json.writeStringField("status", alert.isActive() ? "ACTIVE" : "RESOLVED");
        writeText("instrument", alert.instrument(), json);
        writeText("feed", alert.feed(), json);
        writeText("rule", alert.rule(), json);
        writeDecimal("value", alert.value(), json);
        writeDecimal("threshold", alert.threshold(), json);
        if (alert.candle() != null) {
            json.writeStringField("interval", alert.candle().interval().label());
            writeTime("candleStart", Instant.EPOCH.plus(alert.candle().startMicros(), ChronoUnit.MICROS), json);
        }
        writeTime("eventTime", alert.eventTime(), json);
        writeTime("detectedAt", alert.detectedAt(), json);
        writeTime("resolvedAt", alert.resolvedAt(), json);
        writeTime("acknowledgedAt", alert.acknowledgedAt(), json);
        writeText("acknowledgedBy", alert.acknowledgedBy(), json);
        json.writeNumberField("revision", alert.revision());
        json.writeStringField("text", alert.text());
    }

    /** @throws MalformedDataException if this is not an alert; the message says what is wrong */
    public static Alert read(byte[] bytes) {
        return LogJson.read(bytes, "an alert", AlertJson::alert);
    }

    private static Alert alert(LogJson.Fields fields) {
        String kind = fields.text("kind");
        return new Alert(
                UUID.fromString(fields.text("id")),
                AlertKind.find(kind).orElseThrow(() -> new IllegalArgumentException("kind '" + kind + "' is unknown")),
                AlertSeverity.valueOf(fields.text("severity")),
                fields.optional("instrument", fields::text),
                fields.optional("feed", fields::text),
                fields.optional("rule", fields::text),
                fields.optional("value", fields::decimal),
                fields.optional("threshold", fields::decimal),
                fields.has("candleStart") ? candle(fields) : null,
                fields.time("eventTime"),
                fields.time("detectedAt"),
                fields.optional("resolvedAt", fields::time),
                fields.optional("acknowledgedAt", fields::time),
                fields.optional("acknowledgedBy", fields::text),
                Math.toIntExact(fields.whole("revision")),
                fields.text("text"));
    }

    private static CandleKey candle(LogJson.Fields fields) {
        return new CandleKey(
                fields.text("instrument"),
                Interval.of(fields.text("interval")),
                ChronoUnit.MICROS.between(Instant.EPOCH, fields.time("candleStart")));
    }

    private static void writeText(String name, String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void writeDecimal(String name, BigDecimal value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, Decimals.text(value));
        }
    }

    private static void writeTime(String name, Instant value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toString());
            json.writeNumberField(name + "Ms", value.toEpochMilli());
        }
    }
}
