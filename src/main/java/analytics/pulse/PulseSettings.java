package analytics.pulse;

import java.time.Duration;

/**
 * @param window length of a window of event time; they are aligned to the UTC epoch
 * @param lateness how long after its end, by its instrument's quotes, a window waits for late ones
 * @param quietTimeout after so long without another quote a window is closed, our clock
 * @param retention how long windows that are closed are kept
 */
public record PulseSettings(
        Duration window, Duration lateness, Duration quietTimeout, Duration retention, PulseClasses classes) {

    public long windowMicros() {
        return window.toMillis() * 1_000;
    }

    /** The start of the window that holds an instant; both in epoch µs. */
    public long windowStart(long epochMicros) {
        return Math.floorDiv(epochMicros, windowMicros()) * windowMicros();
    }
}
