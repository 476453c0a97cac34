package feeds.simulator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * One line of a recording.
 *
 * @param text the line as it stands in the file: what a combined socket gets
 * @param stream the stream it belongs to; null if it names none, then everybody gets it
 * @param payload what a raw socket gets: the text of {@code data}, character by character, or else the line
 * @param eventMillis {@code data.E}, epoch ms, the venue's clock
 */
record ReplayLine(String text, String stream, String payload, OptionalLong eventMillis) {

    private static final JsonFactory JSON = new JsonFactory();

    /** Reads any line; one that is not a combined frame, or not even JSON, is played as it is. */
    static ReplayLine of(String text) {
        String stream = null;
        String payload = null;
        OptionalLong eventMillis = OptionalLong.empty();
        try (JsonParser json = JSON.createParser(text)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                JsonToken value = json.nextToken();
                if ("stream".equals(field) && value == JsonToken.VALUE_STRING) {
                    stream = json.getText();
                } else if ("data".equals(field) && value == JsonToken.START_OBJECT) {
                    int begin = (int) json.currentTokenLocation().getCharOffset();
                    eventMillis = eventMillis(json);
                    payload = text.substring(begin, (int) json.currentLocation().getCharOffset());
                } else {
                    json.skipChildren();
                }
            }
            if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
                return asItIs(text);
            }
        } catch (IOException e) {
            // Not JSON. Rubbish is what decoders must survive, so it is played, too.
            return asItIs(text);
        }
        return stream == null || payload == null ? asItIs(text) : new ReplayLine(text, stream, payload, eventMillis);
    }

    private static ReplayLine asItIs(String text) {
        return new ReplayLine(text, null, text, OptionalLong.empty());
    }

    private static OptionalLong eventMillis(JsonParser json) throws IOException {
        OptionalLong eventMillis = OptionalLong.empty();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            boolean integer = json.nextToken() == JsonToken.VALUE_NUMBER_INT;
            if (integer && "E".equals(field) && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
                eventMillis = OptionalLong.of(json.getLongValue());
            } else {
                json.skipChildren();
            }
        }
        return eventMillis;
    }
}
