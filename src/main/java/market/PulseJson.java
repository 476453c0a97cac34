package market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
        return LogJson.read(bytes, "a pulse", PulseJson::pulse);
    }

    private static Pulse pulse(LogJson.Fields fields) {
        long start = micros(fields.time("windowStart"));
        boolean classified = fields.has("volatility");
        return new Pulse(
                fields.text("instrument"),
                start,
                micros(fields.time("windowEnd")) - start,
                fields.decimal("averagePrice"),
                fields.optional("averageChangePercent24h", fields::decimal),
                fields.optional("maxVolume24h", fields::decimal),
                fields.optional("maxQuoteVolume24h", fields::decimal),
                fields.optional("marketCap", fields::decimal),
                Math.toIntExact(fields.whole("quotes")),
                Boolean.parseBoolean(fields.text("derived")),
                Math.toIntExact(fields.whole("late")),
                classified ? Volatility.valueOf(fields.text("volatility")) : null,
                classified ? Trend.valueOf(fields.text("trend")) : null);
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static void writeFigure(String name, BigDecimal value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, Decimals.text(value));
        }
    }
}
