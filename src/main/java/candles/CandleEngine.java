package candles;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import market.Candle;
import market.Checkpoint;
import market.CheckpointStore;
import market.Interval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the trades of the log into candles, each trade once. What a batch changed is stored in one transaction with
 * the offset it was read up to; if that fails, what is in memory is dropped, and the caller repeats the batch on what
 * the store knows. So neither a crash nor a repeated record counts a trade twice.
 *
 * <p>Safe for any thread; a partition is worked on by one thread at a time: its consumer's, or the one that closes the
 * candles of idle partitions.
 */
public class CandleEngine {

    private static final Logger log = LoggerFactory.getLogger(CandleEngine.class);

    private final CheckpointStore store;
    private final List<Interval> intervals;
    private final Duration lateness;
    private final Clock clock;
    private final Map<Integer, Partition> partitions = new ConcurrentHashMap<>();

    /** @param lateness how long after a window's end its candle waits for trades that are late */
    public CandleEngine(CheckpointStore store, List<Interval> intervals, Duration lateness, Clock clock) {
        this.store = store;
        this.intervals = List.copyOf(intervals);
        this.lateness = lateness;
        this.clock = clock;
    }

    /**
     * Takes over a partition.
     *
     * @return the offset to read from; empty if nothing of it was ever counted, then it is to be read from its start
     */
    public Optional<Long> assigned(int partition) {
        return partition(partition).work(PartitionFold::nextOffset);
    }

    /** Forgets a partition that another worker takes over. */
    public void revoked(int partition) {
        partitions.remove(partition);
    }

    /**
     * Counts a batch and stores what it changed.
     *
     * @return the candles that changed, as they were stored
     */
    public List<Candle> apply(PartitionBatch batch) {
        Partition partition = partition(batch.partition());
        return partition.work(fold -> {
            partition.lastBatchAt = clock.instant();
            fold.nextOffset().filter(next -> next < batch.firstOffset()).ifPresent(next -> {
                log.error(
                        "The log has lost offsets {} to {} of partition {} before they were counted",
                        next,
                        batch.firstOffset() - 1,
                        batch.partition());
            });
            return commit(fold.fold(batch));
        });
    }

    /**
     * Closes the candles of partitions that have had no trades for the lateness: no watermark will do it. A partition
     * where that fails is left for the next call, so that what was closed in the others is told all the same.
     *
     * @return the candles that were closed
     */
    public List<Candle> closeIdle() {
        Instant closeBefore = clock.instant().minus(lateness);
        List<Candle> closed = new ArrayList<>();
        partitions.forEach((number, partition) -> {
            if (partition.lastBatchAt.isBefore(closeBefore)) {
                try {
                    closed.addAll(partition.work(fold -> fold.hasOpenCandles()
                            ? commit(fold.closeBefore(ChronoUnit.MICROS.between(Instant.EPOCH, closeBefore)))
                            : List.of()));
                } catch (RuntimeException e) {
                    log.warn(
                            "The idle partition {} could not be closed, which will be tried again: {}",
                            number,
                            e.toString());
                }
            }
        });
        return closed;
    }

    private List<Candle> commit(Checkpoint checkpoint) {
        store.commit(checkpoint);
        return checkpoint.candles();
    }

    private Partition partition(int number) {
        return partitions.computeIfAbsent(number, Partition::new);
    }

    /** A partition and the lock on it. */
    private final class Partition {

        private final int number;
        private PartitionFold fold;
        private volatile Instant lastBatchAt;

        Partition(int number) {
            this.number = number;
            this.lastBatchAt = clock.instant();
        }

        synchronized <T> T work(Function<PartitionFold, T> step) {
            try {
                if (fold == null) {
                    fold = new PartitionFold(number, store, intervals, lateness.toMillis() * 1_000);
                }
                return step.apply(fold);
            } catch (RuntimeException e) {
                fold = null;
                throw e;
            }
        }
    }
}
