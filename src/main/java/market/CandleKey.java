package market;

import java.util.Objects;

/**
 * What identifies a candle.
 *
 * @param startMicros start of the window, epoch µs, aligned to the interval
 */
public record CandleKey(String instrument, Interval interval, long startMicros) {

    public CandleKey {
        Checks.id(instrument, "instrument");
        Objects.requireNonNull(interval, "interval");
        if (interval.windowStart(startMicros) != startMicros) {
            throw new IllegalArgumentException(
                    "start " + startMicros + " µs is not aligned to the interval " + interval.label());
        }
    }

    /** The end of the window, exclusive; epoch µs. */
    public long endMicros() {
        return startMicros + interval.micros();
    }
}
