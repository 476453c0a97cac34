package candles;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Checkpoint;
import market.CheckpointStore;
import market.CheckpointStore.PartitionState;
import market.Interval;
import market.Trade;
import market.TradeIdRanges;

/**
 * What the engine knows of one partition: the candles still open, the trade ids counted and the watermark. It changes
 * with every batch, and what changed is told as a {@link Checkpoint}; when that cannot be stored, this object is of no
 * use any more and must be made anew from the store.
 *
 * <p>Not thread safe: {@link CandleEngine} lets one thread at a time in.
 */
final class PartitionFold {

    private final int partition;
    private final CheckpointStore store;
    private final List<Interval> intervals;
    private final long latenessMicros;

    private final Map<CandleKey, Candle> open = new HashMap<>();
    private final Map<String, TradeIdRanges> counted = new HashMap<>();
    private boolean known;
    private long nextOffset;
    private long watermarkMicros;

    PartitionFold(int partition, CheckpointStore store, List<Interval> intervals, long latenessMicros) {
        this.partition = partition;
        this.store = store;
        this.intervals = intervals;
        this.latenessMicros = latenessMicros;
        PartitionState stored = store.load(partition);
        stored.openCandles().forEach(candle -> open.put(candle.key(), candle));
        stored.tradeIds().forEach((instrument, ranges) -> counted.put(instrument, new TradeIdRanges(ranges)));
        known = stored.nextOffset().isPresent();
        nextOffset = stored.nextOffset().orElse(0L);
        watermarkMicros = stored.watermarkMicros();
    }

    /** The first offset that is not counted; empty if nothing of the partition ever was. */
    Optional<Long> nextOffset() {
        return known || nextOffset > 0 ? Optional.of(nextOffset) : Optional.empty();
    }

    /** Forgets the offset, for a log that is not the one it belonged to. */
    void readFromStart() {
        known = false;
        nextOffset = 0;
    }

    boolean hasOpenCandles() {
        return !open.isEmpty();
    }

    /** Counts the trades of a batch that were not counted before. */
    Checkpoint fold(PartitionBatch batch) {
        Map<CandleKey, Candle> changed = new LinkedHashMap<>();
        Set<String> changedInstruments = new HashSet<>();
        for (LoggedTrade logged : batch.trades()) {
            if (logged.offset() >= nextOffset) {
                count(logged.trade(), changed, changedInstruments);
            }
        }
        nextOffset = Math.max(nextOffset, batch.nextOffset());
        return checkpoint(changed, changedInstruments, watermarkMicros - latenessMicros);
    }

    /** Closes every candle whose window ended before an instant, which the wall clock gives when no trades come. */
    Checkpoint closeBefore(long epochMicros) {
        return checkpoint(new LinkedHashMap<>(), Set.of(), epochMicros);
    }

    private void count(Trade trade, Map<CandleKey, Candle> changed, Set<String> changedInstruments) {
        String instrument = trade.instrument();
        if (!counted.computeIfAbsent(instrument, id -> new TradeIdRanges()).add(trade.tradeId())) {
            return;
        }
        changedInstruments.add(instrument);
        watermarkMicros = Math.max(watermarkMicros, trade.eventTimeMicros());
        for (Interval interval : intervals) {
            CandleKey key = new CandleKey(instrument, interval, interval.windowStart(trade.eventTimeMicros()));
            Candle before = changed.getOrDefault(key, open.get(key));
            if (before == null) {
                before = store.find(key).orElse(null);
            }
            Candle after = before == null ? Candle.opening(key, trade) : before.with(trade);
            changed.put(key, after);
            if (after.isOpen()) {
                open.put(key, after);
            }
        }
    }

    private Checkpoint checkpoint(Map<CandleKey, Candle> changed, Set<String> changedInstruments, long closeBefore) {
        changed.replaceAll((key, candle) -> candle.isOpen() ? candle : candle.revised(candle.status()));
        for (Candle candle : ended(open.values(), closeBefore)) {
            open.remove(candle.key());
            changed.put(candle.key(), candle.revised(CandleStatus.COMPLETE));
        }
        Map<String, List<TradeIdRanges.Range>> tradeIds = new HashMap<>();
        changedInstruments.forEach(
                instrument -> tradeIds.put(instrument, counted.get(instrument).ranges()));
        return new Checkpoint(partition, nextOffset, watermarkMicros, List.copyOf(changed.values()), tradeIds);
    }

    private static List<Candle> ended(Collection<Candle> open, long closeBefore) {
        List<Candle> ended = new ArrayList<>();
        for (Candle candle : open) {
            if (candle.key().endMicros() <= closeBefore) {
                ended.add(candle);
            }
        }
        return ended;
    }
}
