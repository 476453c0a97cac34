package feeds;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * What Binance answers to a request: {@code {"result":null,"id":1}}, or an error, of which it documents two shapes: {@code
 * {"error":{"code":2,"msg":"…"},"id":1}} and {@code {"code":2,"msg":"…","id":1}}. Source: Binance spot API, web socket
 * streams, live subscribing.
 */
final class BinanceAnswer {

    private boolean answers;
    private String code;
    private String message;
    private Long requestId;

    /** A field of the object that may be an answer; its value is read to its end. */
    void put(String field, JsonToken type, JsonParser json) throws IOException {
        switch (field) {
            case "result" -> {
                answers = true;
                json.skipChildren();
            }
            case "error" -> error(type, json);
            case "id" -> {
                requestId = wholeOrNull(type, json);
                json.skipChildren();
            }
            case "code" -> code = textOrSkipped(type, json);
            case "msg" -> message = textOrSkipped(type, json);
            default -> json.skipChildren();
        }
    }

    private void error(JsonToken type, JsonParser json) throws IOException {
        if (type != JsonToken.START_OBJECT) {
            message = textOrSkipped(type, json);
            return;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String field = json.currentName();
            JsonToken value = json.nextToken();
            if (value == null) {
                return;
            }
            switch (field) {
                case "code" -> code = textOrSkipped(value, json);
                case "msg" -> message = textOrSkipped(value, json);
                default -> json.skipChildren();
            }
        }
    }

    /** Our requests are numbered; an error with another id, or none, is one that cannot be told whose it is. */
    DecodedFrame frame() {
        String error = error();
        if (requestId != null && (answers || error != null)) {
            return DecodedFrame.of(new Signal.Answer(requestId, error));
        }
        return error == null ? DecodedFrame.NOTHING : DecodedFrame.of(new Signal.Refused(null, null, error));
    }

    private String error() {
        if (message == null && code == null) {
            return null;
        }
        String text = message == null || message.isBlank() ? "an error without a text" : message;
        return FrameJson.sentence(code == null ? text : text + " (code " + code + ")");
    }

    private static String textOrSkipped(JsonToken type, JsonParser json) throws IOException {
        if (type.isScalarValue()) {
            return type == JsonToken.VALUE_NULL ? null : json.getText();
        }
        json.skipChildren();
        return null;
    }

    private static Long wholeOrNull(JsonToken type, JsonParser json) throws IOException {
        if (type != JsonToken.VALUE_NUMBER_INT) {
            return null;
        }
        try {
            return Long.valueOf(json.getText());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
