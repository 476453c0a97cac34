package ui.components;

import java.util.List;
import java.util.Locale;

/** Marks of alerts for {@code souk-chart}, as {@code chart-markers.ts} describes them. */
final class AlertMarkJson {

    private AlertMarkJson() {}

    static String marks(List<AlertMark> marks) {
        return ChartJson.write(json -> {
            json.writeStartArray();
            for (AlertMark mark : marks) {
                json.writeStartObject();
                json.writeNumberField("t", mark.candleStart());
                json.writeArrayFieldStart("signs");
                for (AlertMark.Sign sign : mark.signs()) {
                    json.writeStartObject();
                    json.writeStringField("s", sign.severity().name().toLowerCase(Locale.ROOT));
                    json.writeStringField("w", sign.word());
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeArrayFieldStart("texts");
                for (String sentence : mark.sentences()) {
                    json.writeString(sentence);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }
}
