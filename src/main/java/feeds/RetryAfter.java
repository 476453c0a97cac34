package feeds;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The header by which a server says when it may be asked again. Source: RFC 9110, 10.2.3. */
public final class RetryAfter {

    /** Who wants to be asked again at once is asked so much later. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Binance bans for up to three days; whoever asks for more is not believed. */
    private static final Duration LONGEST = Duration.ofDays(3);

    private RetryAfter() {}

    /**
     * @param value seconds or a date; null if the header did not come
     * @param now our clock
     * @return empty if it says nothing that can be understood
     */
    public static Optional<Duration> read(String value, Instant now) {
        return Optional.ofNullable(value)
                .map(String::strip)
                .flatMap(text -> pause(text, now))
                .map(RetryAfter::bounded);
    }

    private static Optional<Duration> pause(String text, Instant now) {
        if (text.matches("\\d{1,9}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(Duration.between(now, date));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Duration bounded(Duration pause) {
        if (pause.compareTo(SHORTEST) < 0) {
            return SHORTEST;
        }
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }
}
