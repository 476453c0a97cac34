package market;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
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
        if (bytes == null) {
            throw new MalformedDataException("not an alert: the record is empty");
        }
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = LogJson.FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a JSON object was expected");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (!json.nextToken().isScalarValue()) {
                    throw new IllegalArgumentException(field + " must be a string or a number");
                }
                fields.put(field, json.getText());
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("there is more after the JSON object");
            }
            return alert(fields);
        } catch (JsonProcessingException e) {
            throw new MalformedDataException("not an alert: " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new MalformedDataException("not an alert: " + e.getMessage(), e);
        }
    }

    private static Alert alert(Map<String, String> fields) {
        String kind = required(fields, "kind");
        return new Alert(
                UUID.fromString(required(fields, "id")),
                AlertKind.find(kind).orElseThrow(() -> new IllegalArgumentException("kind '" + kind + "' is unknown")),
                AlertSeverity.valueOf(required(fields, "severity")),
                fields.get("instrument"),
                fields.get("feed"),
                fields.get("rule"),
                decimal(fields, "value"),
                decimal(fields, "threshold"),
                candle(fields),
                Instant.parse(required(fields, "eventTime")),
                Instant.parse(required(fields, "detectedAt")),
                time(fields, "resolvedAt"),
                time(fields, "acknowledgedAt"),
                fields.get("acknowledgedBy"),
                Integer.parseInt(required(fields, "revision")),
                required(fields, "text"));
    }

    private static CandleKey candle(Map<String, String> fields) {
        if (!fields.containsKey("candleStart")) {
            return null;
        }
        return new CandleKey(
                required(fields, "instrument"),
                Interval.of(required(fields, "interval")),
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(required(fields, "candleStart"))));
    }

    private static String required(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static BigDecimal decimal(Map<String, String> fields, String name) {
        String text = fields.get(name);
        return text == null ? null : Decimals.parse(text, name, Decimals.MAX_SUM_LENGTH);
    }

    private static Instant time(Map<String, String> fields, String name) {
        String text = fields.get(name);
        return text == null ? null : Instant.parse(text);
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
