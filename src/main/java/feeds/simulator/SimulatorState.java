package feeds.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import market.Instrument;

/**
 * What the simulator does at a moment.
 *
 * @param tradesPerSecond mean rate of all instruments together that are open
 * @param markets in configured order
 */
public record SimulatorState(double tradesPerSecond, List<Market> markets) {

    /**
     * How an instrument trades.
     *
     * @param nextChange when it opens or closes; empty if it never does
     */
    public record Market(Instrument instrument, MarketProfile profile, boolean open, Optional<Instant> nextChange) {}
}
