package app;

import api.notifications.AlertFilter;
import api.notifications.Channel;
import api.notifications.ChannelType;
import api.notifications.Mailbox;
import api.notifications.Retries;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import market.AlertKind;
import market.AlertSeverity;
import market.Instrument;
import market.Instruments;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Who is told of alerts, under {@code souk.notifications.*}; nobody by default. A wrong value stops the start with the key and what
 * is allowed, and without the value where it may be a secret. See {@code docs/notifications.md}.
 *
 * @param baseUrl where people find this Souk, so that messages can link to its charts; empty for no links
 */
@Validated
@ConfigurationProperties("souk.notifications")
public record NotificationProperties(
        String baseUrl, @Valid @DefaultValue List<ChannelSettings> channels) {

    /** What a receiver computes a signature with must not be guessed. */
    private static final int MIN_SECRET_LENGTH = 16;

    public NotificationProperties {
        Set<String> names = new HashSet<>();
        for (ChannelSettings channel : channels) {
            if (channel.name() != null && !names.add(channel.name())) {
                throw new StartRefusedException(
                        "Two of souk.notifications.channels have the name '" + channel.name() + "'.",
                        "Give each a souk.notifications.channels[*].name of its own.");
            }
        }
    }

    List<Channel> toChannels(Instruments instruments) {
        URI site = baseUrl == null || baseUrl.isBlank()
                ? null
                : httpAddress(baseUrl, "souk.notifications.base-url", "https://souk.example.org");
        return channels.stream()
                .map(channel -> channel.toChannel(instruments, site))
                .toList();
    }

    /**
     * A channel.
     *
     * @param name without one, what its type is called
     * @param url where it is asked; PagerDuty and Opsgenie have a public one, which it is without this
     * @param secret of a webhook, what its requests are signed with
     * @param key of PagerDuty the routing key, of Opsgenie the API key
     * @param smtp of e-mail
     * @param digestWindow alerts that come within it are told together
     * @param breakerPause how long the receiver is left alone after it failed several times in a row
     */
    public record ChannelSettings(
            @Pattern(regexp = "[a-z0-9-]{1,40}", message = "may hold up to 40 of a-z, 0-9 and -")
            String name,

            @NotNull(message = "must be webhook, email, slack, pagerduty or opsgenie")
            ChannelType type,

            String url,
            String secret,
            String key,
            @Valid Smtp smtp,
            @Valid @DefaultValue Filter filter,

            @NotNull
            @DurationMin(millis = 100, message = "must be from 100 ms to 1 hour")
            @DurationMax(hours = 1, message = "must be from 100 ms to 1 hour")
            @DefaultValue("2s")
            Duration digestWindow,

            @Valid @DefaultValue Retry retry,

            @NotNull
            @DurationMin(millis = 100, message = "must be from 100 ms to 1 hour")
            @DurationMax(hours = 1, message = "must be from 100 ms to 1 hour")
            @DefaultValue("30s")
            Duration breakerPause) {

        public ChannelSettings {
            name = name == null && type != null ? type.label() : name;
        }

        private Channel toChannel(Instruments instruments, URI site) {
            return new Channel(
                    name,
                    type,
                    address(),
                    secretOfType(),
                    type == ChannelType.EMAIL ? mailbox() : null,
                    filter.toFilter(name, instruments),
                    digestWindow,
                    new Retries(retry.firstPause(), retry.longestPause(), retry.attempts(), retry.within()),
                    breakerPause,
                    site);
        }

        private URI address() {
            if (type == ChannelType.EMAIL) {
                return null;
            }
            if (url != null && !url.isBlank()) {
                return httpAddress(
                        url,
                        "souk.notifications.channels[*].url of channel '" + name + "'",
                        "https://example.org/hook");
            }
            return type.publicAddress()
                    .orElseThrow(() -> refused(
                            "has no url", "Set souk.notifications.channels[*].url to the address of its receiver."));
        }

        private String secretOfType() {
            switch (type) {
                case WEBHOOK:
                    if (secret == null || secret.length() < MIN_SECRET_LENGTH) {
                        throw refused(
                                "has no secret of at least " + MIN_SECRET_LENGTH + " characters",
                                "Set souk.notifications.channels[*].secret to what its requests are to be signed with.");
                    }
                    return secret;
                case PAGERDUTY:
                case OPSGENIE:
                    if (key == null || key.isBlank()) {
                        throw refused(
                                "has no key",
                                "Set souk.notifications.channels[*].key to the routing key of PagerDuty, or the API key of"
                                        + " Opsgenie.");
                    }
                    return key.strip();
                case SLACK:
                case EMAIL:
                    return null;
            }
            throw new IllegalStateException("a type without a case: " + type);
        }

        private Mailbox mailbox() {
            String remedy =
                    "Set souk.notifications.channels[*].smtp.host, .from and .to, and .username and .password if the"
                            + " server wants a login.";
            if (smtp == null
                    || isBlank(smtp.host())
                    || isBlank(smtp.from())
                    || smtp.to().isEmpty()) {
                throw refused("lacks the mail server, a sender or a recipient", remedy);
            }
            if (isBlank(smtp.username()) != isBlank(smtp.password())) {
                throw refused("has one of user name and password without the other", remedy);
            }
            return new Mailbox(
                    smtp.host(),
                    smtp.port(),
                    isBlank(smtp.username()) ? null : smtp.username(),
                    isBlank(smtp.password()) ? null : smtp.password(),
                    smtp.tls(),
                    smtp.from(),
                    smtp.to());
        }

        private StartRefusedException refused(String problem, String remedy) {
            return new StartRefusedException("Notification channel '" + name + "' " + problem + ".", remedy);
        }

        /** Without address and secrets. */
        @Override
        public String toString() {
            return "channel " + name;
        }
    }

    /**
     * Where mail is handed in.
     *
     * @param tls none, starttls or implicit
     * @param from as in {@code Souk <souk@example.org>}
     * @param to addresses
     */
    public record Smtp(
            String host,
            @Min(1) @Max(65_535) @DefaultValue("587") int port,
            String username,
            String password,
            @NotNull @DefaultValue("starttls") Mailbox.Tls tls,
            String from,
            @DefaultValue List<String> to) {

        /** Without the password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }

    /**
     * What a channel is told.
     *
     * @param kinds empty for all
     * @param minimumSeverity info, warning or critical
     * @param instruments ids, symbols or aliases; empty for all, and for feeds
     * @param tellResolved whether it is told when an alert is over
     */
    public record Filter(
            @DefaultValue Set<AlertKind> kinds,
            @NotNull @DefaultValue("info") AlertSeverity minimumSeverity,
            @DefaultValue List<String> instruments,
            @DefaultValue("true") boolean tellResolved) {

        private AlertFilter toFilter(String channel, Instruments known) {
            return new AlertFilter(
                    kinds,
                    minimumSeverity,
                    instruments.stream()
                            .map(name -> known.find(name)
                                    .map(Instrument::id)
                                    .orElseThrow(() -> new StartRefusedException(
                                            "Notification channel '" + channel + "' is to be told of '" + name
                                                    + "', which is no configured instrument.",
                                            "Name ids, symbols or aliases of souk.instruments in"
                                                    + " souk.notifications.channels[*].filter.instruments.")))
                            .collect(Collectors.toUnmodifiableSet()),
                    tellResolved);
        }
    }

    /**
     * How a digest is tried again that the receiver did not take: with these some 20 times in an hour.
     *
     * @param firstPause doubled with every failure
     * @param longestPause up to this
     * @param attempts in all
     * @param within since the first
     */
    public record Retry(
            @NotNull
            @DurationMin(millis = 10, message = "must be from 10 ms to 1 hour")
            @DurationMax(hours = 1, message = "must be from 10 ms to 1 hour")
            @DefaultValue("1s")
            Duration firstPause,

            @NotNull
            @DurationMin(millis = 10, message = "must be from 10 ms to 1 day")
            @DurationMax(days = 1, message = "must be from 10 ms to 1 day")
            @DefaultValue("5m")
            Duration longestPause,

            @Min(1) @Max(1_000) @DefaultValue("20") int attempts,

            @NotNull
            @DurationMin(seconds = 1, message = "must be from 1 second to 7 days")
            @DurationMax(days = 7, message = "must be from 1 second to 7 days")
            @DefaultValue("1h")
            Duration within) {}

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    /** What is refused is not said: the path of a webhook is as good as a password. */
    private static URI httpAddress(String text, String setting, String example) {
        StartRefusedException refused = new StartRefusedException(
                "The " + setting + " is no http:// or https:// address without a user name and fragment.",
                "Set it to an address like " + example + ".");
        try {
            URI address = URI.create(text.strip());
            boolean http =
                    "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
            if (!http || address.getHost() == null || address.getUserInfo() != null || address.getFragment() != null) {
                throw refused;
            }
            return address;
        } catch (IllegalArgumentException e) {
            throw refused;
        }
    }
}
