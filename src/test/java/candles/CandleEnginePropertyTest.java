package candles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import market.Interval;
import market.TakerSide;
import market.Trade;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens on the way, the candles are those of the naive fold. */
class CandleEnginePropertyTest {

    private static final List<Interval> INTERVALS = List.of(Interval.M1, Interval.M5, Interval.M15);
    private static final long START = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli() * 1_000;
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-02T00:00:00Z"), ZoneOffset.UTC);

    /**
     * One random history a try: trades of two instruments over about 20 minutes, some at the same time, shuffled within
     * a window or as a whole, some repeated, cut into batches; before some batches the process crashes (the engine is
     * lost, the log is read again from an older offset) and before some the store is away.
     */
    @Property(tries = 400)
    void candlesEqualTheNaiveFold(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count, @ForAll boolean shuffled) {
        Random random = new Random(seed);
        List<Trade> trades = randomTrades(random, count);
        List<Trade> log = new ArrayList<>(trades);
        for (int i = 0; i < count / 10; i++) {
            log.add(random.nextInt(log.size()), trades.get(random.nextInt(count)));
        }
        if (shuffled) {
            Collections.shuffle(log, random);
        }

        InMemoryCheckpointStore store = new InMemoryCheckpointStore();
        CandleEngine engine = newEngine(store);
        int read = 0;
        while (read < log.size()) {
            if (random.nextInt(5) == 0) {
                engine = newEngine(store);
                read = Math.max(0, read - random.nextInt(20));
            }
            int end = Math.min(log.size(), read + 1 + random.nextInt(30));
            PartitionBatch batch = batch(log, read, end);
            if (random.nextInt(5) == 0) {
                failOnce(store, engine, batch);
            }
            engine.apply(List.of(batch));
            read = end;
        }
        assertThat(NaiveFold.of(store.candles.values())).isEqualTo(NaiveFold.of(trades, INTERVALS));

        closeEverything(store);
        assertThat(store.candles.values()).allMatch(NaiveFold::isClosed).allMatch(candle -> candle.revision() > 0);
        assertThat(NaiveFold.of(store.candles.values())).isEqualTo(NaiveFold.of(trades, INTERVALS));
    }

    /** A day after the last trade, to an engine that took over then and sees no trade any more. */
    private static void closeEverything(InMemoryCheckpointStore store) {
        MovableClock clock = new MovableClock(CLOCK.instant());
        CandleEngine engine = new CandleEngine(store, INTERVALS, Duration.ofSeconds(10), clock);
        engine.assigned(0);
        clock.now = clock.now.plusSeconds(60);
        engine.closeIdle();
    }

    private static void failOnce(InMemoryCheckpointStore store, CandleEngine engine, PartitionBatch batch) {
        store.away = true;
        assertThatThrownBy(() -> engine.apply(List.of(batch))).hasMessage("the store is away");
        store.away = false;
    }

    private static CandleEngine newEngine(InMemoryCheckpointStore store) {
        return new CandleEngine(store, INTERVALS, Duration.ofSeconds(10), CLOCK);
    }

    private static PartitionBatch batch(List<Trade> log, int from, int to) {
        List<LoggedTrade> trades = new ArrayList<>();
        for (int offset = from; offset < to; offset++) {
            trades.add(new LoggedTrade(offset, log.get(offset)));
        }
        return new PartitionBatch(0, from, to, trades);
    }

    private static List<Trade> randomTrades(Random random, int count) {
        List<Trade> trades = new ArrayList<>();
        long time = START;
        for (int id = 1; id <= count; id++) {
            time += random.nextInt(4) == 0 ? 0 : random.nextInt(10_000_000);
            trades.add(new Trade(
                    random.nextBoolean() ? "binance:BTC-USDT" : "binance:ETH-USDT",
                    BigDecimal.valueOf(100_00L + random.nextInt(1_000), 2),
                    BigDecimal.valueOf(1L + random.nextInt(100_000), 5),
                    random.nextBoolean() ? TakerSide.BUY : TakerSide.SELL,
                    id,
                    time,
                    time,
                    time));
        }
        return trades;
    }
}
