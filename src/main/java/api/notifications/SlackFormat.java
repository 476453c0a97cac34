package api.notifications;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import market.Alert;

/**
 * Messages of Slack's incoming webhooks: a line that sums up, and an attachment an alert, with its severity's colour. Source:
 * Slack, "Sending messages using incoming webhooks" and "Reference: secondary message attachments".
 */
final class SlackFormat implements MessageFormat {

    /** Slack advises against more in one message. */
    static final int ALERTS_PER_MESSAGE = 20;

    private final URI site;

    SlackFormat(URI site) {
        this.site = site;
    }

    @Override
    public List<Outgoing> messages(Digest digest, Instant now) {
        List<Outgoing> messages = new ArrayList<>();
        int size = digest.alerts().size();
        for (int from = 0; from < size; from += ALERTS_PER_MESSAGE) {
            List<Alert> alerts = digest.alerts().subList(from, Math.min(size, from + ALERTS_PER_MESSAGE));
            String part = size <= ALERTS_PER_MESSAGE ? "" : " (" + (from + 1) + " to " + (from + alerts.size()) + ")";
            messages.add(Outgoing.post(Map.of(), body(AlertWords.summary(digest) + part, alerts), alerts));
        }
        return messages;
    }

    private byte[] body(String text, List<Alert> alerts) {
        return Json.write(json -> {
            json.writeStringField("text", escape(text));
            json.writeArrayFieldStart("attachments");
            for (Alert alert : alerts) {
                json.writeStartObject();
                writeAttachment(alert, json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private void writeAttachment(Alert alert, JsonGenerator json) throws IOException {
        String title = escape(AlertWords.title(alert));
        String link = AlertWords.link(alert, site);
        json.writeStringField("color", AlertWords.colour(alert));
        json.writeStringField("fallback", title + ": " + escape(alert.text()));
        json.writeStringField("title", title);
        if (link != null) {
            json.writeStringField("title_link", link);
        }
        json.writeStringField("text", escape(alert.text()));
        // Who reads it a second time can tell by this that it is no other.
        json.writeStringField("footer", "Souk, alert " + alert.id() + ", revision " + alert.revision());
        json.writeNumberField("ts", alert.eventTime().getEpochSecond());
    }

    /** These three have a meaning in Slack's texts. */
    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
