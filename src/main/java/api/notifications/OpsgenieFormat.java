package api.notifications;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import market.Alert;
import market.AlertSeverity;
import market.Decimals;

/**
 * Requests that create, acknowledge and close Opsgenie's alerts: one a record of an alert, which is known there by its id as
 * alias, so that a repeated one changes nothing; for one that got worse another, since to create it again leaves the priority as
 * it was. Source: Opsgenie, "Alert API".
 */
final class OpsgenieFormat implements MessageFormat {

    private static final String ALERTS = "/v2/alerts";
    private static final String BY_ALIAS = "identifierType=alias";

    /** Opsgenie cuts longer ones off. */
    private static final int MAX_MESSAGE_LENGTH = 130;

    private final Channel channel;

    OpsgenieFormat(Channel channel) {
        this.channel = channel;
    }

    @Override
    public List<Outgoing> messages(Digest digest, Instant now) {
        return digest.alerts().stream().flatMap(this::requests).toList();
    }

    private Stream<Outgoing> requests(Alert alert) {
        return switch (AlertWords.change(alert)) {
            case RAISED -> {
                Outgoing create = request("POST", alert, "", null, json -> writeNew(alert, json));
                yield alert.revision() == 1 ? Stream.of(create) : Stream.of(create, priority(alert));
            }
            case ACKNOWLEDGED ->
                Stream.of(request("POST", alert, "/" + alert.id() + "/acknowledge", BY_ALIAS, json -> {
                    json.writeStringField("source", "souk");
                    json.writeStringField("user", alert.acknowledgedBy());
                }));
            case RESOLVED ->
                Stream.of(request("POST", alert, "/" + alert.id() + "/close", BY_ALIAS, json -> {
                    json.writeStringField("source", "souk");
                    json.writeStringField("note", "Resolved at " + alert.resolvedAt());
                }));
        };
    }

    private Outgoing priority(Alert alert) {
        return request(
                "PUT",
                alert,
                "/" + alert.id() + "/priority",
                BY_ALIAS,
                json -> json.writeStringField("priority", priority(alert.severity())));
    }

    private Outgoing request(String method, Alert alert, String path, String query, Json.Fields fields) {
        return new Outgoing(
                method,
                ALERTS + path,
                query,
                Map.of("Authorization", "GenieKey " + channel.secret()),
                Json.write(fields),
                null,
                List.of(alert));
    }

    private void writeNew(Alert alert, JsonGenerator json) throws IOException {
        String title = AlertWords.title(alert);
        json.writeStringField(
                "message", title.length() <= MAX_MESSAGE_LENGTH ? title : title.substring(0, MAX_MESSAGE_LENGTH));
        json.writeStringField("alias", alert.id().toString());
        json.writeStringField("description", alert.text());
        json.writeStringField("priority", priority(alert.severity()));
        json.writeStringField("source", "souk");
        json.writeStringField("entity", alert.key());
        json.writeArrayFieldStart("tags");
        json.writeString(alert.kind().label());
        json.writeString(AlertWords.lowerCase(alert.severity()));
        json.writeEndArray();
        json.writeObjectFieldStart("details");
        writeDetail("value", alert.value(), json);
        writeDetail("threshold", alert.threshold(), json);
        writeDetail("rule", alert.rule(), json);
        json.writeStringField("eventTime", alert.eventTime().toString());
        writeDetail("link", AlertWords.link(alert, channel.site()), json);
        json.writeEndObject();
    }

    private static String priority(AlertSeverity severity) {
        return switch (severity) {
            case INFO -> "P5";
            case WARNING -> "P3";
            case CRITICAL -> "P1";
        };
    }

    private static void writeDetail(String name, BigDecimal value, JsonGenerator json) throws IOException {
        writeDetail(name, value == null ? null : Decimals.text(value), json);
    }

    private static void writeDetail(String name, String value, JsonGenerator json) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }
}
