package api.notifications;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import market.Alert;

/** What all messages for people say alike. */
final class AlertWords {

    private AlertWords() {}

    /** What has become of it: raised, acknowledged or resolved. */
    static AlertChange change(Alert alert) {
        if (!alert.isActive()) {
            return AlertChange.RESOLVED;
        }
        return alert.acknowledgedAt() == null ? AlertChange.RAISED : AlertChange.ACKNOWLEDGED;
    }

    /** {@code WARNING price-move, binance:BTC-USDT}; of one that is not just raised, with what has become of it. */
    static String title(Alert alert) {
        String title = alert.severity() + " " + alert.kind().label() + ", " + alert.key();
        return switch (change(alert)) {
            case RAISED -> title;
            case ACKNOWLEDGED -> "Acknowledged by " + alert.acknowledgedBy() + ": " + title;
            case RESOLVED -> "Resolved: " + title;
        };
    }

    /** {@code 3 alerts, the worst CRITICAL}; of one alone its title. */
    static String summary(Digest digest) {
        return digest.alerts().size() == 1
                ? title(digest.alerts().get(0))
                : digest.alerts().size() + " alerts, the worst " + digest.worst();
    }

    /** The chart of its instrument; null without a site, or of a feed. */
    static String link(Alert alert, URI site) {
        if (site == null || alert.instrument() == null) {
            return null;
        }
        String base = site.toString();
        return (base.endsWith("/") ? base : base + "/")
                + "chart/"
                + URLEncoder.encode(alert.instrument(), StandardCharsets.UTF_8);
    }

    /** Red, orange, blue; green of what is over. */
    static String colour(Alert alert) {
        if (!alert.isActive()) {
            return "#2e7d32";
        }
        return switch (alert.severity()) {
            case INFO -> "#1565c0";
            case WARNING -> "#ef6c00";
            case CRITICAL -> "#c62828";
        };
    }

    /** The venue of an instrument, or the feed. */
    static String group(Alert alert) {
        String key = alert.key();
        int colon = key.indexOf(':');
        return colon < 0 ? key : key.substring(0, colon);
    }

    static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
