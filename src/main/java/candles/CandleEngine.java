package candles;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import market.Candle;
import market.Checkpoint;
import market.CheckpointStore;
import market.Interval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the trades of the log into candles, each trade once. What a batch changed is stored in one transaction with
 * the offsets it was read up to; if that fails, what is in memory is dropped, and the caller repeats the batch on what
 * the store knows. So neither a crash nor a repeated record counts a trade twice.
 *
 * <p>Safe for any thread; one works at a time: the consumer's, or the one that closes the candles of idle partitions.
 */
public class CandleEngine {

    private static final Logger log = LoggerFactory.getLogger(CandleEngine.class);

    private final CheckpointStore store;
    private final List<Interval> intervals;
    private final Duration lateness;
    private final Clock clock;
    private final Map<Integer, PartitionFold> folds = new HashMap<>();
    private final Map<Integer, Instant> lastBatchAt = new HashMap<>();

    /** @param lateness how long after a window's end its candle waits for trades that are late */
    public CandleEngine(CheckpointStore store, List<Interval> intervals, Duration lateness, Clock clock) {
        this.store = store;
        this.intervals = List.copyOf(intervals);
        this.lateness = lateness;
        this.clock = clock;
    }

    /**
     * Takes over a partition. If the log ends before the offset that was counted, it is another log than before, as
     * after the loss of the broker's data: it is read from its start then, and the counted trade ids keep what it
     * repeats from being counted again.
     *
     * @param logEnd the offset that the next record of the partition will have
     * @return the offset to read from; empty if nothing of it was ever counted, then it is to be read from its start
     */
    public synchronized Optional<Long> assigned(int partition, long logEnd) {
        lastBatchAt.put(partition, clock.instant());
        PartitionFold fold = fold(partition);
        fold.nextOffset().filter(next -> next > logEnd).ifPresent(next -> {
            log.error(
                    "Partition {} of the log ends at offset {}, but was counted up to {}: it is another log, and is read"
                            + " from its start",
                    partition,
                    logEnd,
                    next);
            fold.readFromStart();
        });
        return fold.nextOffset();
    }

    /** Forgets a partition that another worker takes over. */
    public synchronized void revoked(int partition) {
        folds.remove(partition);
        lastBatchAt.remove(partition);
    }

    /**
     * Counts batches, each of another partition, and stores what they changed.
     *
     * @return the candles that changed, as they were stored
     */
    public synchronized List<Candle> apply(List<PartitionBatch> batches) {
        return commit(
                batches.stream().map(PartitionBatch::partition).toList(),
                () -> batches.stream().map(this::count).toList());
    }

    /**
     * Closes the candles of partitions that have had no trades for the lateness: no watermark will do it.
     *
     * @return the candles that were closed
     */
    public synchronized List<Candle> closeIdle() {
        Instant closeBefore = clock.instant().minus(lateness);
        List<Integer> idle = lastBatchAt.entrySet().stream()
                .filter(partition -> partition.getValue().isBefore(closeBefore))
                .map(Map.Entry::getKey)
                .toList();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, closeBefore);
        return commit(idle, () -> idle.stream()
                .map(this::fold)
                .filter(PartitionFold::hasOpenCandles)
                .map(fold -> fold.closeBefore(micros))
                .toList());
    }

    private Checkpoint count(PartitionBatch batch) {
        PartitionFold fold = fold(batch.partition());
        lastBatchAt.put(batch.partition(), clock.instant());
        fold.nextOffset()
                .filter(next -> next < batch.firstOffset())
                .ifPresent(next -> log.error(
                        "The log has lost offsets {} to {} of partition {} before they were counted",
                        next,
                        batch.firstOffset() - 1,
                        batch.partition()));
        return fold.fold(batch);
    }

    /** Stores what a step changed in these partitions, or forgets them, so that the next step starts from the store. */
    private List<Candle> commit(List<Integer> partitions, Supplier<List<Checkpoint>> step) {
        try {
            List<Checkpoint> checkpoints = step.get();
            if (!checkpoints.isEmpty()) {
                store.commit(checkpoints);
            }
            return checkpoints.stream()
                    .flatMap(checkpoint -> checkpoint.candles().stream())
                    .toList();
        } catch (RuntimeException e) {
            partitions.forEach(folds::remove);
            throw e;
        }
    }

    private PartitionFold fold(int partition) {
        return folds.computeIfAbsent(
                partition, number -> new PartitionFold(number, store, intervals, lateness.toMillis() * 1_000));
    }
}
