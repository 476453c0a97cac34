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
 * A candle as it stands in the log and in every answer: decimals and trade ids as strings, times ISO-8601 with epoch
 * ms twins. In the log it also carries its instrument and interval, and the event times of its first and last trade.
 * Stateless, so safe for any thread.
 */
public final class CandleJson {

    private CandleJson() {}

    /** The record of the {@code candles} topic. */
    public static byte[] write(Candle candle) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512);
        try (JsonGenerator json = LogJson.FACTORY.createGenerator(out)) {
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
            return candle(fields);
        } catch (JsonProcessingException e) {
            throw new MalformedDataException("not a candle: " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new MalformedDataException("not a candle: " + e.getMessage(), e);
        }
    }

    private static Candle candle(Map<String, String> fields) {
        long startMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text(fields, "start")));
        return new Candle(
                new CandleKey(text(fields, "instrument"), Interval.of(text(fields, "interval")), startMicros),
                decimal(fields, "open"),
                decimal(fields, "high"),
                decimal(fields, "low"),
                decimal(fields, "close"),
                decimal(fields, "volume"),
                decimal(fields, "quoteVolume"),
                decimal(fields, "takerBuyVolume"),
                whole(fields, "trades"),
                whole(fields, "firstTradeId"),
                whole(fields, "lastTradeId"),
                whole(fields, "firstTradeMicros"),
                whole(fields, "lastTradeMicros"),
                Math.toIntExact(whole(fields, "revision")),
                CandleStatus.valueOf(text(fields, "status")));
    }

    private static String text(Map<String, String> fields, String name) {
        String text = fields.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    private static BigDecimal decimal(Map<String, String> fields, String name) {
        return Decimals.parse(text(fields, name), name, Decimals.MAX_SUM_LENGTH);
    }

    private static long whole(Map<String, String> fields, String name) {
        try {
            return Long.parseLong(text(fields, name));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number", e);
        }
    }
}
