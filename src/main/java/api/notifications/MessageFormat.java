package api.notifications;

import java.time.Instant;
import java.util.List;

/** How the alerts of a digest are said to a receiver. Stateless, so safe for any thread. */
public interface MessageFormat {

    /**
     * The messages to send, in their order. The same digest gives as many at any time, so that a later attempt can go on
     * where an earlier one ended.
     *
     * @param now of this attempt, our clock
     */
    List<Outgoing> messages(Digest digest, Instant now);

    /** That of the channel's type. */
    static MessageFormat of(Channel channel) {
        return switch (channel.type()) {
            case WEBHOOK -> new WebhookFormat(channel);
            case EMAIL -> new MailFormat(channel.site());
            case SLACK -> new SlackFormat(channel.site());
            case PAGERDUTY -> new PagerDutyFormat(channel);
            case OPSGENIE -> new OpsgenieFormat(channel);
        };
    }
}
