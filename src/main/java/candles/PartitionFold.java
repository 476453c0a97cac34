package candles;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Checkpoint;
import market.CheckpointStore;
import market.CheckpointStore.PartitionState;
import market.CountedTrades;
import market.Gap;
import market.Instrument;
import market.Instruments;
import market.Interval;
import market.Publication;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker knows of one partition: the trades counted, the candles that are open, and what the store does not have
 * yet. Trades are counted by {@link #fold}, put into candles by {@link #merge}, and what changed is told by
 * {@link #checkpoint}, again and again until {@link #committed} says that it is stored. Methods that ask the store leave
 * everything as it was when it does not answer, and can be called again.
 *
 * <p>Not thread safe: the worker's.
 */
final class PartitionFold {

    private static final Logger log = LoggerFactory.getLogger(PartitionFold.class);

    private final int partition;
    private final long epoch;
    private final EngineSettings settings;
    private final Instruments instruments;
    private final CheckpointStore store;

    private final Map<String, InstrumentFold> folds = new HashMap<>();
    private final Set<InstrumentFold> unmerged = new HashSet<>();
    private final Map<CandleKey, Candle> open = new HashMap<>();
    private final Map<CandleKey, Candle> dirty = new LinkedHashMap<>();
    private long nextOffset;
    private long committedOffset;
    private long watermarkMicros;
    private long countedAtMicros;
    private long firstEndMicros = Long.MAX_VALUE;
    private Checkpoint uncommitted;

    /** @param nowMicros our clock, epoch µs */
    PartitionFold(
            int partition,
            PartitionState stored,
            EngineSettings settings,
            Instruments instruments,
            CheckpointStore store,
            long nowMicros) {
        this.partition = partition;
        this.epoch = stored.epoch();
        this.settings = settings;
        this.instruments = instruments;
        this.store = store;
        this.watermarkMicros = stored.watermarkMicros();
        this.nextOffset = stored.nextOffset().orElse(0L);
        this.committedOffset = nextOffset;
        this.countedAtMicros = nowMicros;
        stored.openCandles().forEach(this::keepOpen);
        Map<String, List<Gap>> gaps = new HashMap<>();
        stored.gaps().forEach(gap -> gaps.computeIfAbsent(gap.instrument(), id -> new ArrayList<>())
                .add(gap));
        for (CountedTrades counted : stored.counted()) {
            instruments
                    .withId(counted.instrument())
                    .ifPresent(instrument -> folds.put(
                            instrument.id(),
                            new InstrumentFold(
                                    instrument, settings, counted, gaps.getOrDefault(instrument.id(), List.of()))));
        }
    }

    /** Goes on from another offset: records before it are gone, or it is another log. */
    void continueFrom(long offset) {
        nextOffset = offset;
    }

    /** Counts the trades of a batch that were not counted before. Asks nobody, so it cannot fail. */
    List<RefusedTrade> fold(PartitionBatch batch, long nowMicros) {
        if (uncommitted != null) {
            throw new IllegalStateException("the checkpoint of partition " + partition + " is not stored yet");
        }
        if (batch.firstOffset() > nextOffset) {
            log.error(
                    "Offsets {} to {} of partition {} of the log have not come: their trades are not counted",
                    nextOffset,
                    batch.firstOffset() - 1,
                    partition);
        }
        List<RefusedTrade> refused = new ArrayList<>();
        for (LoggedTrade logged : batch.trades()) {
            if (logged.offset() < nextOffset) {
                continue;
            }
            String reason = count(logged);
            if (reason != null) {
                refused.add(new RefusedTrade(partition, logged.offset(), reason));
            }
        }
        if (!unmerged.isEmpty()) {
            countedAtMicros = nowMicros;
        }
        nextOffset = Math.max(nextOffset, batch.nextOffset());
        return refused;
    }

    private String count(LoggedTrade logged) {
        Trade trade = logged.trade();
        InstrumentFold fold = folds.get(trade.instrument());
        if (fold == null) {
            Optional<Instrument> instrument = instruments.withId(trade.instrument());
            if (instrument.isEmpty()) {
                return "instrument " + trade.instrument() + " is not configured";
            }
            fold = new InstrumentFold(instrument.get(), settings, CountedTrades.none(trade.instrument()), List.of());
            folds.put(trade.instrument(), fold);
        }
        String reason = fold.count(logged);
        if (!fold.deltas().isEmpty()) {
            unmerged.add(fold);
            if (reason == null && trade.eventTimeMicros() > watermarkMicros) {
                watermarkMicros = trade.eventTimeMicros();
            }
        }
        return reason;
    }

    /** What feeds have reported of the instruments of this partition. */
    void reported(Gap gap) {
        InstrumentFold fold = folds.get(gap.instrument());
        if (fold != null) {
            fold.gaps().reported(gap);
        }
    }

    /**
     * Puts what was counted into candles.
     *
     * @return the candles that changed and are still open; their closing is for {@link #checkpoint} to tell
     */
    List<Candle> merge() {
        Map<CandleKey, Candle> stored = storedCandles();
        List<Candle> changed = new ArrayList<>();
        for (InstrumentFold fold : unmerged) {
            for (WindowDelta delta : fold.deltas()) {
                Candle part = delta.candle(fold.id());
                for (Interval interval : settings.intervals()) {
                    CandleKey key = key(fold, interval, delta);
                    Candle before = known(key);
                    if (before == null) {
                        before = stored.get(key);
                    }
                    Candle after = before == null ? part.opening(key) : before.with(part);
                    dirty.put(key, after);
                    if (after.isOpen()) {
                        keepOpen(after);
                        changed.add(after);
                    }
                }
            }
            fold.merged();
        }
        unmerged.clear();
        return changed;
    }

    /** The candles that trades belong to and that are stored, but closed long ago and so not in memory. */
    private Map<CandleKey, Candle> storedCandles() {
        Set<CandleKey> wanted = new HashSet<>();
        for (InstrumentFold fold : unmerged) {
            for (WindowDelta delta : fold.deltas()) {
                for (Interval interval : settings.intervals()) {
                    if (fold.mayHaveCandle(interval.windowStart(delta.startMicros()))) {
                        CandleKey key = key(fold, interval, delta);
                        if (known(key) == null) {
                            wanted.add(key);
                        }
                    }
                }
            }
        }
        Map<CandleKey, Candle> stored = new HashMap<>();
        if (!wanted.isEmpty()) {
            store.find(wanted).forEach(candle -> stored.put(candle.key(), candle));
        }
        return stored;
    }

    /**
     * What the store does not have yet, candles that are over closed.
     *
     * @param now our clock, epoch µs
     * @return empty if the store has everything
     */
    Optional<Checkpoint> checkpoint(long now) {
        if (uncommitted == null) {
            merge();
            long closeBefore = closeBefore(now);
            GapCheck gaps = GapCheck.of(folds.values(), closeBefore, settings.intervals(), store);
            gaps.apply();
            correct(gaps);
            close(closeBefore);
            gaps.forgetSettledBefore(closeBefore - settings.longest().micros());
            if (dirty.isEmpty() && gaps.changes().isEmpty() && nextOffset == committedOffset) {
                return Optional.empty();
            }
            uncommitted = new Checkpoint(
                    partition,
                    epoch,
                    nextOffset,
                    watermarkMicros,
                    List.copyOf(dirty.values()),
                    uncommittedFolds().map(InstrumentFold::stored).toList(),
                    gaps.changes(),
                    Stream.concat(
                                    closed().stream().map(Publication::of),
                                    gaps.events(now).map(Publication::of))
                            .toList());
        }
        return Optional.of(uncommitted);
    }

    /**
     * The store has the last checkpoint.
     *
     * @return its candles that are closed
     */
    List<Candle> committed() {
        List<Candle> closed = closed();
        uncommittedFolds().forEach(InstrumentFold::committed);
        dirty.clear();
        committedOffset = uncommitted.nextOffset();
        uncommitted = null;
        return closed;
    }

    /** Trades may have come that nobody could take: silence counts from now on, our clock, epoch µs. */
    void wasStalled(long now) {
        countedAtMicros = now;
    }

    /** Raises the revision of closed candles that trades or gaps have changed, once a checkpoint. */
    private void correct(GapCheck gaps) {
        Map<CandleKey, CandleStatus> statuses = gaps.restate(dirty);
        dirty.replaceAll((key, candle) ->
                candle.isOpen() ? candle : candle.revised(statuses.getOrDefault(key, candle.status())));
    }

    private void close(long closeBefore) {
        if (firstEndMicros > closeBefore) {
            return;
        }
        firstEndMicros = Long.MAX_VALUE;
        for (Candle candle : List.copyOf(open.values())) {
            CandleKey key = candle.key();
            if (key.endMicros() <= closeBefore) {
                open.remove(key);
                InstrumentFold fold = folds.get(key.instrument());
                dirty.put(
                        key,
                        candle.revised(
                                fold == null
                                        ? CandleStatus.COMPLETE
                                        : fold.gaps().statusOf(key)));
            } else {
                firstEndMicros = Math.min(firstEndMicros, key.endMicros());
            }
        }
    }

    /** The watermark less the lateness; where no trades come, our clock less the lateness. */
    private long closeBefore(long now) {
        boolean idle = now - countedAtMicros >= settings.latenessMicros();
        return (idle ? Math.max(now, watermarkMicros) : watermarkMicros) - settings.latenessMicros();
    }

    private List<Candle> closed() {
        return dirty.values().stream().filter(candle -> !candle.isOpen()).toList();
    }

    private Stream<InstrumentFold> uncommittedFolds() {
        return folds.values().stream().filter(InstrumentFold::isUncommitted);
    }

    private void keepOpen(Candle candle) {
        open.put(candle.key(), candle);
        firstEndMicros = Math.min(firstEndMicros, candle.key().endMicros());
    }

    private Candle known(CandleKey key) {
        Candle changed = dirty.get(key);
        return changed == null ? open.get(key) : changed;
    }

    private static CandleKey key(InstrumentFold fold, Interval interval, WindowDelta delta) {
        return new CandleKey(fold.id(), interval, interval.windowStart(delta.startMicros()));
    }
}
