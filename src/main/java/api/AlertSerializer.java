package api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import market.Alert;
import market.AlertJson;
import org.springframework.boot.jackson.JsonComponent;

/** Gives an alert the same shape in every answer. */
@JsonComponent
class AlertSerializer extends JsonSerializer<Alert> {

    @Override
    public void serialize(Alert alert, JsonGenerator json, SerializerProvider serializers) throws IOException {
        json.writeStartObject();
        AlertJson.writeFields(alert, json);
        json.writeEndObject();
    }
}
