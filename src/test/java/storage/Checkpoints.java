package storage;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import market.Candle;
import market.Checkpoint;
import market.CheckpointStore;
import market.CountedTrades;
import market.IdRun;
import market.Interval;

/** Checkpoints of workers that have just taken a partition over. */
final class Checkpoints {

    private Checkpoints() {}

    /** Of candles alone. */
    static Checkpoint of(CheckpointStore store, int partition, long nextOffset, Candle... candles) {
        return of(store, partition, nextOffset, 1, List.of(candles), List.of());
    }

    static Checkpoint of(
            CheckpointStore store,
            int partition,
            long nextOffset,
            long watermark,
            List<Candle> candles,
            List<CountedTrades> counted) {
        long epoch = store.takeOver(partition, List.of(Interval.values()), 0).epoch();
        return new Checkpoint(partition, epoch, nextOffset, watermark, candles, counted, List.of(), List.of());
    }

    static CountedTrades counted(String instrument, IdRun... runs) {
        return new CountedTrades(
                instrument, List.of(runs), 1_767_225_600_000_000L, new BigDecimal("1.50"), Map.of(), Long.MIN_VALUE);
    }
}
