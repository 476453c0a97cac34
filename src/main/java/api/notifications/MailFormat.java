package api.notifications;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import market.Alert;

/** A digest as a mail, in HTML and in plain text. */
final class MailFormat implements MessageFormat {

    private static final String SUBJECT = "Subject";

    private final URI site;

    MailFormat(URI site) {
        this.site = site;
    }

    @Override
    public List<Outgoing> messages(Digest digest, Instant now) {
        Map<String, String> headers = Map.of(
                SUBJECT,
                "[Souk] " + AlertWords.summary(digest),
                WebhookFormat.DELIVERY,
                digest.id().toString(),
                // Nobody's holiday is told to a machine: RFC 3834.
                "Auto-Submitted",
                "auto-generated");
        return List.of(new Outgoing(
                null,
                "",
                null,
                headers,
                html(digest).getBytes(StandardCharsets.UTF_8),
                plainText(digest),
                digest.alerts()));
    }

    private String plainText(Digest digest) {
        return digest.alerts().stream()
                .map(alert -> {
                    String link = AlertWords.link(alert, site);
                    return AlertWords.title(alert) + "\n" + alert.text() + "\n" + alert.eventTime() + ", alert "
                            + alert.id() + ", revision " + alert.revision()
                            + (link == null ? "" : "\n" + link) + "\n";
                })
                .collect(Collectors.joining("\n"));
    }

    private String html(Digest digest) {
        return digest.alerts().stream()
                .map(this::html)
                .collect(Collectors.joining(
                        "",
                        "<!doctype html><html><body style=\"font-family:sans-serif\"><p>"
                                + escape(AlertWords.summary(digest)) + "</p>",
                        "</body></html>"));
    }

    private String html(Alert alert) {
        String title = escape(AlertWords.title(alert));
        String link = AlertWords.link(alert, site);
        return "<div style=\"border-left:4px solid " + AlertWords.colour(alert)
                + ";padding-left:8px;margin-bottom:12px\"><b>"
                + (link == null ? title : "<a href=\"" + escape(link) + "\">" + title + "</a>") + "</b><br>"
                + escape(alert.text()) + "<br><small>" + alert.eventTime() + ", alert " + alert.id() + ", revision "
                + alert.revision() + "</small></div>";
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
