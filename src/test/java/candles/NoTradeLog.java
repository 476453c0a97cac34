package candles;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** A log without records. */
public final class NoTradeLog implements TradeLog {

    @Override
    public Start startAt(int partition, Instant loggedFrom) {
        return new Start(0, Optional.empty());
    }

    @Override
    public void read(int partition, long from, long to, Consumer<LoggedTrade> reader) {
        // There is none.
    }
}
