package candles;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.CheckpointStore;
import market.Gap;
import market.Interval;
import market.MarketEvent;

/**
 * One look at the instruments of a partition for gaps that have opened or closed, and for the closed candles that they
 * touch. All questions to the store are asked when it is made; nothing is changed before {@link #apply}.
 */
final class GapCheck {

    private final long settledMicros;
    private final Collection<InstrumentFold> folds;
    private final Map<InstrumentFold, List<Gap>> changed = new LinkedHashMap<>();
    private final Map<CandleKey, Candle> touched = new LinkedHashMap<>();
    private final Map<CandleKey, InstrumentFold> owners = new HashMap<>();

    private GapCheck(Collection<InstrumentFold> folds, long settledMicros) {
        this.folds = folds;
        this.settledMicros = settledMicros;
    }

    /** @param settledMicros a hole before this is a gap, epoch µs */
    static GapCheck of(
            Collection<InstrumentFold> folds, long settledMicros, List<Interval> intervals, CheckpointStore store) {
        GapCheck check = new GapCheck(folds, settledMicros);
        for (InstrumentFold fold : folds) {
            if (fold.gaps().mayHaveChanged()) {
                check.look(fold, intervals, store);
            }
        }
        return check;
    }

    private void look(InstrumentFold fold, List<Interval> intervals, CheckpointStore store) {
        List<Gap> gaps = fold.gaps().changes(settledMicros);
        changed.put(fold, new ArrayList<>(gaps));
        for (Gap gap : gaps) {
            for (Candle candle : store.within(fold.id(), intervals, gap.fromMicros(), gap.toMicros())) {
                touched.put(candle.key(), candle);
                owners.put(candle.key(), fold);
            }
        }
    }

    void apply() {
        changed.forEach((fold, gaps) -> {
            fold.gaps().apply(gaps, settledMicros);
            for (Optional<Gap> lowest = fold.gaps().abandonLowest();
                    lowest.isPresent();
                    lowest = fold.gaps().abandonLowest()) {
                gaps.add(lowest.get());
            }
        });
    }

    /** The gaps that have another state than before. */
    List<Gap> changes() {
        return changed.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Adds the closed candles whose status the changes have changed.
     *
     * @param candles those that have changed already
     * @return the new status of every candle that has one
     */
    Map<CandleKey, CandleStatus> restate(Map<CandleKey, Candle> candles) {
        Map<CandleKey, CandleStatus> statuses = new HashMap<>();
        touched.forEach((key, stored) -> {
            Candle candle = candles.getOrDefault(key, stored);
            CandleStatus status = owners.get(key).gaps().statusOf(key);
            boolean wasPartial = candle.status() == CandleStatus.PARTIAL;
            boolean isPartial = status == CandleStatus.PARTIAL;
            if (!candle.isOpen() && wasPartial != isPartial) {
                candles.put(key, candle);
                statuses.put(key, status);
            }
        });
        return statuses;
    }

    void forgetSettledBefore(long micros) {
        folds.forEach(fold -> fold.gaps().forgetSettledBefore(micros));
    }

    /** @param now our clock, epoch µs */
    Stream<MarketEvent> events(long now) {
        return changes().stream()
                .filter(gap -> gap.kind() == Gap.Kind.TRADE_IDS || gap.isOpen())
                .map(gap -> event(gap, instant(now)));
    }

    private static MarketEvent event(Gap gap, Instant at) {
        boolean ids = gap.kind() == Gap.Kind.TRADE_IDS;
        return new MarketEvent(
                type(gap),
                gap.instrument(),
                at,
                instant(gap.fromMicros()),
                instant(gap.toMicros()),
                ids ? gap.firstId() : null,
                ids ? gap.lastId() : null,
                text(gap));
    }

    private static MarketEvent.Type type(Gap gap) {
        if (gap.kind() == Gap.Kind.OUTAGE) {
            return MarketEvent.Type.OUTAGE;
        }
        return switch (gap.state()) {
            case REPORTED, OPEN -> MarketEvent.Type.GAP_FOUND;
            case FILLED -> MarketEvent.Type.GAP_FILLED;
            case ABANDONED -> MarketEvent.Type.GAP_ABANDONED;
        };
    }

    private static String text(Gap gap) {
        if (gap.kind() == Gap.Kind.OUTAGE) {
            return "The feed was down; trades of " + gap.instrument() + " may be missing";
        }
        String trades = (gap.lastId() - gap.firstId() + 1) + " trades of " + gap.instrument();
        return switch (gap.state()) {
            case REPORTED, OPEN -> trades + " are missing";
            case FILLED -> trades + " that were missing have come";
            case ABANDONED -> trades + " are given up: there are more gaps than can be kept";
        };
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
