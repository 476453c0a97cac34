package market;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * When a venue trades: around the clock, or one session on some days of the week, by the clocks of a place. A session begins
 * and ends at local times, so in UTC it moves when the clocks of the place are changed. Immutable, so safe for any thread.
 */
public final class TradingHours {

    /** Of a venue that never closes. */
    public static final TradingHours ALWAYS = new TradingHours();

    private static final int DAYS_OF_A_WEEK = 7;

    /**
     * One stretch of trading.
     *
     * @param open its first instant
     * @param close the first instant that is not in it
     */
    public record Session(Instant open, Instant close) {

        public boolean contains(Instant instant) {
            return !instant.isBefore(open) && instant.isBefore(close);
        }
    }

    /** Null only where there are no sessions, since there is no end. */
    private final ZoneId zone;

    private final Set<DayOfWeek> days;
    private final LocalTime open;
    private final LocalTime close;
    private final Set<LocalDate> holidays;
    private final Map<LocalDate, LocalTime> earlyCloses;

    private TradingHours() {
        zone = null;
        days = Set.of();
        open = null;
        close = null;
        holidays = Set.of();
        earlyCloses = Map.of();
    }

    /**
     * One session a day.
     *
     * @param zone whose clocks the times are of
     * @param days on which there is trading, at least one
     * @param open when it begins
     * @param close when it ends, later on the same day
     * @param holidays on which there is none
     * @param earlyCloses when it ends on single days
     * @throws IllegalArgumentException if there is no day, or a session would end before it begins
     */
    public TradingHours(
            ZoneId zone,
            Collection<DayOfWeek> days,
            LocalTime open,
            LocalTime close,
            Collection<LocalDate> holidays,
            Map<LocalDate, LocalTime> earlyCloses) {
        this.zone = Objects.requireNonNull(zone, "zone");
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must name at least one day of the week");
        }
        this.days = EnumSet.copyOf(days);
        this.open = Objects.requireNonNull(open, "open");
        this.close = Objects.requireNonNull(close, "close");
        if (!close.isAfter(open)) {
            throw new IllegalArgumentException(
                    "close must be later than open on the same day, was " + close + " with open " + open);
        }
        this.holidays = Set.copyOf(holidays);
        this.earlyCloses = Map.copyOf(earlyCloses);
        this.earlyCloses.forEach((day, early) -> {
            if (!early.isAfter(open) || early.isAfter(close)) {
                throw new IllegalArgumentException("the early close of " + day + " must be after open " + open
                        + " and not after close " + close + ", was " + early);
            }
        });
    }

    /** Whether it never closes. */
    public boolean isAlways() {
        return zone == null;
    }

    public boolean isOpen(Instant instant) {
        return isAlways() || session(instant).isPresent();
    }

    /** The session that an instant is in; empty while it is closed, and where there are no sessions. */
    public Optional<Session> session(Instant instant) {
        return isAlways() ? Optional.empty() : sessionOf(dateOf(instant)).filter(session -> session.contains(instant));
    }

    /** The first session that begins after an instant; empty where there are no sessions. */
    public Optional<Session> next(Instant after) {
        if (isAlways()) {
            return Optional.empty();
        }
        // Ends: only so many days are holidays, and in every week there is one to trade on.
        for (LocalDate day = dateOf(after); ; day = day.plusDays(1)) {
            Optional<Session> session =
                    sessionOf(day).filter(candidate -> candidate.open().isAfter(after));
            if (session.isPresent()) {
                return session;
            }
        }
    }

    /** When it closes, if it is open, or else opens; empty if it never does. */
    public Optional<Instant> nextChange(Instant after) {
        return session(after).map(Session::close).or(() -> next(after).map(Session::open));
    }

    /** How long it is open between two instants. */
    public Duration openBetween(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        if (isAlways()) {
            return Duration.between(from, to);
        }
        Duration open = Duration.ZERO;
        LocalDate last = dateOf(to);
        for (LocalDate day = dateOf(from); !day.isAfter(last); day = day.plusDays(1)) {
            open = open.plus(
                    sessionOf(day).map(session -> overlap(session, from, to)).orElse(Duration.ZERO));
        }
        return open;
    }

    /** The part of an ordinary week in which it is open, of 1. */
    public double openShare() {
        return isAlways()
                ? 1
                : days.size()
                        * (double) Duration.between(open, close).toNanos()
                        / Duration.ofDays(DAYS_OF_A_WEEK).toNanos();
    }

    private static Duration overlap(Session session, Instant from, Instant to) {
        Instant begin = session.open().isAfter(from) ? session.open() : from;
        Instant end = session.close().isBefore(to) ? session.close() : to;
        return begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
    }

    private LocalDate dateOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** A local time that the clocks leave out is as much later as they are set forward, so a session may shrink to nothing. */
    private Optional<Session> sessionOf(LocalDate day) {
        if (!days.contains(day.getDayOfWeek()) || holidays.contains(day)) {
            return Optional.empty();
        }
        Instant begin = day.atTime(open).atZone(zone).toInstant();
        Instant end =
                day.atTime(earlyCloses.getOrDefault(day, close)).atZone(zone).toInstant();
        return begin.isBefore(end) ? Optional.of(new Session(begin, end)) : Optional.empty();
    }
}
