package candles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
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
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");
    private static final Duration LATENESS = Duration.ofSeconds(10);

    /**
     * One random history a try: trades of two instruments over up to 25 minutes, some at the same time, shuffled within
     * a window or as a whole, some repeated, cut into batches; before some batches the process crashes (the engine is
     * lost, the log is read again from an older offset), before some the store is away, and before some the partition
     * was idle for so long that the wall clock closes what is open.
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
        MovableClock clock = new MovableClock(NOW);
        CandleEngine engine = newEngine(store, clock);
        Map<CandleKey, Candle> told = new HashMap<>();
        int read = 0;
        while (read < log.size()) {
            if (random.nextInt(5) == 0) {
                engine = newEngine(store, clock);
                read = Math.max(0, read - random.nextInt(20));
            }
            if (random.nextInt(8) == 0) {
                clock.now = clock.now.plusSeconds(60);
                tell(engine.closeIdle(), told);
            }
            int end = Math.min(log.size(), read + 1 + random.nextInt(30));
            PartitionBatch batch = batch(log, read, end);
            if (random.nextInt(5) == 0) {
                failOnce(store, engine, batch);
            }
            tell(engine.apply(List.of(batch)), told);
            read = end;
        }
        Map<String, NaiveFold.Figures> expected = NaiveFold.of(trades, INTERVALS);
        assertThat(NaiveFold.of(store.candles.values())).isEqualTo(expected);

        clock.now = clock.now.plusSeconds(60);
        tell(engine.closeIdle(), told);

        assertThat(store.candles.values())
                .as("every window is over, so every candle is closed")
                .allMatch(candle -> candle.status() == CandleStatus.COMPLETE && candle.revision() >= 1);
        assertThat(NaiveFold.of(store.candles.values())).isEqualTo(expected);
        assertThat(told).as("what was told last is what is stored").isEqualTo(store.candles);
        assertThat(engine.closeIdle()).isEmpty();
    }

    /** Keeps what a reader of the engine's answers knows, and checks that it never sees a candle go back. */
    private static void tell(List<Candle> candles, Map<CandleKey, Candle> told) {
        for (Candle candle : candles) {
            Candle before = told.put(candle.key(), candle);
            if (before != null) {
                assertThat(candle.trades()).isGreaterThanOrEqualTo(before.trades());
                assertThat(candle.revision()).isBetween(before.revision(), before.revision() + 1);
                assertThat(before.isOpen() || !candle.isOpen())
                        .as("a closed candle stays closed")
                        .isTrue();
            }
        }
    }

    private static void failOnce(InMemoryCheckpointStore store, CandleEngine engine, PartitionBatch batch) {
        store.away = true;
        assertThatThrownBy(() -> engine.apply(List.of(batch))).hasMessage("the store is away");
        store.away = false;
    }

    private static CandleEngine newEngine(InMemoryCheckpointStore store, MovableClock clock) {
        CandleEngine engine = new CandleEngine(store, INTERVALS, LATENESS, clock);
        engine.assigned(0, Long.MAX_VALUE);
        return engine;
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
