package market;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the candle engine keeps its work. It alone knows which offsets are counted; what the broker's group says serves
 * lag metrics only. Methods throw an unchecked exception when the store is away; the caller drops its state, loads again
 * and repeats.
 */
public interface CheckpointStore {

    /**
     * What is known of a partition of the {@code ticks} topic.
     *
     * @param nextOffset the first offset not yet counted; empty if the partition was never read
     * @param watermarkMicros greatest event time counted, epoch µs; 0 if never read
     * @param tradeIds the ids counted, by instrument
     * @param openCandles the candles not closed yet
     */
    record PartitionState(
            Optional<Long> nextOffset,
            long watermarkMicros,
            Map<String, List<TradeIdRanges.Range>> tradeIds,
            List<Candle> openCandles) {}

    PartitionState load(int partition);

    /** The candle with this key as it was last stored. */
    Optional<Candle> find(CandleKey key);

    /** Stores all of these checkpoints, each of another partition, in one transaction. */
    void commit(List<Checkpoint> checkpoints);
}
