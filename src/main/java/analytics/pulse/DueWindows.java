package analytics.pulse;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.OpenPulse;

/** Which windows are over. A pure function, so that every process that looks at the same windows decides the same. */
public final class DueWindows {

    private DueWindows() {}

    /**
     * A window is due if it ends before its instrument's watermark less the lateness. The watermark is the greatest event time of
     * the instrument's own quotes in the windows that are open, but not later than our clock: one source that is ahead of its time
     * does not close what others still tell. A window is also due if nothing was added to it for the quiet timeout, up to a moment at
     * which all the log held of its partition had been read: what waits in the log after a stop is not taken for quiet.
     *
     * @param caughtUp by partition: when this process had last read all there was of it, epoch µs, our clock; a partition that it does
     *     not read is not in it
     * @param nowMicros our clock, epoch µs
     * @return their keys, those that end first before the others
     */
    public static List<String> of(
            Collection<OpenPulse> open, Map<Integer, Long> caughtUp, PulseSettings settings, long nowMicros) {
        Map<String, Long> watermarks = new HashMap<>();
        open.forEach(window -> watermarks.merge(window.instrument(), window.newestMicros(), Math::max));
        long lateness = settings.lateness().toMillis() * 1_000;
        long quiet = settings.quietTimeout().toMillis() * 1_000;
        return open.stream()
                .filter(window -> {
                    long watermark = Math.min(watermarks.get(window.instrument()), nowMicros);
                    Long read = caughtUp.get(window.partition());
                    return window.endMicros() <= watermark - lateness
                            || read != null && window.addedMicros() <= read - quiet;
                })
                .sorted((one, other) -> Long.compare(one.endMicros(), other.endMicros()))
                .map(OpenPulse::key)
                .toList();
    }
}
