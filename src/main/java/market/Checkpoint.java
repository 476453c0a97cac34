package market;

import java.util.List;
import java.util.Map;

/**
 * What one step of the candle engine changed in one partition. It is stored as a whole or not at all.
 *
 * @param partition the partition of the {@code ticks} topic that the step read
 * @param nextOffset the first offset that is not yet counted
 * @param watermarkMicros greatest event time counted in the partition, epoch µs, venues' clocks
 * @param candles every candle that changed
 * @param tradeIds for every instrument of which a trade was counted: all ids counted so far
 */
public record Checkpoint(
        int partition,
        long nextOffset,
        long watermarkMicros,
        List<Candle> candles,
        Map<String, List<TradeIdRanges.Range>> tradeIds) {

    public Checkpoint {
        candles = List.copyOf(candles);
        tradeIds = Map.copyOf(tradeIds);
    }
}
