package market;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;

/**
 * A quote as it stands in the log: one flat JSON object, decimals as plain strings, times in epoch µs. What was not told is
 * left out.
 *
 * <pre>{@code
 * {"instrument":"coinbase:BTC-USD","source":"coinbase","price":"83420.98","changePercent":"-1.204","volume":"5120.33",
 *  "eventTime":1790733793313359,"receiveTime":1790733793401200}
 * }</pre>
 *
 * Stateless, so safe for any thread.
 */
public final class QuoteJson {

    private QuoteJson() {}

    public static byte[] write(Quote quote) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = LogJson.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("instrument", quote.instrument());
            json.writeStringField("source", quote.source());
            writeFigure("price", quote.price(), json);
            writeFigure("changePercent", quote.changePercent(), json);
            writeFigure("volume", quote.volume(), json);
            writeFigure("quoteVolume", quote.quoteVolume(), json);
            writeFigure("marketCap", quote.marketCap(), json);
            json.writeNumberField("eventTime", quote.eventTimeMicros());
            json.writeNumberField("receiveTime", quote.receiveTimeMicros());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** @throws MalformedDataException if this is not a quote; the message says what is wrong */
    public static Quote read(byte[] bytes) {
        if (bytes == null) {
            throw new MalformedDataException("not a quote: the record is empty");
        }
        try (JsonParser json = LogJson.FACTORY.createParser(bytes)) {
            return read(json);
        } catch (JsonProcessingException e) {
            throw new MalformedDataException("not a quote: " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedDataException("not a quote: " + e.getMessage(), e);
        }
    }

    private static Quote read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("a JSON object was expected");
        }
        String instrument = null;
        String source = null;
        BigDecimal price = null;
        BigDecimal changePercent = null;
        BigDecimal volume = null;
        BigDecimal quoteVolume = null;
        BigDecimal marketCap = null;
        Long eventTime = null;
        Long receiveTime = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "instrument" -> instrument = text(json);
                case "source" -> source = text(json);
                case "price" -> price = Decimals.parse(text(json), field);
                case "changePercent" -> changePercent = figure(json);
                case "volume" -> volume = figure(json);
                case "quoteVolume" -> quoteVolume = figure(json);
                case "marketCap" -> marketCap = figure(json);
                case "eventTime" -> eventTime = micros(json);
                case "receiveTime" -> receiveTime = micros(json);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("there is more after the JSON object");
        }
        if (eventTime == null || receiveTime == null) {
            throw new IllegalArgumentException((eventTime == null ? "eventTime" : "receiveTime") + " is missing");
        }
        return new Quote(
                instrument, source, price, changePercent, volume, quoteVolume, marketCap, eventTime, receiveTime);
    }

    private static void writeFigure(String name, BigDecimal value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, value.toPlainString());
        }
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(json.currentName() + " must be a string");
        }
        return json.getText();
    }

    private static BigDecimal figure(JsonParser json) throws IOException {
        return Decimals.parse(text(json), json.currentName(), Decimals.MAX_SUM_LENGTH);
    }

    private static long micros(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException(json.currentName() + " must be a whole number");
        }
        return json.getLongValue();
    }
}
