package candles;

import java.time.Clock;
import market.CheckpointStore;
import market.Instruments;

/**
 * Folds the trades of the log into candles, each trade once. What was counted is stored in one transaction with the
 * offsets up to which it was read; so neither a crash nor a repeated record counts a trade twice. The work is done by
 * {@link CandleWorker}s, one for each consumer. See {@code docs/candles.md}.
 *
 * <p>Safe for any thread.
 */
public final class CandleEngine {

    private final CheckpointStore store;
    private final EngineSettings settings;
    private final Instruments instruments;
    private final Clock clock;
    private final EngineState state;

    public CandleEngine(CheckpointStore store, EngineSettings settings, Instruments instruments, Clock clock) {
        this.store = store;
        this.settings = settings;
        this.instruments = instruments;
        this.clock = clock;
        this.state = new EngineState(clock);
    }

    public CandleWorker newWorker() {
        return new CandleWorker(store, settings, instruments, clock, state);
    }

    /** The worker's consumer is closed. */
    public void ended(CandleWorker worker) {
        state.goesOn(worker);
    }

    public EngineState state() {
        return state;
    }
}
