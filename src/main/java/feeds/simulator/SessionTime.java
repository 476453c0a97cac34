package feeds.simulator;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import market.TradingHours;

/**
 * The hours of a market in epoch µs, made cheap: what was found for one moment is kept for as long as it holds, and
 * mostly the next question is of a moment soon after. Not thread safe.
 */
final class SessionTime {

    private static final long DAY_MICROS = 86_400_000_000L;

    private final TradingHours hours;

    /** From here on, and up to {@link #until}, {@link #open} holds. Nothing is known at first. */
    private long since;

    private long until;
    private boolean open;

    SessionTime(TradingHours hours) {
        this.hours = hours;
    }

    boolean isOpen(long micros) {
        seek(micros);
        return open;
    }

    /** How much of the session that it is in is over, from 0 to 1; around the clock, of the day in UTC. */
    double progress(long micros) {
        seek(micros);
        return hours.isAlways()
                ? Math.floorMod(micros, DAY_MICROS) / (double) DAY_MICROS
                : (micros - since) / (double) (until - since);
    }

    /** When a market that is closed opens. */
    long opening(long micros) {
        seek(micros);
        return until;
    }

    /** For how many µs of those between two moments it is open. */
    double openBetween(long from, long to) {
        seek(to);
        return open && from >= since ? to - from : micros(hours, from, to);
    }

    private static double micros(TradingHours hours, long from, long to) {
        return hours.openBetween(instant(from), instant(to)).toNanos() / 1_000.0;
    }

    private void seek(long micros) {
        if (micros >= since && micros < until) {
            return;
        }
        Instant at = instant(micros);
        Optional<TradingHours.Session> session = hours.session(at);
        open = hours.isAlways() || session.isPresent();
        since = session.map(known -> micros(known.open())).orElse(hours.isAlways() ? Long.MIN_VALUE : micros);
        until = hours.nextChange(at).map(SessionTime::micros).orElse(Long.MAX_VALUE);
    }

    static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
