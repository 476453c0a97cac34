package api.notifications;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON objects to memory. */
final class Json {

    private static final JsonFactory FACTORY = new JsonFactory();

    interface Fields {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private Json() {}

    /** One object with these fields, UTF-8. */
    static byte[] write(Fields fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.writeTo(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }
}
