package ui.components;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import market.Candle;
import market.CandleStatus;
import market.Instrument;
import market.Trade;

/**
 * Candles and trades for our web components: short names, for a chart gets hundreds of candles at once. Decimals are
 * strings, prices with their instrument's decimals.
 */
final class ChartJson {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private ChartJson() {}

    static String candles(List<Candle> candles, Instrument instrument) {
        return write(json -> {
            json.writeStartArray();
            for (Candle candle : candles) {
                write(candle, instrument, json);
            }
            json.writeEndArray();
        });
    }

    static String candle(Candle candle, Instrument instrument) {
        return write(json -> write(candle, instrument, json));
    }

    static String trades(List<Trade> trades, Instrument instrument) {
        return write(json -> {
            json.writeStartArray();
            for (Trade trade : trades) {
                json.writeStartObject();
                json.writeStringField("id", Long.toString(trade.tradeId()));
                json.writeStringField("time", TIME.format(trade.eventTime()));
                json.writeStringField("price", Numbers.price(trade.price(), instrument));
                json.writeStringField("quantity", Numbers.plain(trade.quantity()));
                json.writeStringField("side", trade.takerSide().name());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(Candle candle, Instrument instrument, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("t", candle.start().getEpochSecond());
        writePrice("o", candle.open(), instrument, json);
        writePrice("h", candle.high(), instrument, json);
        writePrice("l", candle.low(), instrument, json);
        writePrice("c", candle.close(), instrument, json);
        json.writeStringField("v", Numbers.plain(candle.volume()));
        String mark = mark(candle.status());
        if (!mark.isEmpty()) {
            json.writeStringField("s", mark);
        }
        json.writeEndObject();
    }

    private static void writePrice(String name, BigDecimal price, Instrument instrument, JsonGenerator json)
            throws IOException {
        json.writeStringField(name, Numbers.price(price, instrument));
    }

    private static String mark(CandleStatus status) {
        return switch (status) {
            case OPEN, COMPLETE -> "";
            case REPAIRED -> "repaired";
            case PARTIAL -> "partial";
        };
    }

    static String write(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }
}
