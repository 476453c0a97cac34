package market;

import java.util.Objects;

/**
 * Trades of an instrument that are missing, or may be.
 *
 * @param firstId the lowest id that is missing; for an outage the first that may be
 * @param lastId the highest id that is missing; for an outage {@link #UNKNOWN_ID}
 * @param fromMicros event time of the last trade before, or when the feed went silent; epoch µs
 * @param toMicros event time of the first trade after, or when the feed spoke again; epoch µs
 */
public record Gap(
        String instrument, Kind kind, long firstId, long lastId, long fromMicros, long toMicros, State state) {

    /** Stands for an id that nobody knows. */
    public static final long UNKNOWN_ID = -1;

    /** How it is known. */
    public enum Kind {
        /** The trade ids have a hole. */
        TRADE_IDS,
        /** The feed was down. */
        OUTAGE
    }

    /** What has become of it. */
    public enum State {
        /** Told by a feed; the engine has not looked at it yet. */
        REPORTED,
        /** The trades are missing: the candles that it touches are {@link CandleStatus#PARTIAL}. */
        OPEN,
        /** The trades have come, or none was missing. */
        FILLED,
        /** More gaps than can be kept: what comes now is not counted any more. */
        ABANDONED
    }

    public Gap {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(state, "state");
        if (toMicros < fromMicros) {
            throw new IllegalArgumentException("a gap ends at " + toMicros + " µs before it starts at " + fromMicros);
        }
    }

    public Gap in(State newState) {
        return new Gap(instrument, kind, firstId, lastId, fromMicros, toMicros, newState);
    }

    /**
     * A part of it, for the ids from one to another.
     *
     * @param beforeMicros event time of the trade before the part, epoch µs
     * @param afterMicros event time of the trade after it, epoch µs; a venue's clock may have said that it was earlier
     */
    public Gap part(long first, long last, long beforeMicros, long afterMicros) {
        return new Gap(
                instrument,
                kind,
                first,
                last,
                Math.min(beforeMicros, afterMicros),
                Math.max(beforeMicros, afterMicros),
                state);
    }

    public boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether a window has a part of it. Both ends of the gap are trades or moments at which the feed was there. */
    public boolean touches(CandleKey window) {
        return fromMicros < window.endMicros() && toMicros >= window.startMicros();
    }
}
