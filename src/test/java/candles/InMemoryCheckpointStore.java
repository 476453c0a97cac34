package candles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import market.Candle;
import market.CandleKey;
import market.Checkpoint;
import market.CheckpointStore;
import market.CountedTrades;
import market.Gap;
import market.Interval;
import market.Publication;

/** A store that keeps what a database would, fences like one, and can be told to fail. */
public final class InMemoryCheckpointStore implements CheckpointStore {

    public final Map<CandleKey, Candle> candles = new HashMap<>();
    public final Map<Integer, Long> offsets = new HashMap<>();
    public final Map<String, Gap> gaps = new TreeMap<>();
    public final Map<Integer, List<Publication>> outbox = new HashMap<>();

    /** Everything that was ever put into the outbox. */
    public final List<Publication> told = new ArrayList<>();

    private final Map<Integer, Long> epochs = new HashMap<>();
    private final Map<Integer, Long> watermarks = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<String, CountedTrades> counted = new HashMap<>();
    public boolean away;

    /** How many of the next commits fail. */
    public int failures;

    public int commits;

    @Override
    public PartitionState takeOver(int partition, List<Interval> intervals, long latenessMicros) {
        failIfAway();
        long epoch = epochs.merge(partition, 1L, Long::sum);
        List<CountedTrades> trades = counted.values().stream()
                .filter(instrument -> partitions.get(instrument.instrument()) == partition)
                .toList();
        Set<String> instruments = new HashSet<>();
        trades.forEach(instrument -> instruments.add(instrument.instrument()));
        List<Publication> unpublished = outbox.getOrDefault(partition, List.of());
        return new PartitionState(
                epoch,
                Optional.ofNullable(offsets.get(partition)),
                watermarks.getOrDefault(partition, 0L),
                trades,
                candles.values().stream()
                        .filter(candle -> candle.isOpen()
                                && instruments.contains(candle.key().instrument()))
                        .toList(),
                gaps.values().stream()
                        .filter(gap -> instruments.contains(gap.instrument()))
                        .toList(),
                new Published(unpublished.size(), List.copyOf(unpublished)));
    }

    @Override
    public List<Candle> find(Collection<CandleKey> keys) {
        failIfAway();
        return keys.stream().map(candles::get).filter(Objects::nonNull).toList();
    }

    @Override
    public List<Candle> within(String instrument, List<Interval> intervals, long fromMicros, long toMicros) {
        failIfAway();
        return candles.values().stream()
                .filter(candle -> candle.key().instrument().equals(instrument)
                        && intervals.contains(candle.key().interval())
                        && candle.key().endMicros() > fromMicros
                        && candle.key().startMicros() <= toMicros)
                .toList();
    }

    @Override
    public Optional<Integer> partitionOf(String instrument) {
        return Optional.ofNullable(partitions.get(instrument));
    }

    @Override
    public long nextOffset(int partition) {
        return offsets.getOrDefault(partition, 0L);
    }

    @Override
    public void delete(Collection<CandleKey> keys) {
        candles.keySet().removeAll(keys);
    }

    @Override
    public <T> T together(Supplier<T> steps) {
        return steps.get();
    }

    @Override
    public List<Gap> reportedGaps(Collection<Integer> ofPartitions) {
        failIfAway();
        return gaps.values().stream()
                .filter(gap -> gap.state() == Gap.State.REPORTED
                        && partitions.containsKey(gap.instrument())
                        && ofPartitions.contains(partitions.get(gap.instrument())))
                .toList();
    }

    @Override
    public Map<Integer, Published> commit(List<Checkpoint> checkpoints) {
        failIfAway();
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the store fails " + failures + " more times");
        }
        Set<Integer> fenced = new HashSet<>();
        checkpoints.stream()
                .filter(checkpoint -> epochs.get(checkpoint.partition()) != checkpoint.epoch())
                .forEach(checkpoint -> fenced.add(checkpoint.partition()));
        if (!fenced.isEmpty()) {
            throw new FencedException(fenced);
        }
        commits++;
        Map<Integer, Published> published = new TreeMap<>();
        checkpoints.forEach(checkpoint -> {
            store(checkpoint);
            if (!checkpoint.publications().isEmpty()) {
                published.put(
                        checkpoint.partition(),
                        new Published(outbox.get(checkpoint.partition()).size(), checkpoint.publications()));
            }
        });
        return published;
    }

    @Override
    public void published(int partition, long upTo) {
        failIfAway();
        outbox.get(partition).clear();
    }

    /** As a feed does. */
    public void report(Gap gap) {
        gaps.put(name(gap), gap);
    }

    private void store(Checkpoint checkpoint) {
        checkpoint.candles().forEach(candle -> candles.put(candle.key(), candle));
        checkpoint.counted().forEach(trades -> {
            counted.merge(trades.instrument(), trades, InMemoryCheckpointStore::withRecent);
            partitions.put(trades.instrument(), checkpoint.partition());
        });
        checkpoint.gaps().forEach(this::report);
        offsets.put(checkpoint.partition(), checkpoint.nextOffset());
        watermarks.put(checkpoint.partition(), checkpoint.watermarkMicros());
        outbox.computeIfAbsent(checkpoint.partition(), partition -> new ArrayList<>())
                .addAll(checkpoint.publications());
        told.addAll(checkpoint.publications());
    }

    /** A checkpoint has only the sparse ids that are new. */
    private static CountedTrades withRecent(CountedTrades before, CountedTrades now) {
        Map<Long, List<Long>> recent = new HashMap<>(before.recent());
        now.recent()
                .forEach((minute, ids) -> recent.merge(minute, ids, (old, added) -> {
                    List<Long> both = new ArrayList<>(old);
                    both.addAll(added);
                    return both;
                }));
        recent.keySet().removeIf(minute -> minute < now.forgottenBeforeMicros());
        return new CountedTrades(
                now.instrument(),
                now.runs(),
                now.newestMicros(),
                now.newestPrice(),
                recent,
                now.forgottenBeforeMicros());
    }

    private static String name(Gap gap) {
        return gap.instrument() + " " + gap.kind() + " " + gap.firstId() + " " + gap.fromMicros();
    }

    private void failIfAway() {
        if (away) {
            throw new IllegalStateException("the store is away");
        }
    }
}
