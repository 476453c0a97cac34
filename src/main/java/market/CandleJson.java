package market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

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
        return LogJson.read(bytes, "a candle", CandleJson::candle);
    }

    private static Candle candle(LogJson.Fields fields) {
        // Its twin is a text, and to parse that one takes as long as all the rest.
        long startMicros = Math.multiplyExact(fields.whole("startMs"), 1_000L);
        return new Candle(
                new CandleKey(fields.text("instrument"), Interval.of(fields.text("interval")), startMicros),
                fields.decimal("open"),
                fields.decimal("high"),
                fields.decimal("low"),
                fields.decimal("close"),
                fields.decimal("volume"),
                fields.decimal("quoteVolume"),
                fields.decimal("takerBuyVolume"),
                fields.whole("trades"),
                fields.whole("firstTradeId"),
                fields.whole("lastTradeId"),
                fields.whole("firstTradeMicros"),
                fields.whole("lastTradeMicros"),
                Math.toIntExact(fields.whole("revision")),
                CandleStatus.valueOf(fields.text("status")));
    }
}
