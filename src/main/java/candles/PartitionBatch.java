package candles;

import java.util.List;

/**
 * Consecutive records of one partition of the {@code ticks} topic.
 *
 * @param firstOffset offset of the first record
 * @param nextOffset the offset that follows the last record
 * @param trades the records that are trades, in the order of the log; a record that is none is missing here. Not copied,
 *     since there can be a million a second: whoever hands it over leaves it alone
 */
public record PartitionBatch(int partition, long firstOffset, long nextOffset, List<LoggedTrade> trades) {

    public PartitionBatch {
        if (nextOffset <= firstOffset) {
            throw new IllegalArgumentException(
                    "a batch from offset " + firstOffset + " to " + nextOffset + " is empty");
        }
    }
}
