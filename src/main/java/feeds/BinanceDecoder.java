package feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import market.Instrument;
import market.Instruments;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;

/**
 * Decodes Binance spot's {@code trade} events, raw or wrapped by a combined stream. Other events and the answers to
 * requests carry no trades. Source: Binance spot API, trade streams.
 */
final class BinanceDecoder implements FrameDecoder {

    /** The real frames are two objects deep and their numbers below 30 digits; what is far beyond that is hostile. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(64)
                    .maxStringLength(4_096)
                    .build())
            .build();

    /** Binance says times in ms, or in µs where asked to; no trade happened before 2017 nor will after 5138 in ms. */
    private static final long FIRST_MICROS_VALUE = 100_000_000_000_000L;

    private final String venue;
    private final Instruments instruments;

    BinanceDecoder(String venue, Instruments instruments) {
        this.venue = venue;
        this.instruments = instruments;
    }

    @Override
    public List<Trade> decode(byte[] frame, long receiveTimeMicros) {
        Event event = new Event();
        try (JsonParser json = JSON.createParser(frame)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedDataException("a JSON object was expected");
            }
            readObject(json, event, true);
            if (json.nextToken() != null) {
                throw new MalformedDataException("there is more after the JSON object");
            }
        } catch (IOException | NumberFormatException e) {
            throw new MalformedDataException("not a Binance frame: " + firstLine(e), e);
        }
        return "trade".equals(event.type) ? List.of(trade(event, receiveTimeMicros)) : List.of();
    }

    private static void readObject(JsonParser json, Event event, boolean mayBeWrapped) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (mayBeWrapped && field.equals("data") && value == JsonToken.START_OBJECT) {
                readObject(json, event, false);
            } else {
                readField(json, event, field);
            }
        }
    }

    private static void readField(JsonParser json, Event event, String field) throws IOException {
        switch (field) {
            case "e" -> event.type = json.getText();
            case "s" -> event.symbol = json.getText();
            case "t" -> event.tradeId = json.getLongValue();
            case "p" -> event.price = decimal(json);
            case "q" -> event.quantity = decimal(json);
            case "T" -> event.tradeTime = json.getLongValue();
            case "m" -> event.buyerIsMaker = json.getBooleanValue();
            default -> json.skipChildren();
        }
    }

    /** Prices and quantities are strings; a JSON number here is not Binance's protocol. */
    private static BigDecimal decimal(JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_STRING) {
            throw new MalformedDataException(json.currentName() + " must be a decimal string");
        }
        return new BigDecimal(json.getText());
    }

    private Trade trade(Event event, long receiveTimeMicros) {
        if (event.symbol == null || event.tradeId == null || event.tradeTime == null || event.buyerIsMaker == null) {
            throw new MalformedDataException("a trade event needs the fields s, t, p, q, T and m");
        }
        Instrument instrument = instruments
                .findAtVenue(venue, event.symbol)
                .orElseThrow(() -> new MalformedDataException("unknown symbol '" + event.symbol + "' at " + venue));
        try {
            return new Trade(
                    instrument.id(),
                    event.price,
                    event.quantity,
                    event.buyerIsMaker ? TakerSide.SELL : TakerSide.BUY,
                    event.tradeId,
                    event.tradeTime < FIRST_MICROS_VALUE ? Math.multiplyExact(event.tradeTime, 1_000) : event.tradeTime,
                    receiveTimeMicros,
                    receiveTimeMicros);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException(e.getMessage(), e);
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    /** The fields of a trade event as they are found. */
    private static final class Event {
        private String type;
        private String symbol;
        private Long tradeId;
        private BigDecimal price;
        private BigDecimal quantity;
        private Long tradeTime;
        private Boolean buyerIsMaker;
    }
}
