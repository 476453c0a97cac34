package api.notifications;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import market.Alert;

/**
 * Events that open, acknowledge and resolve PagerDuty's incidents: one a record of an alert, and all of an alert with its id as
 * their key, so that a repeated one changes nothing. Source: PagerDuty, "Send an event", Events API v2.
 */
final class PagerDutyFormat implements MessageFormat {

    private final Channel channel;

    PagerDutyFormat(Channel channel) {
        this.channel = channel;
    }

    @Override
    public List<Outgoing> messages(Digest digest, Instant now) {
        return digest.alerts().stream()
                .map(alert -> Outgoing.post(Map.of(), event(alert), List.of(alert)))
                .toList();
    }

    private byte[] event(Alert alert) {
        AlertChange change = AlertWords.change(alert);
        return Json.write(json -> {
            json.writeStringField("routing_key", channel.secret());
            json.writeStringField(
                    "event_action",
                    switch (change) {
                        case RAISED -> "trigger";
                        case ACKNOWLEDGED -> "acknowledge";
                        case RESOLVED -> "resolve";
                    });
            json.writeStringField("dedup_key", alert.id().toString());
            if (change == AlertChange.RAISED) {
                writeIncident(alert, json);
            }
        });
    }

    private void writeIncident(Alert alert, JsonGenerator json) throws IOException {
        json.writeStringField("client", "Souk");
        String link = AlertWords.link(alert, channel.site());
        if (link != null) {
            json.writeStringField("client_url", link);
        }
        json.writeObjectFieldStart("payload");
        json.writeStringField("summary", alert.text());
        json.writeStringField("source", alert.key());
        json.writeStringField("severity", AlertWords.lowerCase(alert.severity()));
        json.writeStringField("timestamp", alert.eventTime().toString());
        json.writeStringField("component", alert.key());
        json.writeStringField("group", AlertWords.group(alert));
        json.writeStringField("class", alert.kind().label());
        json.writeFieldName("custom_details");
        Digest.writeAlert(alert, json);
        json.writeEndObject();
    }
}
