package api.notifications;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import market.Alert;
import market.AlertJson;
import market.AlertSeverity;

/**
 * Alerts that are told together. While they gather they are lines, each an alert as it stands in the log.
 *
 * @param id stays the same however often it is sent
 * @param channel the channel's name
 * @param alerts in the order in which they were raised, resolved and acknowledged; never empty
 */
public record Digest(UUID id, String channel, List<Alert> alerts) {

    public Digest {
        alerts = List.copyOf(alerts);
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("a digest tells at least one alert");
        }
    }

    /** The first line. */
    public static String begin(Alert alert) {
        return new String(AlertJson.write(alert), StandardCharsets.UTF_8);
    }

    /** These lines and one more, unless they tell the same revision of the same alert already. */
    public static String add(String lines, Alert alert) {
        // Few lines are of the same alert, and reading all of them for each that is added would be a lot of work.
        String id = alert.id().toString();
        boolean known = lines.lines()
                .filter(line -> line.contains(id))
                .flatMap(line -> read(line).stream())
                .anyMatch(other -> other.id().equals(alert.id()) && other.revision() == alert.revision());
        return known ? lines : lines + "\n" + begin(alert);
    }

    /** @throws market.MalformedDataException if a line is no alert */
    public static List<Alert> read(String lines) {
        return lines.lines()
                .map(line -> AlertJson.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    /** How much the one that matters most does. */
    AlertSeverity worst() {
        return alerts.stream()
                .map(Alert::severity)
                .max(Comparator.naturalOrder())
                .orElseThrow();
    }

    /** As a webhook gets it. */
    public static byte[] json(UUID id, String channel, List<Alert> alerts, Instant sentAt) {
        return Json.write(json -> {
            json.writeStringField("id", id.toString());
            json.writeStringField("channel", channel);
            json.writeStringField("sentAt", sentAt.toString());
            json.writeNumberField("sentAtMs", sentAt.toEpochMilli());
            json.writeArrayFieldStart("alerts");
            for (Alert alert : alerts) {
                writeAlert(alert, json);
            }
            json.writeEndArray();
        });
    }

    static void writeAlert(Alert alert, JsonGenerator json) throws IOException {
        json.writeStartObject();
        AlertJson.writeFields(alert, json);
        json.writeEndObject();
    }
}
