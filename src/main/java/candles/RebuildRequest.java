package candles;

import java.time.Instant;
import java.util.Objects;

/**
 * What is to be computed again.
 *
 * @param instrument an instrument's id
 * @param from windows that hold this or start later
 */
public record RebuildRequest(String instrument, Instant from) {

    public RebuildRequest {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(from, "from");
    }
}
