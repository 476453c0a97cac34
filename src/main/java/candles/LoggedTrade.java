package candles;

import java.util.Objects;
import market.Trade;

/**
 * A trade where it stands in the log.
 *
 * @param offset its offset in the partition of the {@code ticks} topic
 * @param loggedMicros when it was written there, epoch µs, the record's timestamp
 */
public record LoggedTrade(long offset, long loggedMicros, Trade trade) {

    public LoggedTrade {
        Objects.requireNonNull(trade, "trade");
    }
}
