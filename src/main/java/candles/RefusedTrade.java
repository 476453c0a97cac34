package candles;

import java.util.Objects;

/**
 * A trade that cannot be true, and so is not counted.
 *
 * @param partition of the {@code ticks} topic
 * @param offset of its record
 * @param reason why, one line for people
 */
public record RefusedTrade(int partition, long offset, String reason) {

    public RefusedTrade {
        Objects.requireNonNull(reason, "reason");
    }
}
