package candles;

import java.util.Objects;
import market.Trade;

/**
 * A trade where it stands in the log.
 *
 * @param offset its offset in the partition of the {@code ticks} topic
 */
public record LoggedTrade(long offset, Trade trade) {

    public LoggedTrade {
        Objects.requireNonNull(trade, "trade");
    }
}
