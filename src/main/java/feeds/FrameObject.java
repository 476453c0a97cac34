package feeds;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import market.Decimals;
import market.MalformedDataException;
import market.Trade;

/**
 * An object of a frame. Its fields are read as what they have to be; a field that is something else, or missing, is a {@link
 * MalformedDataException} or {@link IllegalArgumentException} whose message names it, what came and what is allowed.
 */
record FrameObject(JsonNode node) {

    /** The longest that a venue sends has 35 characters. */
    private static final int MAX_TIME_LENGTH = 40;

    /** Whether there is a value, null being none. */
    boolean has(String field) {
        return node.hasNonNull(field);
    }

    String text(String field) {
        JsonNode value = needed(field);
        if (!value.isTextual()) {
            throw wrong(field, "a string", value);
        }
        return value.textValue();
    }

    /** The text of a field that need not be there; {@code other} if it is not, or is no text. */
    String textOr(String field, String other) {
        JsonNode value = node.get(field);
        return value != null && value.isTextual() ? value.textValue() : other;
    }

    /** A sentence of the venue, fit to be passed on; {@code other} if there is none. */
    String sentenceOr(String field, String other) {
        String text = textOr(field, "");
        return text.isBlank() ? other : FrameJson.sentence(text);
    }

    boolean flag(String field) {
        JsonNode value = needed(field);
        if (!value.isBoolean()) {
            throw wrong(field, "true or false", value);
        }
        return value.booleanValue();
    }

    /** A decimal that is sent as a string, its scale kept. */
    BigDecimal decimalText(String field) {
        return Decimals.parse(text(field), field);
    }

    /** A decimal that is sent as a number, its trailing zeros kept. */
    BigDecimal decimalNumber(String field) {
        JsonNode value = needed(field);
        if (!value.isNumber()) {
            throw wrong(field, "a number", value);
        }
        return Decimals.plain(value.decimalValue(), field);
    }

    /** What is {@code value} of this field, if it can be one of a trade. */
    static BigDecimal positive(BigDecimal value, String field) {
        if (value.signum() <= 0) {
            throw new MalformedDataException(field + " must be positive, was " + value.toPlainString());
        }
        return value;
    }

    /** A whole number that is sent as a number. */
    long whole(String field) {
        JsonNode value = needed(field);
        if (!value.isIntegralNumber()) {
            throw wrong(field, "a whole number", value);
        }
        if (!value.canConvertToLong()) {
            throw new MalformedDataException(field + " is out of range: " + FrameJson.shown(value.asText()));
        }
        return value.longValue();
    }

    /** A whole number that is sent as a string of digits. */
    long wholeText(String field) {
        String text = text(field);
        try {
            if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Long.parseLong(text);
            }
        } catch (NumberFormatException e) {
            throw new MalformedDataException(field + " is out of range: " + FrameJson.shown(text), e);
        }
        throw new MalformedDataException(field + " must be a string of digits, was '" + FrameJson.shown(text) + "'");
    }

    /** An ISO-8601 time with up to nine decimals of a second, as epoch µs; what is finer is cut off. */
    long micros(String field) {
        String text = text(field);
        long micros;
        try {
            if (text.length() > MAX_TIME_LENGTH) {
                throw new DateTimeException("too long");
            }
            micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(text));
        } catch (DateTimeException | ArithmeticException e) {
            throw new MalformedDataException(
                    field + " must be a time as 2026-01-31T12:00:00.123456Z, was '" + FrameJson.shown(text) + "'", e);
        }
        if (!Trade.isPossible(micros)) {
            throw new MalformedDataException(field + " must be after 1970 and before 2200, was " + text);
        }
        return micros;
    }

    FrameObject object(String field) {
        JsonNode value = needed(field);
        if (!value.isObject()) {
            throw wrong(field, "an object", value);
        }
        return new FrameObject(value);
    }

    /** The values of a list. */
    List<JsonNode> list(String field) {
        JsonNode value = needed(field);
        if (!value.isArray()) {
            throw wrong(field, "a list", value);
        }
        List<JsonNode> values = new ArrayList<>(value.size());
        value.forEach(values::add);
        return values;
    }

    /** The texts of a list that need not be there. */
    List<String> texts(String field) {
        if (!has(field)) {
            return List.of();
        }
        return list(field).stream()
                .map(value -> {
                    if (!value.isTextual()) {
                        throw wrong("what is in " + field, "a string", value);
                    }
                    return value.textValue();
                })
                .toList();
    }

    /**
     * An item of a list.
     *
     * @param name what it is, for the message
     */
    static FrameObject item(JsonNode value, String name) {
        if (!value.isObject()) {
            throw wrong(name, "an object", value);
        }
        return new FrameObject(value);
    }

    private JsonNode needed(String field) {
        JsonNode value = node.get(field);
        if (value == null) {
            throw new MalformedDataException(field + " is missing");
        }
        return value;
    }

    private static MalformedDataException wrong(String field, String expected, JsonNode value) {
        String came =
                switch (value.getNodeType()) {
                    case STRING -> "'" + FrameJson.shown(value.textValue()) + "'";
                    case ARRAY -> "a list";
                    case OBJECT -> "an object";
                    case BINARY, BOOLEAN, MISSING, NULL, NUMBER, POJO -> FrameJson.shown(value.asText());
                };
        // A field's name is the venue's where it is a channel's.
        return new MalformedDataException(FrameJson.shown(field) + " must be " + expected + ", was " + came);
    }
}
