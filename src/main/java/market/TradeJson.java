package market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
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

    private static final JsonFactory JSON = new JsonFactory();

    private TradeJson() {}

    public static byte[] write(Trade trade) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = JSON.createGenerator(out)) {
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
        try (JsonParser json = JSON.createParser(bytes)) {
            return read(json);
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
                case "instrument" -> instrument = json.getText();
                case "price" -> price = new BigDecimal(json.getText());
                case "quantity" -> quantity = new BigDecimal(json.getText());
                case "takerSide" -> takerSide = TakerSide.valueOf(json.getText());
                case "tradeId" -> tradeId = Long.valueOf(json.getText());
                case "eventTime" -> eventTime = json.getLongValue();
                case "receiveTime" -> receiveTime = json.getLongValue();
                case "publishTime" -> publishTime = json.getLongValue();
                default -> json.skipChildren();
            }
        }
        if (tradeId == null) {
            throw new IllegalArgumentException("tradeId is missing");
        }
        return new Trade(instrument, price, quantity, takerSide, tradeId, eventTime, receiveTime, publishTime);
    }
}
