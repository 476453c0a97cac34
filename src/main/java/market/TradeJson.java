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
 * A trade as it stands in the log: one flat JSON object, decimals and the trade id as strings, times in epoch µs.
 *
 * <pre>{@code
 * {"instrument":"binance:BTC-USDT","price":"61837.63","quantity":"0.02","takerSide":"SELL","tradeId":"3735683259",
 *  "eventTime":1723161255342000,"receiveTime":1723161254073000,"publishTime":1723161254073100}
 * }</pre>
 *
 * Stateless, so safe for any thread.
 */
public final class TradeJson {

    private TradeJson() {}

    public static byte[] write(Trade trade) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = LogJson.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("instrument", trade.instrument());
            json.writeStringField("price", trade.price().toPlainString());
            json.writeStringField("quantity", trade.quantity().toPlainString());
            json.writeStringField("takerSide", trade.takerSide().name());
            json.writeStringField("tradeId", Long.toString(trade.tradeId()));
            json.writeNumberField("eventTime", trade.eventTimeMicros());
            json.writeNumberField("receiveTime", trade.receiveTimeMicros());
            json.writeNumberField("publishTime", trade.publishTimeMicros());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** @throws MalformedDataException if this is not a trade; the message says what is wrong */
    public static Trade read(byte[] bytes) {
        if (bytes == null) {
            throw new MalformedDataException("not a trade: the record is empty");
        }
        try (JsonParser json = LogJson.FACTORY.createParser(bytes)) {
            return read(json);
        } catch (JsonProcessingException e) {
            throw new MalformedDataException("not a trade: " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw new MalformedDataException("not a trade: " + e.getMessage(), e);
        }
    }

    private static Trade read(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("a JSON object was expected");
        }
        String instrument = null;
        BigDecimal price = null;
        BigDecimal quantity = null;
        TakerSide takerSide = null;
        Long tradeId = null;
        long eventTime = 0;
        long receiveTime = 0;
        long publishTime = 0;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            json.nextToken();
            switch (field) {
                case "instrument" -> instrument = text(json);
                case "price" -> price = Decimals.parse(text(json), field);
                case "quantity" -> quantity = Decimals.parse(text(json), field);
                case "takerSide" -> takerSide = takerSide(text(json));
                case "tradeId" -> tradeId = tradeId(text(json));
                case "eventTime" -> eventTime = micros(json);
                case "receiveTime" -> receiveTime = micros(json);
                case "publishTime" -> publishTime = micros(json);
                default -> json.skipChildren();
            }
        }
        if (json.nextToken() != null) {
            throw new IllegalArgumentException("there is more after the JSON object");
        }
        if (tradeId == null) {
            throw new IllegalArgumentException("tradeId is missing");
        }
        return new Trade(instrument, price, quantity, takerSide, tradeId, eventTime, receiveTime, publishTime);
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new IllegalArgumentException(json.currentName() + " must be a string");
        }
        return json.getText();
    }

    private static long micros(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT) {
            throw new IllegalArgumentException(json.currentName() + " must be a whole number");
        }
        return json.getLongValue();
    }

    private static TakerSide takerSide(String text) {
        return switch (text) {
            case "BUY" -> TakerSide.BUY;
            case "SELL" -> TakerSide.SELL;
            default ->
                throw new IllegalArgumentException(
                        "takerSide must be BUY or SELL, was '" + Checks.printable(text) + "'");
        };
    }

    private static Long tradeId(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "tradeId must be a whole number, was '" + Checks.printable(text) + "'", e);
        }
    }
}
