package feeds.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the trades of an instrument spread over its session; around the clock, over the day in UTC. */
public enum VolumeProfile {
    /** Evenly. */
    FLAT,

    /** Busy at the open and the close, quiet in between, as stocks are: four times as many trades as at noon. */
    U_SHAPED;

    /** @return the name for people and settings: {@code u-shaped} */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static List<String> labels() {
        return Arrays.stream(values()).map(VolumeProfile::label).toList();
    }

    /**
     * How many times the session's mean rate.
     *
     * @param progress of the session, from 0 to 1; the mean over it is 1
     */
    double at(double progress) {
        return switch (this) {
            case FLAT -> 1;
            case U_SHAPED -> 0.5 + 6 * (progress - 0.5) * (progress - 0.5);
        };
    }

    /** The greatest that {@link #at} gives. */
    double peak() {
        return switch (this) {
            case FLAT -> 1;
            case U_SHAPED -> 2;
        };
    }
}
