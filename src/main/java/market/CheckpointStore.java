package market;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Where the candle engine keeps its work. It alone knows which offsets are counted; what the broker's group says serves
 * lag metrics only. Safe for any thread. Methods throw an unchecked exception when the store is away; the caller may
 * repeat them. See {@code docs/decisions/001-postgres-is-the-only-truth-for-offsets.md}.
 */
public interface CheckpointStore {

    /**
     * What is known of a partition of the {@code ticks} topic.
     *
     * @param epoch the number of this take-over; checkpoints under an earlier one are refused from now on
     * @param nextOffset the first offset not yet counted; empty if the partition was never read
     * @param watermarkMicros greatest event time counted, epoch µs; 0 if never read
     * @param counted which trades are counted, by instrument
     * @param openCandles the candles not closed yet
     * @param gaps those not filled, those filled that an open window may touch, and those that feeds reported
     * @param unpublished what was stored but perhaps not told to the log
     */
    record PartitionState(
            long epoch,
            Optional<Long> nextOffset,
            long watermarkMicros,
            List<CountedTrades> counted,
            List<Candle> openCandles,
            List<Gap> gaps,
            Published unpublished) {}

    /**
     * Publications as they were stored.
     *
     * @param upTo what {@link #published} is to be told when the log has them
     */
    record Published(long upTo, List<Publication> publications) {

        public static final Published NOTHING = new Published(0, List.of());

        /** These, and then others that were stored later. */
        public Published and(Published later) {
            return new Published(
                    later.upTo,
                    Stream.concat(publications.stream(), later.publications.stream())
                            .toList());
        }
    }

    /** A partition has been taken over by another worker: nothing was stored. */
    final class FencedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final Set<Integer> partitions;

        public FencedException(Set<Integer> partitions) {
            super("partitions " + partitions + " have been taken over by another worker");
            this.partitions = Set.copyOf(partitions);
        }

        public Set<Integer> partitions() {
            return partitions;
        }
    }

    /**
     * Takes a partition over from whoever had it, and loads it.
     *
     * @param intervals those that are folded; candles of one that was not so far are rolled up from shorter ones
     * @param latenessMicros how far before the watermark a window must end to be closed, µs
     */
    PartitionState takeOver(int partition, List<Interval> intervals, long latenessMicros);

    /** Those of these candles that are stored. */
    List<Candle> find(Collection<CandleKey> keys);

    /** The candles of an instrument whose windows have a part of the time from one instant to another, epoch µs. */
    List<Candle> within(String instrument, List<Interval> intervals, long fromMicros, long toMicros);

    /** The partition that an instrument's trades are in; empty if none of them was ever counted. */
    Optional<Integer> partitionOf(String instrument);

    /** The first offset of a partition that is not counted; 0 if it was never read. */
    long nextOffset(int partition);

    /** Removes candles. */
    void delete(Collection<CandleKey> keys);

    /** Takes some of these steps in one transaction: all of them are done or none. */
    <T> T together(Supplier<T> steps);

    /** What feeds have reported of instruments of these partitions since the engine last stored a gap as open. */
    List<Gap> reportedGaps(Collection<Integer> partitions);

    /**
     * Stores all of these checkpoints, each of another partition, in one transaction. Repeating it changes nothing.
     *
     * @return the publications of each partition that has any
     * @throws FencedException if another worker has taken one of the partitions over; then nothing is stored
     */
    Map<Integer, Published> commit(List<Checkpoint> checkpoints);

    /** The log has the publications of a partition up to this one: they need not be kept. */
    void published(int partition, long upTo);
}
