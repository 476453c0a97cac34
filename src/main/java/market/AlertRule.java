package market;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * What somebody wants to be told of.
 *
 * @param id of the rule; stands in the alerts that it raises
 * @param configured whether it stands in the settings, and so cannot be changed while Souk runs
 * @param instrument instrument id
 * @param kind one of {@link #KINDS}
 * @param direction of the crossing or change; null where there is none: volume and silence
 * @param level the price, the change in percent, the indicator's value or the volume in the base currency; null for silence
 * @param window of a change: over how long; of silence: for how long; null for other kinds
 * @param interval of the candles whose volume or indicator it is about; null for other kinds
 * @param indicator as in {@code rsi(14)} or {@code bollinger(20,2).upper}; null for other kinds
 * @param cooldown for how long after an alert there is no other
 * @param note for people; may be empty
 * @param createdBy who made it
 * @param createdAt when it was made, our clock
 */
public record AlertRule(
        String id,
        boolean configured,
        String instrument,
        AlertKind kind,
        Direction direction,
        BigDecimal level,
        Duration window,
        Interval interval,
        String indicator,
        AlertSeverity severity,
        Duration cooldown,
        String note,
        String createdBy,
        Instant createdAt) {

    /** Which way. */
    public enum Direction {
        UP,
        DOWN,
        EITHER
    }

    /** What rules can be about. */
    public static final Set<AlertKind> KINDS = Set.copyOf(EnumSet.of(
            AlertKind.PRICE_CROSSES,
            AlertKind.PRICE_CHANGE,
            AlertKind.INDICATOR_CROSSES,
            AlertKind.VOLUME_OVER,
            AlertKind.SILENCE));

    /** As far back as an instrument's prices are remembered for alerts. */
    public static final Duration LONGEST_CHANGE = Duration.ofDays(1);

    public static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);
    public static final Duration SHORTEST_SILENCE = Duration.ofSeconds(5);
    public static final Duration LONGEST_SILENCE = Duration.ofDays(7);

    private static final int MAX_NOTE_LENGTH = 100;

    /** @throws IllegalArgumentException with a sentence that names the component and what is allowed */
    public AlertRule {
        Checks.notBlank(id, "id");
        Checks.id(instrument, "instrument");
        require(kind != null && KINDS.contains(kind), "kind", "one of those that rules can have");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(createdAt, "createdAt");
        require(note != null && note.length() <= MAX_NOTE_LENGTH, "note", "at most 100 characters");
        require(cooldown != null && !cooldown.isNegative(), "cooldown", "0 or more");
        switch (kind) {
            case PRICE_CROSSES -> {
                Checks.positive(level, "level");
                require(direction == Direction.UP || direction == Direction.DOWN, "direction", "up or down");
            }
            case PRICE_CHANGE -> {
                Checks.positive(level, "level");
                require(direction != null, "direction", "up, down or either");
                within(window, "window", SHORTEST_WINDOW, LONGEST_CHANGE);
                require(window.toSeconds() % 60 == 0 && window.toNanosPart() == 0, "window", "whole minutes");
            }
            case INDICATOR_CROSSES -> {
                require(level != null, "level", "a number");
                Checks.figure(level, "level");
                require(direction == Direction.UP || direction == Direction.DOWN, "direction", "up or down");
                require(interval != null, "interval", "an interval");
                require(indicator != null, "indicator", "an indicator, as rsi(14)");
            }
            case VOLUME_OVER -> {
                Checks.positive(level, "level");
                require(interval != null, "interval", "an interval");
            }
            case SILENCE -> within(window, "window", SHORTEST_SILENCE, LONGEST_SILENCE);
            default -> throw new IllegalArgumentException("kind " + kind + " is none of rules");
        }
    }

    private static void within(Duration value, String name, Duration least, Duration most) {
        require(
                value != null && value.compareTo(least) >= 0 && value.compareTo(most) <= 0,
                name,
                "from " + least.toSeconds() + " s to " + most.toDays() + " d");
    }

    private static void require(boolean holds, String name, String allowed) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + allowed);
        }
    }
}
