package candles;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import market.Interval;

/**
 * How candles are folded.
 *
 * @param intervals of the candles; each must be a multiple of the shortest
 * @param workers how many share the partitions in this process
 * @param lateness how long after a window's end its candle waits for trades that are late
 * @param checkpointInterval how long what was counted may wait to be stored
 * @param maxJump by what part a price may differ from the one before, {@code 0.5} for half as much again or two thirds;
 *     empty to believe any price
 * @param idMemory for instruments with sparse trade ids: how old a trade may be, beside the newest, to be counted
 */
public record EngineSettings(
        List<Interval> intervals,
        int workers,
        Duration lateness,
        Duration checkpointInterval,
        Optional<BigDecimal> maxJump,
        Duration idMemory) {

    public EngineSettings {
        intervals = intervals.stream()
                .sorted(Comparator.comparing(Interval::duration))
                .toList();
    }

    /** The windows that trades are folded into; those of the other intervals are made of these. */
    Interval shortest() {
        return intervals.get(0);
    }

    Interval longest() {
        return intervals.get(intervals.size() - 1);
    }

    long latenessMicros() {
        return lateness.toMillis() * 1_000;
    }
}
