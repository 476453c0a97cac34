package market;

import java.util.Objects;

/**
 * A window of an instrument's quotes that is not closed yet.
 *
 * @param key names it among all that are open
 * @param partition of the log, in which all quotes of the instrument are
 * @param endMicros the first instant after the window, epoch µs
 * @param newestMicros greatest event time of its quotes, epoch µs, their sources' clocks
 * @param addedMicros when a quote was added last, epoch µs, our clock
 */
public record OpenPulse(
        String key, String instrument, int partition, long endMicros, long newestMicros, long addedMicros) {

    public OpenPulse {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(instrument, "instrument");
    }
}
