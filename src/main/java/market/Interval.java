package market;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The length of a candle. Windows are aligned to the UTC epoch. */
public enum Interval {
    M1("1m", Duration.ofMinutes(1)),
    M5("5m", Duration.ofMinutes(5)),
    M15("15m", Duration.ofMinutes(15)),
    H1("1h", Duration.ofHours(1)),
    H4("4h", Duration.ofHours(4)),
    D1("1d", Duration.ofDays(1));

    private static final Map<String, Interval> BY_LABEL =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(Interval::label, Function.identity()));

    private final String label;
    private final Duration duration;
    private final long micros;

    Interval(String label, Duration duration) {
        this.label = label;
        this.duration = duration;
        this.micros = duration.toMillis() * 1_000;
    }

    /** The name users and venues write: {@code 1m}, {@code 4h}. */
    public String label() {
        return label;
    }

    public Duration duration() {
        return duration;
    }

    /** The length in µs. */
    public long micros() {
        return micros;
    }

    /** The start of the window that holds an instant; both in epoch µs. */
    public long windowStart(long epochMicros) {
        return Math.floorDiv(epochMicros, micros) * micros;
    }

    /** The interval with this label, if there is one. */
    public static Optional<Interval> find(String label) {
        return Optional.ofNullable(BY_LABEL.get(label));
    }

    /** @throws IllegalArgumentException if no interval has this label; the message names those that exist */
    public static Interval of(String label) {
        return find(label)
                .orElseThrow(() -> new IllegalArgumentException("interval '" + label + "' is unknown, allowed are "
                        + Arrays.stream(values()).map(Interval::label).collect(Collectors.joining(", "))));
    }
}
