package market;

import java.util.List;

/**
 * What the candle engine has to store of one partition: everything that changed since its last checkpoint. It is stored
 * as a whole or not at all.
 *
 * @param partition the partition of the {@code ticks} topic
 * @param epoch the number under which the worker took the partition over; a later one fences this checkpoint off
 * @param nextOffset the first offset that is not yet counted
 * @param watermarkMicros greatest event time counted in the partition, epoch µs, venues' clocks
 * @param candles every candle that changed
 * @param counted of every instrument of which a trade was counted
 * @param gaps those that were found or filled
 * @param publications what the log is to be told, in this order, once this is stored
 */
public record Checkpoint(
        int partition,
        long epoch,
        long nextOffset,
        long watermarkMicros,
        List<Candle> candles,
        List<CountedTrades> counted,
        List<Gap> gaps,
        List<Publication> publications) {

    public Checkpoint {
        candles = List.copyOf(candles);
        counted = List.copyOf(counted);
        gaps = List.copyOf(gaps);
        publications = List.copyOf(publications);
    }
}
