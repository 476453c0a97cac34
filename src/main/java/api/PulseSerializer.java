package api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import market.Pulse;
import market.PulseJson;
import org.springframework.boot.jackson.JsonComponent;

/** Gives a pulse the same shape in every answer. */
@JsonComponent
class PulseSerializer extends JsonSerializer<Pulse> {

    @Override
    public void serialize(Pulse pulse, JsonGenerator json, SerializerProvider serializers) throws IOException {
        json.writeStartObject();
        PulseJson.writeFields(pulse, json);
        json.writeEndObject();
    }
}
