package market;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** How the log's records are parsed. */
final class LogJson {

    /** A record is flat and its values short; what is far beyond that is not worth reading, nor saying back. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(64)
                    .maxStringLength(256)
                    .build())
            .build();

    private LogJson() {}

    /** The fields of a flat object, as texts. */
    record Fields(Map<String, String> texts) {

        boolean has(String name) {
            return texts.containsKey(name);
        }

        String text(String name) {
            String text = texts.get(name);
            if (text == null) {
                throw new IllegalArgumentException(name + " is missing");
            }
            return text;
        }

        BigDecimal decimal(String name) {
            return Decimals.parse(text(name), name, Decimals.MAX_SUM_LENGTH);
        }

        long whole(String name) {
            try {
                return Long.parseLong(text(name));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(name + " must be a whole number", e);
            }
        }

        Instant time(String name) {
            return Instant.parse(text(name));
        }

        /** Null for what is not there. */
        <T> T optional(String name, Function<String, T> read) {
            return has(name) ? read.apply(name) : null;
        }
    }

    /**
     * Reads a record that is a flat object, whose order does not matter.
     *
     * @param what it should be, with its article, for the message
     * @throws MalformedDataException if it is not; the message says what is wrong
     */
    static <T> T read(byte[] bytes, String what, Function<Fields, T> read) {
        if (bytes == null) {
            throw new MalformedDataException("not " + what + ": the record is empty");
        }
        try (JsonParser json = FACTORY.createParser(bytes)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("a JSON object was expected");
            }
            Map<String, String> fields = new HashMap<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                if (!json.nextToken().isScalarValue()) {
                    throw new IllegalArgumentException(field + " must be a string, a number, true or false");
                }
                fields.put(field, json.getText());
            }
            if (json.nextToken() != null) {
                throw new IllegalArgumentException("there is more after the JSON object");
            }
            return read.apply(new Fields(fields));
        } catch (JsonProcessingException e) {
            throw new MalformedDataException("not " + what + ": " + e.getOriginalMessage(), e);
        } catch (IOException | IllegalArgumentException | DateTimeException | ArithmeticException e) {
            throw new MalformedDataException("not " + what + ": " + e.getMessage(), e);
        }
    }
}
