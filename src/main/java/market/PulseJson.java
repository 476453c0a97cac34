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

/**
 * A pulse as it stands in the log, in Redis and in every answer: one flat JSON object, decimals as strings, times ISO-8601 with
 * epoch ms twins. What no quote told is left out.
 *
 * <pre>{@code
 * {"instrument":"binance:BTC-USDT","windowStart":"2026-01-01T00:00:00Z","windowStartMs":1767225600000,
 *  "windowEnd":"2026-01-01T00:00:30Z","windowEndMs":1767225630000,"averagePrice":"83420.98",
 *  "averageChangePercent24h":"-1.204","maxVolume24h":"5120.33","maxQuoteVolume24h":"427144000","quotes":6,"derived":true,
 *  "late":0,"volatility":"STABLE","trend":"STABLE"}
 * }</pre>
 *
 * Stateless, so safe for any thread.
 */
public final class PulseJson {

    private PulseJson() {}

    /** The record of the {@code pulse} topic. */
    public static byte[] write(Pulse pulse) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = LogJson.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            writeFields(pulse, json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** Into an object that is already begun. */
    public static void writeFields(Pulse pulse, JsonGenerator json) throws IOException {
        json.writeStringField("instrument", pulse.instrument());
        json.writeStringField("windowStart", pulse.start().toString());
        json.writeNumberField("windowStartMs", pulse.start().toEpochMilli());
        json.writeStringField("windowEnd", pulse.end().toString());
        json.writeNumberField("windowEndMs", pulse.end().toEpochMilli());
        json.writeStringField("averagePrice", Decimals.text(pulse.averagePrice()));
        writeFigure("averageChangePercent24h", pulse.averageChangePercent(), json);
        writeFigure("maxVolume24h", pulse.maxVolume(), json);
        writeFigure("maxQuoteVolume24h", pulse.maxQuoteVolume(), json);
        writeFigure("marketCap", pulse.marketCap(), json);
        json.writeNumberField("quotes", pulse.quotes());
        json.writeBooleanField("derived", pulse.derived());
        json.writeNumberField("late", pulse.late());
        if (pulse.volatility() != null) {
            json.writeStringField("volatility", pulse.volatility().name());
            json.writeStringField("trend", pulse.trend().name());
        }
    }

    /** @throws MalformedDataException if this is not a pulse; the message says what is wrong */
    public static Pulse read(byte[] bytes) {
        if (bytes == null) {
            throw new MalformedDataException("not a pulse: the record is empty");
        }
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = LogJson.FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a JSON object was expected");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (!json.nextToken().isScalarValue()) {
                    throw new IllegalArgumentException(field + " must be a string, a number, true or false");
                }
                fields.put(field, json.getText());
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("there is more after the JSON object");
            }
            return pulse(fields);
        } catch (JsonProcessingException e) {
            throw new MalformedDataException("not a pulse: " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new MalformedDataException("not a pulse: " + e.getMessage(), e);
        }
    }

    private static Pulse pulse(Map<String, String> fields) {
        long start = micros(fields, "windowStart");
        String volatility = fields.get("volatility");
        return new Pulse(
                required(fields, "instrument"),
                start,
                micros(fields, "windowEnd") - start,
                Decimals.parse(required(fields, "averagePrice"), "averagePrice", Decimals.MAX_SUM_LENGTH),
                figure(fields, "averageChangePercent24h"),
                figure(fields, "maxVolume24h"),
                figure(fields, "maxQuoteVolume24h"),
                figure(fields, "marketCap"),
                Integer.parseInt(required(fields, "quotes")),
                Boolean.parseBoolean(required(fields, "derived")),
                Integer.parseInt(required(fields, "late")),
                volatility == null ? null : Volatility.valueOf(volatility),
                volatility == null ? null : Trend.valueOf(required(fields, "trend")));
    }

    private static String required(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static long micros(Map<String, String> fields, String name) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(required(fields, name)));
    }

    private static BigDecimal figure(Map<String, String> fields, String name) {
        String text = fields.get(name);
        return text == null ? null : Decimals.parse(text, name, Decimals.MAX_SUM_LENGTH);
    }

    private static void writeFigure(String name, BigDecimal value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, Decimals.text(value));
        }
    }
}
