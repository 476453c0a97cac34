package market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/**
 * A candle as it stands in the log and in every answer: decimals and trade ids as strings, times ISO-8601 with epoch
 * ms twins. In the log it also carries its instrument and interval, and the event times of its first and last trade.
 * Stateless, so safe for any thread.
 */
public final class CandleJson {

    private static final JsonFactory JSON = new JsonFactory();

    private CandleJson() {}

    /** The record of the {@code candles} topic. */
    public static byte[] write(Candle candle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("instrument", candle.key().instrument());
            json.writeStringField("interval", candle.key().interval().label());
            writeFields(candle, json);
            json.writeNumberField("firstTradeMicros", candle.firstTradeMicros());
            json.writeNumberField("lastTradeMicros", candle.lastTradeMicros());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** The fields that a candle shows at every edge, into an object that is already begun. */
    public static void writeFields(Candle candle, JsonGenerator json) throws IOException {
        json.writeStringField("start", candle.start().toString());
        json.writeNumberField("startMs", candle.key().startMicros() / 1_000);
        json.writeStringField("open", Decimals.text(candle.open()));
        json.writeStringField("high", Decimals.text(candle.high()));
        json.writeStringField("low", Decimals.text(candle.low()));
        json.writeStringField("close", Decimals.text(candle.close()));
        json.writeStringField("volume", Decimals.text(candle.volume()));
        json.writeStringField("quoteVolume", Decimals.text(candle.quoteVolume()));
        json.writeStringField("takerBuyVolume", Decimals.text(candle.takerBuyVolume()));
        json.writeNumberField("trades", candle.trades());
        json.writeStringField("firstTradeId", Long.toString(candle.firstTradeId()));
        json.writeStringField("lastTradeId", Long.toString(candle.lastTradeId()));
        json.writeNumberField("revision", candle.revision());
        json.writeStringField("status", candle.status().name());
    }

    /** @throws MalformedDataException if this is not a record of the {@code candles} topic */
    public static Candle read(byte[] bytes) {
        Map<String, String> fields = new HashMap<>();
        try (JsonParser json = JSON.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a JSON object was expected");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                fields.put(field, json.getText());
            }
            return candle(fields);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new MalformedDataException("not a candle: " + e.getMessage(), e);
        }
    }

    private static Candle candle(Map<String, String> fields) {
        long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(fields.get("start")));
        return new Candle(
                new CandleKey(fields.get("instrument"), Interval.of(fields.get("interval")), startMicros),
                new BigDecimal(fields.get("open")),
                new BigDecimal(fields.get("high")),
                new BigDecimal(fields.get("low")),
                new BigDecimal(fields.get("close")),
                new BigDecimal(fields.get("volume")),
                new BigDecimal(fields.get("quoteVolume")),
                new BigDecimal(fields.get("takerBuyVolume")),
                Long.parseLong(fields.get("trades")),
                Long.parseLong(fields.get("firstTradeId")),
                Long.parseLong(fields.get("lastTradeId")),
                Long.parseLong(fields.get("firstTradeMicros")),
                Long.parseLong(fields.get("lastTradeMicros")),
                Integer.parseInt(fields.get("revision")),
                CandleStatus.valueOf(fields.get("status")));
    }
}
