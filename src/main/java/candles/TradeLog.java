package candles;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** The {@code ticks} topic, for whoever reads it beside the workers. Safe for any thread. */
public interface TradeLog {

    /**
     * Where reading begins.
     *
     * @param offset of the first record that was logged at or after the instant asked for
     * @param lostBefore when the oldest record was logged that the log still has, if it has lost some; trades that were
     *     logged before are gone
     */
    record Start(long offset, Optional<Instant> lostBefore) {}

    Start startAt(int partition, Instant loggedFrom);

    /**
     * Reads trades in the order of the log; records that are none are left out.
     *
     * @param from first offset
     * @param to the offset that follows the last
     */
    void read(int partition, long from, long to, Consumer<LoggedTrade> reader);
}
