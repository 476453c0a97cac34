package feeds;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import market.MalformedDataException;

/**
 * How frames are parsed, whatever the venue: with bounds, decimals exactly as sent, and reasons that fit a log line. Stateless,
 * so safe for any thread.
 */
final class FrameJson {

    /** A trade's frame has 200 bytes; the longest that is asked for, a snapshot of past trades, some 10 kB. */
    static final int MAX_FRAME_BYTES = 1_000_000;

    /** The real frames are five levels deep and their numbers below 30 digits; what is far beyond that is hostile. */
    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNumberLength(64)
                    .maxStringLength(4_096)
                    .build())
            .build();

    /**
     * Keeps the trailing zeros of a number, which the venue's own tools show, and never goes through a double. A field that
     * an object has twice leaves open which value is meant, so such a frame is refused.
     */
    private static final ObjectReader TREES = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    /** Of one value; the longest real symbol has some 20 characters, the longest time 35. */
    private static final int MAX_SHOWN = 60;

    /** Of a whole sentence, a venue's or the parser's. */
    private static final int MAX_SENTENCE = 300;

    private FrameJson() {}

    /** @throws MalformedDataException if it is longer than any that was asked for */
    static void checkSize(byte[] frame) {
        if (frame.length > MAX_FRAME_BYTES) {
            throw new MalformedDataException(
                    "a frame may have " + MAX_FRAME_BYTES + " bytes, this one has " + frame.length);
        }
    }

    /**
     * The object that a frame is.
     *
     * @param venue for people
     * @throws MalformedDataException if it is none, or beyond the bounds
     */
    static FrameObject read(byte[] frame, String venue) {
        checkSize(frame);
        try {
            JsonNode tree = TREES.readTree(frame);
            if (!tree.isObject()) {
                throw new MalformedDataException("not a " + venue + " frame: a JSON object was expected");
            }
            return new FrameObject(tree);
        } catch (JsonProcessingException e) {
            throw notJson(venue, e);
        } catch (IOException | IllegalArgumentException | ArithmeticException e) {
            throw new MalformedDataException("not a " + venue + " frame: " + sentence(e.getMessage()), e);
        }
    }

    static MalformedDataException notJson(String venue, JsonProcessingException e) {
        String reason =
                String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return new MalformedDataException("not a " + venue + " frame: " + sentence(reason), e);
    }

    /** A value that came, fit for a message. */
    static String shown(String value) {
        return printable(value, MAX_SHOWN);
    }

    /** A text that came and is a message itself, fit to be passed on. */
    static String sentence(String text) {
        return printable(String.valueOf(text), MAX_SENTENCE);
    }

    /** What cannot be stored, breaks a line or turns the direction of writing becomes a question mark. */
    private static String printable(String text, int maxLength) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(maxLength).forEach(c -> shown.appendCodePoint(isPrintable(c) ? c : '?'));
        return text.codePointCount(0, text.length()) > maxLength
                ? shown.append('…').toString()
                : shown.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }
}
