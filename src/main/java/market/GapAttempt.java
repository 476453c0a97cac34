package market;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How an attempt to fill a gap ended.
 *
 * @param gap what was tried
 * @param pause how long it is not to be tried again
 * @param attempts how many attempts in a row have not filled it, this one included
 * @param fetched whether trades of it have come
 * @param unfillable why it cannot be filled, a sentence; empty if nothing says so
 */
public record GapAttempt(OpenGap gap, Duration pause, int attempts, boolean fetched, Optional<String> unfillable) {

    public GapAttempt {
        Objects.requireNonNull(gap, "gap");
        Objects.requireNonNull(unfillable, "unfillable");
        if (pause.isNegative()) {
            throw new IllegalArgumentException("a pause must not be negative, was " + pause);
        }
    }
}
