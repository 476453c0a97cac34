package market;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * A gap in the trade ids that one process alone tries to fill for a time.
 *
 * @param gap as it was found
 * @param holes what of it is not counted yet, lowest first: as it was found, or less where trades have come since
 * @param attempts how many attempts in a row have not filled it
 * @param missingBefore how many trades were missing when some were last fetched for it; empty if none ever were
 * @param toldUnfillable whether the log has been told that it cannot be filled
 * @param leasedUntil from then on another process may try, the store's clock
 */
public record OpenGap(
        Gap gap,
        List<Gap> holes,
        int attempts,
        OptionalLong missingBefore,
        boolean toldUnfillable,
        Instant leasedUntil) {

    public OpenGap {
        Objects.requireNonNull(gap, "gap");
        Objects.requireNonNull(missingBefore, "missingBefore");
        Objects.requireNonNull(leasedUntil, "leasedUntil");
        holes = List.copyOf(holes);
    }

    /** How many trades are missing. */
    public long missing() {
        return holes.stream()
                .mapToLong(hole -> hole.lastId() - hole.firstId() + 1)
                .sum();
    }
}
