package candles;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Candle;
import market.CandleKey;
import market.Checkpoint;
import market.CheckpointStore;
import market.TradeIdRanges;

/** A store that keeps what a database would, and can be told to fail. */
public final class InMemoryCheckpointStore implements CheckpointStore {

    public final Map<CandleKey, Candle> candles = new HashMap<>();
    public final Map<Integer, Long> offsets = new HashMap<>();
    private final Map<Integer, Long> watermarks = new HashMap<>();
    private final Map<String, Integer> partitions = new HashMap<>();
    private final Map<String, List<TradeIdRanges.Range>> tradeIds = new HashMap<>();
    public boolean away;

    /** How many of the next commits fail. */
    public int failures;

    public int commits;

    @Override
    public PartitionState load(int partition) {
        failIfAway();
        Map<String, List<TradeIdRanges.Range>> ids = new HashMap<>();
        tradeIds.forEach((instrument, ranges) -> {
            if (partitions.get(instrument) == partition) {
                ids.put(instrument, ranges);
            }
        });
        List<Candle> open = candles.values().stream()
                .filter(candle ->
                        candle.isOpen() && ids.containsKey(candle.key().instrument()))
                .toList();
        return new PartitionState(
                Optional.ofNullable(offsets.get(partition)), watermarks.getOrDefault(partition, 0L), ids, open);
    }

    @Override
    public Optional<Candle> find(CandleKey key) {
        failIfAway();
        return Optional.ofNullable(candles.get(key));
    }

    @Override
    public void commit(List<Checkpoint> checkpoints) {
        failIfAway();
        if (failures > 0) {
            failures--;
            throw new IllegalStateException("the store fails " + failures + " more times");
        }
        commits++;
        checkpoints.forEach(this::store);
    }

    private void store(Checkpoint checkpoint) {
        checkpoint.candles().forEach(candle -> candles.put(candle.key(), candle));
        checkpoint.tradeIds().forEach((instrument, ranges) -> {
            tradeIds.put(instrument, ranges);
            partitions.put(instrument, checkpoint.partition());
        });
        offsets.put(checkpoint.partition(), checkpoint.nextOffset());
        watermarks.put(checkpoint.partition(), checkpoint.watermarkMicros());
    }

    private void failIfAway() {
        if (away) {
            throw new IllegalStateException("the store is away");
        }
    }
}
