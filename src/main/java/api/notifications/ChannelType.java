package api.notifications;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** What a channel's receiver understands. */
public enum ChannelType {
    /** Anybody's HTTP server: a signed POST a digest. */
    WEBHOOK(null),
    /** An SMTP server: a message a digest. */
    EMAIL(null),
    /** An incoming webhook of Slack, or of what takes the same: a message a digest, or more where it is long. */
    SLACK(null),
    /** PagerDuty's Events API v2: an event an alert. */
    PAGERDUTY(URI.create("https://events.pagerduty.com/v2/enqueue")),
    /** Opsgenie's Alert API v2: a request an alert. */
    OPSGENIE(URI.create("https://api.opsgenie.com"));

    private final URI publicAddress;

    ChannelType(URI publicAddress) {
        this.publicAddress = publicAddress;
    }

    /** As it stands in settings. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Where everybody's receiver of this type is; empty if each has one of its own. */
    public Optional<URI> publicAddress() {
        return Optional.ofNullable(publicAddress);
    }
}
