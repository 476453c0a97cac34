package candles;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import market.CandleKey;
import market.CandleStatus;
import market.Gap;

/**
 * What is known to be missing of one instrument, and what was but has come. Looking and deciding are two steps, so that
 * whoever has to ask the store in between can begin again. Not thread safe: the partition's worker's.
 */
final class Gaps {

    private final String instrument;
    private final Optional<DenseIds> ids;

    /** Those that are open or reported, and those filled that an open window may touch. */
    private final List<Gap> known;

    /** A hole that is too young to be called a gap, or something that was reported. */
    private boolean pending;

    /** @param ids empty for an instrument whose ids do not tell what is missing */
    Gaps(String instrument, Optional<DenseIds> ids, List<Gap> known) {
        this.instrument = instrument;
        this.ids = ids;
        this.known = new ArrayList<>(known);
        this.pending = true;
    }

    void reported(Gap gap) {
        if (known.stream().noneMatch(other -> isSame(other, gap))) {
            known.add(gap);
            pending = true;
        }
    }

    /** Whether {@link #changes} may have something to tell. */
    boolean mayHaveChanged() {
        return pending || ids.map(DenseIds::holesChanged).orElse(false);
    }

    /**
     * The gaps that are to be opened, filled or given up.
     *
     * @param settledMicros a hole before this will not be filled by trades that are merely out of order, epoch µs
     */
    List<Gap> changes(long settledMicros) {
        List<Gap> changes = new ArrayList<>();
        for (Gap gap : known) {
            if (gap.isOpen() || gap.state() == Gap.State.REPORTED) {
                if (isFilled(gap)) {
                    changes.add(gap.in(Gap.State.FILLED));
                } else if (!gap.isOpen()) {
                    changes.add(gap.in(Gap.State.OPEN));
                }
            }
        }
        ids.ifPresent(dense -> {
            for (DenseIds.Hole hole : dense.holes()) {
                if (hole.toMicros() <= settledMicros && !isKnown(hole)) {
                    changes.add(gap(hole, Gap.State.OPEN));
                }
            }
        });
        return changes;
    }

    /** Takes what {@link #changes} told for true. */
    void apply(List<Gap> changes, long settledMicros) {
        for (Gap change : changes) {
            known.removeIf(gap -> isSame(gap, change));
            known.add(change);
        }
        ids.ifPresent(DenseIds::holesSeen);
        pending =
                ids.stream().flatMap(dense -> dense.holes().stream()).anyMatch(hole -> hole.toMicros() > settledMicros);
        pending |= ids.isPresent() && known.stream().anyMatch(gap -> gap.isOpen() && gap.kind() == Gap.Kind.OUTAGE);
    }

    /** Gives up the lowest hole if there are more than can be kept; the ids in it pass for counted from now on. */
    Optional<Gap> abandonLowest() {
        return ids.flatMap(DenseIds::abandonLowest).map(hole -> known.stream()
                .filter(gap -> holds(gap, hole))
                .findFirst()
                .orElseGet(() -> gap(hole, Gap.State.OPEN))
                .in(Gap.State.ABANDONED));
    }

    /** Forgets what will not change any more and touches no window that ends later. */
    void forgetSettledBefore(long micros) {
        known.removeIf(gap -> gap.toMicros() < micros
                && (gap.state() == Gap.State.FILLED || gap.state() == Gap.State.ABANDONED || ids.isEmpty()));
    }

    /** What a closed candle of a window can be relied on for. */
    CandleStatus statusOf(CandleKey window) {
        CandleStatus status = CandleStatus.COMPLETE;
        for (Gap gap : known) {
            if (gap.touches(window)) {
                if (gap.isOpen() || gap.state() == Gap.State.ABANDONED) {
                    return CandleStatus.PARTIAL;
                }
                if (gap.state() == Gap.State.FILLED && gap.kind() == Gap.Kind.TRADE_IDS) {
                    status = CandleStatus.REPAIRED;
                }
            }
        }
        return status;
    }

    private boolean isFilled(Gap gap) {
        return switch (gap.kind()) {
            case TRADE_IDS ->
                ids.map(dense -> dense.containsAll(gap.firstId(), gap.lastId())).orElse(false);
            case OUTAGE ->
                ids.map(dense -> dense.spans(gap.fromMicros(), gap.toMicros())).orElse(false);
        };
    }

    private boolean isKnown(DenseIds.Hole hole) {
        return known.stream().anyMatch(gap -> holds(gap, hole));
    }

    /** Holes shrink, and split as they are filled: the gap that they belong to is the one that was found first. */
    private static boolean holds(Gap gap, DenseIds.Hole hole) {
        return gap.kind() == Gap.Kind.TRADE_IDS && gap.firstId() <= hole.firstId() && gap.lastId() >= hole.lastId();
    }

    private Gap gap(DenseIds.Hole hole, Gap.State state) {
        return new Gap(
                instrument,
                Gap.Kind.TRADE_IDS,
                hole.firstId(),
                hole.lastId(),
                hole.fromMicros(),
                hole.toMicros(),
                state);
    }

    private static boolean isSame(Gap gap, Gap other) {
        return gap.kind() == other.kind() && gap.firstId() == other.firstId() && gap.fromMicros() == other.fromMicros();
    }
}
