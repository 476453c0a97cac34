package api.notifications;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Channels whose patience is short. */
public final class TestChannels {

    public static final String SECRET = "0123456789abcdef";

    /** Three attempts, some 100 ms and 200 ms apart. */
    public static final Retries SOON =
            new Retries(Duration.ofMillis(100), Duration.ofMillis(200), 3, Duration.ofMinutes(1));

    private static final URI SITE = URI.create("https://souk.example.org");
    private static final Duration WINDOW = Duration.ofMillis(300);

    private TestChannels() {}

    public static Channel channel(String name, ChannelType type, URI url, Retries retries, Duration breakerPause) {
        return new Channel(
                name,
                type,
                url,
                type == ChannelType.SLACK ? null : SECRET,
                null,
                AlertFilter.ALL,
                WINDOW,
                retries,
                breakerPause,
                SITE);
    }

    public static Channel mail(String name, String host, int port, Mailbox.Tls tls, String username, String password) {
        return new Channel(
                name,
                ChannelType.EMAIL,
                null,
                null,
                new Mailbox(
                        host,
                        port,
                        username,
                        password,
                        tls,
                        "Souk <souk@example.org>",
                        List.of("one@example.org", "two@example.org")),
                AlertFilter.ALL,
                WINDOW,
                SOON,
                Duration.ofMinutes(1),
                SITE);
    }
}
