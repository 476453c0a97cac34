package api;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import market.Candle;
import market.CandleJson;
import org.springframework.boot.jackson.JsonComponent;

/** Gives a candle the same shape in every answer. */
@JsonComponent
class CandleSerializer extends JsonSerializer<Candle> {

    @Override
    public void serialize(Candle candle, JsonGenerator json, SerializerProvider serializers) throws IOException {
        json.writeStartObject();
        CandleJson.writeFields(candle, json);
        json.writeEndObject();
    }
}
