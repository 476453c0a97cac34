package candles;

import static candles.Trades.BTC;
import static candles.Trades.ETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import market.Candle;
import market.CandleJson;
import market.CandleKey;
import market.CandleStatus;
import market.Gap;
import market.Interval;
import market.LogTopics;
import market.TakerSide;
import market.Trade;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever happens on the way, the candles are those of the naive fold. */
class CandleEnginePropertyTest {

    private static final List<Interval> INTERVALS = List.of(Interval.M1, Interval.M5, Interval.M15, Interval.H1);
    private static final long START = Trades.micros(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Instant NOW = Instant.parse("2026-01-02T00:00:00Z");

    private InMemoryCheckpointStore store;
    private MovableClock clock;
    private Map<CandleKey, Candle> told;
    private int toldUpTo;

    /**
     * One random history a try: trades of two instruments over up to 25 minutes, some at the same time, shuffled within
     * a window or as a whole, some repeated, cut into batches, stored after some of them. In between: the process crashes
     * (the worker is lost, with or without what it last stored having been published); another worker takes the partition
     * over while this one, which does not know it, goes on for a while; the store is away; the partition is silent for so
     * long that the wall clock closes what is open.
     */
    @Property(tries = 500)
    void candlesEqualTheNaiveFold(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 300) int count, @ForAll boolean shuffled) {
        store = new InMemoryCheckpointStore();
        clock = new MovableClock(NOW);
        told = new HashMap<>();
        toldUpTo = 0;
        Random random = new Random(seed);
        List<Trade> trades = randomTrades(random, count);
        List<Trade> log = new ArrayList<>(trades);
        for (int i = 0; i < count / 10; i++) {
            log.add(random.nextInt(log.size()), trades.get(random.nextInt(count)));
        }
        if (shuffled) {
            Collections.shuffle(log, random);
        }

        Reader reader = new Reader(log);
        Reader zombie = reader;
        while (reader.offset < log.size()) {
            switch (random.nextInt(8)) {
                case 0 -> reader = new Reader(log);
                case 1 -> {
                    zombie = reader;
                    reader = new Reader(log);
                }
                case 2 -> zombie.round(random, random.nextBoolean());
                case 3 -> {
                    clock.now = clock.now.plusSeconds(60);
                    reader.finish(true);
                }
                case 4 -> reader.failOnce(random);
                default -> reader.round(random, random.nextInt(10) > 0);
            }
            if (reader.isLost()) {
                reader = new Reader(log);
            }
            listen();
        }
        reader = new Reader(log);
        reader.finish(true);
        Map<String, NaiveFold.Figures> expected = NaiveFold.of(trades, INTERVALS);
        assertThat(NaiveFold.of(store.candles.values())).isEqualTo(expected);

        clock.now = clock.now.plusSeconds(60);
        reader.finish(true);
        listen();

        assertThat(store.candles.values())
                .as("every window is over, and every trade has come")
                .allMatch(
                        candle -> candle.status() == CandleStatus.COMPLETE || candle.status() == CandleStatus.REPAIRED)
                .allMatch(candle -> candle.revision() >= 1);
        assertThat(store.gaps.values()).allMatch(gap -> gap.state() == Gap.State.FILLED);
        assertThat(NaiveFold.of(store.candles.values())).isEqualTo(expected);
        assertThat(told).as("what was told last is what is stored").hasSameSizeAs(store.candles);
        told.forEach((key, candle) -> {
            assertThat(NaiveFold.Figures.of(candle)).isEqualTo(NaiveFold.Figures.of(store.candles.get(key)));
            assertThat(candle.revision()).isEqualTo(store.candles.get(key).revision());
            assertThat(candle.status()).isEqualTo(store.candles.get(key).status());
        });
        assertThat(store.outbox.getOrDefault(0, List.of())).isEmpty();
    }

    /** Keeps what a reader of the candles topic knows, and checks that it can tell a first close from a correction. */
    private void listen() {
        for (; toldUpTo < store.told.size(); toldUpTo++) {
            if (store.told.get(toldUpTo).topic().equals(LogTopics.CANDLES)) {
                Candle candle = CandleJson.read(store.told.get(toldUpTo).payload());
                Candle before = told.put(candle.key(), candle);
                assertThat(candle.revision()).isEqualTo(before == null ? 1 : before.revision() + 1);
                assertThat(candle.isOpen()).isFalse();
                assertThat(candle.trades()).isGreaterThanOrEqualTo(before == null ? 1 : before.trades());
            }
        }
    }

    /** One process: a worker, and how far it has read. */
    private final class Reader {

        private final List<Trade> log;
        private final CandleWorker worker = new CandleEngine(
                        store, Trades.settings(INTERVALS.toArray(Interval[]::new)), Trades.INSTRUMENTS, clock)
                .newWorker();
        private int offset;

        Reader(List<Trade> log) {
            this.log = log;
            offset = (int) worker.takeOver(0, 0, log.size());
        }

        boolean isLost() {
            return !worker.takeLost().isEmpty();
        }

        void round(Random random, boolean published) {
            count(random);
            finish(published);
        }

        void failOnce(Random random) {
            count(random);
            store.away = true;
            assertThatThrownBy(worker::commit).hasMessage("the store is away");
            store.away = false;
            finish(true);
        }

        /** @param published whether the log got what was stored, and the store knows that it did */
        void finish(boolean published) {
            worker.merge();
            CandleWorker.Committed committed = worker.commit();
            if (published) {
                worker.published(committed.published());
            }
        }

        private void count(Random random) {
            int end = Math.min(log.size(), offset + 1 + random.nextInt(30));
            if (end > offset) {
                List<LoggedTrade> trades = new ArrayList<>();
                for (int i = offset; i < end; i++) {
                    trades.add(new LoggedTrade(i, log.get(i).eventTimeMicros(), log.get(i)));
                }
                worker.fold(List.of(new PartitionBatch(0, offset, end, trades)));
                offset = end;
            }
        }
    }

    /** Ids are dense for each instrument, as on the venues. */
    private static List<Trade> randomTrades(Random random, int count) {
        List<Trade> trades = new ArrayList<>();
        Map<String, Long> lastIds = new HashMap<>();
        long time = START;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(4) == 0 ? 0 : random.nextInt(10_000_000);
            String instrument = random.nextBoolean() ? BTC : ETH;
            trades.add(new Trade(
                    instrument,
                    BigDecimal.valueOf(100_00L + random.nextInt(1_000), 2),
                    BigDecimal.valueOf(1L + random.nextInt(100_000), 5),
                    random.nextBoolean() ? TakerSide.BUY : TakerSide.SELL,
                    lastIds.merge(instrument, 1L, Long::sum),
                    time,
                    time,
                    time));
        }
        return trades;
    }
}
