package market;

import java.util.List;

/**
 * What alerts are made from and were made, for whoever takes an instrument over. Methods throw an unchecked exception when
 * the store is away; the caller may repeat them.
 */
public interface AlertMemory {

    /**
     * The newest closed candles of an instrument, oldest first.
     *
     * @param beforeMicros their windows start before, epoch µs
     * @param limit how many at most
     */
    List<Candle> closedBefore(String instrument, Interval interval, long beforeMicros, int limit);

    /** Of an instrument or a feed the last alert of each kind and rule, over or not. */
    List<Alert> last(String instrumentOrFeed);

    /** Of how many gaps of an instrument the trades are still missing. */
    long openGaps(String instrument);
}
