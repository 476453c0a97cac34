package candles;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import market.Candle;
import market.Checkpoint;
import market.CheckpointStore;
import market.CheckpointStore.FencedException;
import market.CheckpointStore.PartitionState;
import market.CheckpointStore.Published;
import market.Gap;
import market.Instruments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the trades of the partitions that one consumer reads. A round is: {@link #fold} what was polled, {@link #merge}
 * it into candles, {@link #commit} when it is time. Methods that ask the store throw what it throws, leave everything as
 * it was, and are to be called again.
 *
 * <p>Not thread safe: confined to the consumer's thread. Workers of one process share nothing but the store, like those of
 * several; it keeps them from each other's partitions.
 */
public final class CandleWorker {

    private static final Logger log = LoggerFactory.getLogger(CandleWorker.class);

    /** How often feeds' reports are looked for, and candles that no trade will close, µs. */
    private static final long LOOK_MICROS = 2_000_000;

    private final CheckpointStore store;
    private final EngineSettings settings;
    private final Instruments instruments;
    private final Clock clock;
    private final EngineState state;

    private final SortedMap<Integer, PartitionFold> folds = new TreeMap<>();
    private final Map<Integer, Published> unpublished = new TreeMap<>();
    private final Set<Integer> lost = new HashSet<>();
    private long committedAtMicros;
    private long lookedAtMicros;
    private boolean uncommitted;

    CandleWorker(
            CheckpointStore store, EngineSettings settings, Instruments instruments, Clock clock, EngineState state) {
        this.store = store;
        this.settings = settings;
        this.instruments = instruments;
        this.clock = clock;
        this.state = state;
    }

    /**
     * Takes over a partition from whoever had it.
     *
     * <p>If the log ends before the offset that was counted, it is another log than before, as after the loss of the
     * broker's data: it is read from its start then, and the counted trade ids keep what it repeats from being counted
     * again.
     *
     * @param logStart the lowest offset that the log still has
     * @param logEnd the offset that the next record will have
     * @return the offset to read from
     */
    public long takeOver(int partition, long logStart, long logEnd) {
        PartitionState stored = ask(() -> store.takeOver(partition, settings.intervals(), settings.latenessMicros()));
        PartitionFold fold = new PartitionFold(partition, stored, settings, instruments, store, now());
        long next = stored.nextOffset().orElse(logStart);
        if (next > logEnd) {
            log.error(
                    "Partition {} of the log ends at offset {}, but was counted up to {}: it is another log, and is read"
                            + " from its start",
                    partition,
                    logEnd,
                    next);
            next = logStart;
        } else if (next < logStart) {
            log.error(
                    "The log has lost offsets {} to {} of partition {} before they were counted",
                    next,
                    logStart - 1,
                    partition);
            next = logStart;
        }
        fold.continueFrom(next);
        folds.put(partition, fold);
        if (!stored.unpublished().publications().isEmpty()) {
            unpublished.put(partition, stored.unpublished());
        }
        uncommitted = true;
        return next;
    }

    /** Forgets a partition that another worker takes over. What was not committed is for that one to count. */
    public void release(int partition) {
        folds.remove(partition);
        unpublished.remove(partition);
        lost.remove(partition);
    }

    /** The partitions that another worker took away from this one without the broker's saying so yet. */
    public Set<Integer> takeLost() {
        Set<Integer> taken = Set.copyOf(lost);
        lost.clear();
        return taken;
    }

    /**
     * Counts what was polled. Batches of partitions that are not this worker's are left out.
     *
     * @return the trades that cannot be true
     */
    public List<RefusedTrade> fold(List<PartitionBatch> batches) {
        List<RefusedTrade> refused = new ArrayList<>();
        for (PartitionBatch batch : batches) {
            PartitionFold fold = folds.get(batch.partition());
            if (fold != null) {
                refused.addAll(fold.fold(batch, now()));
                uncommitted = true;
            }
        }
        return refused;
    }

    /** @return the candles that changed and are still open; they may be shown, but are not stored yet */
    public List<Candle> merge() {
        return ask(() ->
                folds.values().stream().flatMap(fold -> fold.merge().stream()).toList());
    }

    /** Whether {@link #commit} has something to do now, be it only to look whether a candle is over. */
    public boolean isDue() {
        long now = now();
        return !unpublished.isEmpty()
                || (uncommitted
                        && now - committedAtMicros
                                >= settings.checkpointInterval().toMillis() * 1_000)
                || (!folds.isEmpty() && now - lookedAtMicros >= LOOK_MICROS);
    }

    /**
     * What a commit has brought.
     *
     * @param closed the candles that were closed or corrected, as they are stored
     * @param published what the log is to be told, by partition; {@link #published} is to be called when it has it
     */
    public record Committed(List<Candle> closed, Map<Integer, Published> published) {

        static final Committed NOTHING = new Committed(List.of(), Map.of());
    }

    /** Stores what was counted since the last time, if it is due. */
    public Committed commit() {
        return isDue() ? ask(this::commitNow) : Committed.NOTHING;
    }

    private Committed commitNow() {
        long now = now();
        if (now - lookedAtMicros >= LOOK_MICROS) {
            for (Gap gap : store.reportedGaps(folds.keySet())) {
                folds.values().forEach(fold -> fold.reported(gap));
            }
            lookedAtMicros = now;
        }
        Map<Integer, Published> publications = new TreeMap<>(unpublished);
        List<Candle> closed = new ArrayList<>();
        List<Checkpoint> checkpoints = folds.values().stream()
                .map(fold -> fold.checkpoint(now))
                .flatMap(Optional::stream)
                .toList();
        if (!checkpoints.isEmpty()) {
            try {
                store.commit(checkpoints)
                        .forEach((partition, stored) -> publications.merge(partition, stored, Published::and));
            } catch (FencedException e) {
                log.info("{}: what was read of them is dropped", e.getMessage());
                e.partitions().forEach(this::release);
                lost.addAll(e.partitions());
                return commitNow();
            }
            checkpoints.forEach(checkpoint ->
                    closed.addAll(folds.get(checkpoint.partition()).committed()));
        }
        committedAtMicros = now;
        uncommitted = false;
        unpublished.clear();
        return new Committed(closed, publications);
    }

    /** The log has what a commit brought. */
    public void published(Map<Integer, Published> publications) {
        ask(() -> {
            publications.forEach((partition, done) -> store.published(partition, done.upTo()));
            return null;
        });
    }

    private <T> T ask(Supplier<T> question) {
        try {
            T answer = question.get();
            if (state.goesOn(this)) {
                folds.values().forEach(fold -> fold.wasStalled(now()));
            }
            return answer;
        } catch (RuntimeException e) {
            state.stalls(this, Objects.requireNonNullElse(e.getMessage(), e.toString()));
            throw e;
        }
    }

    private long now() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
