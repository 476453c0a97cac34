package market;

/**
 * Consecutive trade ids of one instrument that are all counted.
 *
 * @param first the lowest id, inclusive
 * @param last the highest id, inclusive
 * @param firstMicros event time of the trade with the lowest id, epoch µs, the venue's clock
 * @param lastMicros event time of the trade with the highest id, epoch µs, the venue's clock
 */
public record IdRun(long first, long last, long firstMicros, long lastMicros) {

    public IdRun {
        if (last < first) {
            throw new IllegalArgumentException("a run of ids ends at " + last + " before it starts at " + first);
        }
    }
}
