package feeds;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import market.MalformedDataException;

/**
 * The fields of a Binance event that are of use here, as they were sent: what they have to be depends on what the event is, which
 * is known only at its end, and other events have fields of the same names and other types. Their names have one letter, so
 * they are kept in an array and not in a map: every trade comes through here.
 */
final class BinanceEvent {

    private static final String FIELDS = "estapqTmEPcov";

    private final JsonToken[] types = new JsonToken[FIELDS.length()];
    private final String[] values = new String[FIELDS.length()];

    private BinanceEvent() {}

    /**
     * The event that an object is, or, in a combined stream's wrapping, that its {@code data} is.
     *
     * @param json behind the start of the object
     * @param answer is told the fields of an answer
     */
    static BinanceEvent read(JsonParser json, BinanceAnswer answer) throws IOException {
        BinanceEvent event = new BinanceEvent();
        BinanceEvent wrapped = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken type = json.nextToken();
            if (field.length() == 1) {
                event.put(field, type, json);
            } else if (answer != null && field.equals("data") && type == JsonToken.START_OBJECT) {
                wrapped = read(json, null);
            } else if (answer != null && type != null) {
                answer.put(field, type, json);
            } else {
                json.skipChildren();
            }
        }
        return wrapped == null ? event : wrapped;
    }

    private void put(String field, JsonToken type, JsonParser json) throws IOException {
        int slot = FIELDS.indexOf(field.charAt(0));
        if (slot >= 0 && type != null && type.isScalarValue()) {
            types[slot] = type;
            values[slot] = json.getText();
        } else {
            json.skipChildren();
        }
    }

    /** What it tells of; empty if it does not say. */
    String kind() {
        int slot = FIELDS.indexOf('e');
        return types[slot] == JsonToken.VALUE_STRING ? values[slot] : "";
    }

    boolean has(char field) {
        JsonToken type = types[FIELDS.indexOf(field)];
        return type != null && type != JsonToken.VALUE_NULL;
    }

    String text(char field) {
        int slot = needed(field);
        if (types[slot] != JsonToken.VALUE_STRING) {
            throw wrong(field, "a string");
        }
        return values[slot];
    }

    boolean flag(char field) {
        int slot = needed(field);
        if (types[slot] != JsonToken.VALUE_TRUE && types[slot] != JsonToken.VALUE_FALSE) {
            throw wrong(field, "true or false");
        }
        return types[slot] == JsonToken.VALUE_TRUE;
    }

    long whole(char field) {
        int slot = needed(field);
        if (types[slot] != JsonToken.VALUE_NUMBER_INT) {
            throw wrong(field, "a whole number");
        }
        try {
            return Long.parseLong(values[slot]);
        } catch (NumberFormatException e) {
            throw new MalformedDataException(field + " is out of range: " + FrameJson.shown(values[slot]), e);
        }
    }

    private int needed(char field) {
        int slot = FIELDS.indexOf(field);
        if (types[slot] == null) {
            throw new MalformedDataException("the event " + kind() + " needs the field " + field);
        }
        return slot;
    }

    private MalformedDataException wrong(char field, String expected) {
        return new MalformedDataException(
                field + " must be " + expected + ", was '" + FrameJson.shown(values[FIELDS.indexOf(field)]) + "'");
    }
}
