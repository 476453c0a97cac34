package candles;

import java.util.ArrayList;
import java.util.List;
import market.Candle;
import market.CheckpointStore;
import market.Trade;

/** A worker that is given trades one after the other, as a route would, on partition 0. */
final class TestWorker {

    /** What a log has where nothing else is said: no end in sight. */
    static final long LOG_END = Long.MAX_VALUE;

    final CandleWorker worker;
    private final MovableClock clock;
    private long offset;
    List<RefusedTrade> refused = List.of();

    TestWorker(CheckpointStore store, EngineSettings settings, MovableClock clock) {
        this.clock = clock;
        this.worker = new CandleEngine(store, settings, Trades.INSTRUMENTS, clock).newWorker();
        this.offset = worker.takeOver(0, 0, LOG_END);
    }

    /**
     * Counts and stores trades, which were logged as they happened or now.
     *
     * @return the candles that changed, as they are now
     */
    List<Candle> apply(Trade... trades) {
        PartitionBatch batch = batch(trades);
        offset = batch.nextOffset();
        return apply(batch);
    }

    List<Candle> apply(PartitionBatch batch) {
        refused = worker.fold(List.of(batch));
        return finish();
    }

    /** The rest of a round, which may be tried again. */
    List<Candle> finish() {
        List<Candle> changed = new ArrayList<>(worker.merge());
        CandleWorker.Committed committed = worker.commit();
        changed.removeIf(open ->
                committed.closed().stream().anyMatch(closed -> closed.key().equals(open.key())));
        changed.addAll(committed.closed());
        worker.published(committed.published());
        return changed;
    }

    /** A round in which nothing was polled, some time later. */
    List<Candle> idle(int seconds) {
        clock.now = clock.now.plusSeconds(seconds);
        return finish();
    }

    PartitionBatch batch(Trade... trades) {
        List<LoggedTrade> logged = new ArrayList<>();
        long next = offset;
        for (Trade trade : trades) {
            logged.add(new LoggedTrade(next++, Math.max(Trades.micros(clock.now), trade.eventTimeMicros()), trade));
        }
        return new PartitionBatch(0, offset, next, logged);
    }
}
