package api.notifications;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;

/**
 * Somebody who wants to be told of alerts, and how.
 *
 * @param name of its routes and its consumer group; a-z, 0-9 and -
 * @param url the address that is asked over HTTP; null for e-mail. Slack's is a secret by itself
 * @param secret what signs a webhook, PagerDuty's routing key, Opsgenie's API key; null where there is none
 * @param mailbox of e-mail; null else
 * @param window alerts that come within it are told together
 * @param breakerPause how long a receiver is left alone after it failed several times in a row
 * @param site where people find this Souk, so that messages can link there; null for no links
 */
public record Channel(
        String name,
        ChannelType type,
        URI url,
        String secret,
        Mailbox mailbox,
        AlertFilter filter,
        Duration window,
        Retries retries,
        Duration breakerPause,
        URI site) {

    public Channel {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(filter, "filter");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(retries, "retries");
        Objects.requireNonNull(breakerPause, "breakerPause");
    }

    /** The consumer group in which it reads the log: how far it has read outlives the process. */
    public String group() {
        return "souk-notify-" + name;
    }

    /** Without address and secret. */
    @Override
    public String toString() {
        return name + " (" + type.label() + ")";
    }
}
