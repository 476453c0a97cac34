package feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import market.Decimals;
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

    /** A trade's frame has 200 bytes; the longest that Binance sends, an order book's snapshot, some 10 kB. */
    private static final int MAX_FRAME_BYTES = 1_000_000;

    /** Binance says times in ms, or in µs where asked to; no trade happened before 2017 nor will after 5138 in ms. */
    private static final long FIRST_MICROS_VALUE = 100_000_000_000_000L;

    private final String venue;
    private final Instruments instruments;

    BinanceDecoder(String venue, Instruments instruments) {
        this.venue = venue;
        this.instruments = instruments;
    }

    @Override
    public DecodedFrame decode(byte[] frame, long receiveTimeMicros) {
        if (frame.length > MAX_FRAME_BYTES) {
            throw new MalformedDataException(
                    "a frame may have " + MAX_FRAME_BYTES + " bytes, this one has " + frame.length);
        }
        try (JsonParser json = JSON.createParser(frame)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedDataException("a JSON object was expected");
            }
            Event event = readObject(json, true);
            if (json.nextToken() != null) {
                throw new MalformedDataException("there is more after the JSON object");
            }
            return event.isTrade() ? DecodedFrame.of(trade(event, receiveTimeMicros)) : DecodedFrame.NOTHING;
        } catch (JsonProcessingException e) {
            throw new MalformedDataException("not a Binance frame: " + firstLine(e.getOriginalMessage()), e);
        } catch (IOException | IllegalArgumentException e) {
            throw new MalformedDataException("not a Binance trade: " + e.getMessage(), e);
        }
    }

    /** The event that a frame is, or, in a combined stream's wrapping, that its {@code data} is. */
    private static Event readObject(JsonParser json, boolean mayBeWrapped) throws IOException {
        Event event = new Event();
        Event wrapped = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (mayBeWrapped && field.equals("data") && value == JsonToken.START_OBJECT) {
                wrapped = readObject(json, false);
            } else if (value.isScalarValue() && Event.FIELDS.contains(field)) {
                event.values.put(field, new Value(value, json.getText()));
            } else {
                json.skipChildren();
            }
        }
        return wrapped == null ? event : wrapped;
    }

    private Trade trade(Event event, long receiveTimeMicros) {
        String symbol = event.text("s");
        Instrument instrument = instruments
                .findAtVenue(venue, symbol)
                .orElseThrow(() -> new MalformedDataException("unknown symbol '" + symbol + "' at " + venue));
        long tradeTime = event.whole("T");
        return new Trade(
                instrument.id(),
                Decimals.parse(event.text("p"), "p"),
                Decimals.parse(event.text("q"), "q"),
                event.flag("m") ? TakerSide.SELL : TakerSide.BUY,
                event.whole("t"),
                tradeTime > 0 && tradeTime < FIRST_MICROS_VALUE ? tradeTime * 1_000 : tradeTime,
                receiveTimeMicros,
                receiveTimeMicros);
    }

    private static String firstLine(String message) {
        return String.valueOf(message).lines().findFirst().orElse("");
    }

    /** A value as it was sent; what it has to be is asked only once it is known to be a trade's. */
    private record Value(JsonToken type, String text) {}

    /** The fields of an event that a trade has, too; those of other events have the same names and other types. */
    private static final class Event {

        private static final Set<String> FIELDS = Set.of("e", "s", "t", "p", "q", "T", "m");

        private final Map<String, Value> values = new HashMap<>();

        boolean isTrade() {
            return new Value(JsonToken.VALUE_STRING, "trade").equals(values.get("e"));
        }

        String text(String field) {
            return value(field, "a string", JsonToken.VALUE_STRING).text();
        }

        boolean flag(String field) {
            return value(field, "true or false", JsonToken.VALUE_TRUE, JsonToken.VALUE_FALSE)
                            .type()
                    == JsonToken.VALUE_TRUE;
        }

        long whole(String field) {
            String digits =
                    value(field, "a whole number", JsonToken.VALUE_NUMBER_INT).text();
            try {
                return Long.parseLong(digits);
            } catch (NumberFormatException e) {
                throw new MalformedDataException(field + " is out of range: " + digits, e);
            }
        }

        private Value value(String field, String expected, JsonToken... types) {
            Value value = values.get(field);
            if (value == null) {
                throw new MalformedDataException("a trade event needs the field " + field);
            }
            if (!List.of(types).contains(value.type())) {
                throw new MalformedDataException(field + " must be " + expected);
            }
            return value;
        }
    }
}
