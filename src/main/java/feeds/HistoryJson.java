package feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import market.Decimals;
import market.Instrument;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;

/**
 * A value of a venue's answer, with numbers as they were sent, and with its place in the answer for the message that refuses
 * it. Immutable, so safe for any thread.
 */
final class HistoryJson {

    /** No venue's answer is deeper than five or has numbers of 30 digits. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(64)
                    .maxStringLength(4_096)
                    .maxNameLength(256)
                    .build())
            .build();

    /** As much of a page of trades as is taken in; 1,000 of them have some 200 kB. */
    static final int MAX_BYTES = 5_000_000;

    private final String place;
    private final JsonToken type;
    private final String text;
    private final Map<String, HistoryJson> fields;
    private final List<HistoryJson> items;

    private HistoryJson(
            String place, JsonToken type, String text, Map<String, HistoryJson> fields, List<HistoryJson> items) {
        this.place = place;
        this.type = type;
        this.text = text;
        this.fields = fields;
        this.items = items;
    }

    /** @throws MalformedDataException if it is not JSON, or more of it than any venue sends */
    static HistoryJson parse(byte[] answer) {
        return parse(answer, MAX_BYTES);
    }

    static HistoryJson parse(byte[] answer, int maxBytes) {
        if (answer.length > maxBytes) {
            throw new MalformedDataException(
                    "an answer may have " + maxBytes + " bytes, this one has " + answer.length);
        }
        try (JsonParser json = JSON.createParser(answer)) {
            if (json.nextToken() == null) {
                throw new MalformedDataException("the answer is empty");
            }
            HistoryJson value = read(json, "");
            if (json.nextToken() != null) {
                throw new MalformedDataException("there is more after the answer's JSON");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw new MalformedDataException(
                    "the answer is not JSON: "
                            + FrameJson.shown(String.valueOf(e.getOriginalMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("")),
                    e);
        } catch (IOException e) {
            throw new MalformedDataException("the answer is not JSON: " + e.getMessage(), e);
        }
    }

    private static HistoryJson read(JsonParser json, String place) throws IOException {
        JsonToken type = json.currentToken();
        Map<String, HistoryJson> fields = new LinkedHashMap<>();
        List<HistoryJson> items = new ArrayList<>();
        if (type == JsonToken.START_OBJECT) {
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                fields.put(name, read(json, place.isEmpty() ? name : place + "." + name));
            }
        } else if (type == JsonToken.START_ARRAY) {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                items.add(read(json, place + "[" + items.size() + "]"));
            }
        }
        return new HistoryJson(place, type, json.getText(), fields, items);
    }

    boolean isObject() {
        return type == JsonToken.START_OBJECT;
    }

    boolean isArray() {
        return type == JsonToken.START_ARRAY;
    }

    boolean has(String field) {
        return fields.containsKey(field);
    }

    Map<String, HistoryJson> fields() {
        if (!isObject()) {
            throw refused("must be an object");
        }
        return fields;
    }

    HistoryJson field(String name) {
        HistoryJson value = fields().get(name);
        if (value == null) {
            throw new MalformedDataException(named() + " needs the field " + name);
        }
        return value;
    }

    List<HistoryJson> items() {
        if (!isArray()) {
            throw refused("must be an array");
        }
        return items;
    }

    HistoryJson item(int index) {
        if (index >= items().size()) {
            throw new MalformedDataException(named() + " needs an item " + index + ", has " + items.size());
        }
        return items.get(index);
    }

    String text() {
        if (type != JsonToken.VALUE_STRING) {
            throw refused("must be a string");
        }
        return text;
    }

    boolean flag() {
        if (type != JsonToken.VALUE_TRUE && type != JsonToken.VALUE_FALSE) {
            throw refused("must be true or false");
        }
        return type == JsonToken.VALUE_TRUE;
    }

    long whole() {
        if (type != JsonToken.VALUE_NUMBER_INT) {
            throw refused("must be a whole number");
        }
        return checked(() -> Long.parseLong(text), "is out of range");
    }

    /** A decimal that is sent as a string, its scale kept. */
    BigDecimal decimalText() {
        String digits = text();
        return checked(() -> Decimals.parse(digits, "it"), "must be a plain decimal");
    }

    /** A decimal that is sent as a number, to its last digit. */
    BigDecimal decimalNumber() {
        if (type != JsonToken.VALUE_NUMBER_INT && type != JsonToken.VALUE_NUMBER_FLOAT) {
            throw refused("must be a number");
        }
        return checked(() -> Decimals.parse(text, "it"), "must be a plain decimal");
    }

    /** The trade that this value tells of; what cannot be true of it is refused. */
    Trade trade(
            Instrument instrument,
            BigDecimal price,
            BigDecimal quantity,
            TakerSide takerSide,
            long id,
            long eventTimeMicros,
            long receiveTimeMicros) {
        try {
            return new Trade(
                    instrument.id(),
                    price,
                    quantity,
                    takerSide,
                    id,
                    eventTimeMicros,
                    receiveTimeMicros,
                    receiveTimeMicros);
        } catch (IllegalArgumentException e) {
            throw new MalformedDataException(named() + ": " + e.getMessage(), e);
        }
    }

    /** What somebody made of this value; what they find wrong with it becomes a refusal that names it. */
    <T> T checked(Supplier<T> made, String allowed) {
        try {
            return made.get();
        } catch (MalformedDataException e) {
            throw e;
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw new MalformedDataException(refused(allowed).getMessage(), e);
        }
    }

    /** @param allowed what it has to be, as the predicate of a sentence */
    MalformedDataException refused(String allowed) {
        String was = isObject() ? "an object" : isArray() ? "an array" : "'" + FrameJson.shown(text) + "'";
        return new MalformedDataException(named() + " " + allowed + ", was " + was);
    }

    private String named() {
        return place.isEmpty() ? "the answer" : FrameJson.shown(place);
    }
}
