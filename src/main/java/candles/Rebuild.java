package candles;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import market.Candle;
import market.CandleKey;
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

/**
 * Computes an instrument's candles again from the log, beside the worker that goes on folding it, and puts them in the
 * place of the stored ones in one transaction. For that transaction it takes the partition over; the worker finds itself
 * fenced off, takes it back and goes on from what is stored then, wherever it runs.
 *
 * <p>Safe for any thread. Holds the candles from the given time on in memory, about 300 bytes each.
 */
public final class Rebuild {

    private final CheckpointStore store;
    private final TradeLog log;
    private final EngineSettings settings;
    private final Instruments instruments;

    public Rebuild(CheckpointStore store, TradeLog log, EngineSettings settings, Instruments instruments) {
        this.store = store;
        this.log = log;
        this.settings = settings;
        this.instruments = instruments;
    }

    /** @throws IllegalArgumentException if the instrument is unknown or none of its trades was ever counted */
    public RebuildReport rebuild(RebuildRequest request) {
        String instrument = request.instrument();
        Instrument known = instruments
                .withId(instrument)
                .orElseThrow(() -> new IllegalArgumentException("instrument " + instrument + " is not configured"));
        int partition = store.partitionOf(instrument)
                .orElseThrow(() -> new IllegalArgumentException("no trade of " + instrument + " was counted yet"));
        long fromMicros = settings.longest().windowStart(micros(request.from()));
        Reading reading = new Reading(known, partition, fromMicros);
        reading.readTo(store.nextOffset(partition));
        return store.together(() -> {
            PartitionState state = store.takeOver(partition, settings.intervals(), settings.latenessMicros());
            reading.readTo(state.nextOffset().orElse(0L));
            return swap(reading, state, micros(request.from()));
        });
    }

    private RebuildReport swap(Reading reading, PartitionState state, long fromMicros) {
        String instrument = reading.instrument.id();
        Map<CandleKey, Candle> stored = new HashMap<>();
        store.within(instrument, settings.intervals(), fromMicros, Trade.END_MICROS)
                .forEach(candle -> stored.put(candle.key(), candle));
        stored.keySet().removeIf(key -> !reading.isComplete(key));
        Map<CandleKey, Candle> rebuilt = new HashMap<>(reading.candles);
        rebuilt.keySet().removeIf(key -> key.endMicros() <= fromMicros || !reading.isComplete(key));

        Gaps gaps = new Gaps(instrument, Optional.empty(), gapsOf(instrument, state));
        long closeBefore = state.watermarkMicros() - settings.latenessMicros();
        List<Candle> changed = new ArrayList<>();
        List<RebuildReport.Difference> differences = new ArrayList<>();
        Set<CandleKey> keys = new HashSet<>(stored.keySet());
        keys.addAll(rebuilt.keySet());
        long equal = 0;
        for (CandleKey key : keys) {
            Candle before = stored.get(key);
            Candle after = rebuilt.get(key);
            if (before != null && after != null && isSame(before, after)) {
                equal++;
                continue;
            }
            if (after != null) {
                boolean closed = before == null ? key.endMicros() <= closeBefore : !before.isOpen();
                int revision = before == null ? 0 : before.revision();
                after = closed ? after.closed(revision + 1, gaps.statusOf(key)) : after;
                changed.add(after);
            }
            differences.add(new RebuildReport.Difference(key, Optional.ofNullable(before), Optional.ofNullable(after)));
        }
        store.delete(stored.keySet().stream()
                .filter(key -> !rebuilt.containsKey(key))
                .toList());
        store.commit(List.of(new Checkpoint(
                reading.partition,
                state.epoch(),
                reading.nextOffset,
                state.watermarkMicros(),
                changed,
                List.of(reading.countedBesides(counted(instrument, state))),
                List.of(),
                changed.stream()
                        .filter(candle -> !candle.isOpen())
                        .map(Publication::of)
                        .toList())));
        return new RebuildReport(
                instrument,
                instant(settings.longest().windowStart(fromMicros)),
                reading.completeFrom,
                reading.trades,
                equal,
                differences);
    }

    private static List<Gap> gapsOf(String instrument, PartitionState state) {
        return state.gaps().stream()
                .filter(gap -> gap.instrument().equals(instrument))
                .toList();
    }

    private static CountedTrades counted(String instrument, PartitionState state) {
        return state.counted().stream()
                .filter(counted -> counted.instrument().equals(instrument))
                .findFirst()
                .orElseThrow();
    }

    /** Everything that a trade changes; not how the candle came about. */
    private static boolean isSame(Candle one, Candle other) {
        return one.trades() == other.trades()
                && one.firstTradeId() == other.firstTradeId()
                && one.lastTradeId() == other.lastTradeId()
                && one.firstTradeMicros() == other.firstTradeMicros()
                && one.lastTradeMicros() == other.lastTradeMicros()
                && isSame(one.open(), other.open())
                && isSame(one.high(), other.high())
                && isSame(one.low(), other.low())
                && isSame(one.close(), other.close())
                && isSame(one.volume(), other.volume())
                && isSame(one.quoteVolume(), other.quoteVolume())
                && isSame(one.takerBuyVolume(), other.takerBuyVolume());
    }

    private static boolean isSame(BigDecimal one, BigDecimal other) {
        return one.compareTo(other) == 0;
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /** The instrument's trades from the log, folded as far as they are read. */
    private final class Reading {

        private final Instrument instrument;
        private final int partition;
        private final InstrumentFold fold;
        private final Map<CandleKey, Candle> candles = new HashMap<>();

        /** Of windows that start before this trades may be missing in the log. */
        private final Optional<Instant> completeFrom;

        private long nextOffset;
        private long trades;

        Reading(Instrument instrument, int partition, long fromMicros) {
            this.instrument = instrument;
            this.partition = partition;
            this.fold = new InstrumentFold(instrument, settings, CountedTrades.none(instrument.id()), List.of());
            // A trade may be logged so long before its event time, and no longer.
            TradeLog.Start start = log.startAt(partition, instant(fromMicros - Trade.MAX_AHEAD_MICROS));
            this.nextOffset = start.offset();
            this.completeFrom = start.lostBefore().map(lost -> lost.plus(Trade.MAX_AHEAD_MICROS, ChronoUnit.MICROS));
        }

        boolean isComplete(CandleKey window) {
            return completeFrom.isEmpty() || window.startMicros() >= micros(completeFrom.get());
        }

        void readTo(long offset) {
            if (offset > nextOffset) {
                log.read(partition, nextOffset, offset, this::count);
                nextOffset = offset;
            }
        }

        private void count(LoggedTrade logged) {
            if (!logged.trade().instrument().equals(instrument.id()) || fold.count(logged) != null) {
                return;
            }
            for (WindowDelta delta : fold.deltas()) {
                trades++;
                Candle part = delta.candle(instrument.id());
                for (Interval interval : settings.intervals()) {
                    CandleKey key = new CandleKey(instrument.id(), interval, interval.windowStart(delta.startMicros()));
                    candles.merge(key, part.opening(key), (before, opening) -> before.with(part));
                }
            }
            fold.merged();
        }

        /** The trades that were counted, and those that were read. */
        CountedTrades countedBesides(CountedTrades before) {
            CountedTrades read = fold.stored();
            boolean newer = read.newestMicros() > before.newestMicros();
            return new CountedTrades(
                    instrument.id(),
                    DenseIds.union(before.runs(), read.runs()),
                    newer ? read.newestMicros() : before.newestMicros(),
                    newer ? read.newestPrice() : before.newestPrice(),
                    read.recent(),
                    before.forgottenBeforeMicros());
        }
    }
}
