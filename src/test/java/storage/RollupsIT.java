package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import candles.NaiveFold;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.IdRun;
import market.Interval;
import market.TakerSide;
import market.Trade;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.BeforeTry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class RollupsIT {

    private static final String BTC = "binance:BTC-USDT";
    private static final String ETH = "binance:ETH-USDT";
    private static final int PARTITION = 3;

    /** Days of two months and years, before which the property's trades begin. */
    private static final Instant START = Instant.parse("2025-12-31T18:00:00Z");

    private final JdbcTemplate jdbc = new JdbcTemplate(EmbeddedDatabase.dataSource());
    private final TransactionTemplate transaction =
            new TransactionTemplate(new DataSourceTransactionManager(EmbeddedDatabase.dataSource()));
    private final CandleCheckpoints checkpoints = new CandleCheckpoints(jdbc, transaction);
    private final Rollups rollups = new Rollups(JdbcClient.create(jdbc));
    private long offset;

    @BeforeEach
    @BeforeTry
    void empty() {
        jdbc.execute(
                "truncate candles_1m, candles_5m, candles_15m, candles_1h, candles_4h, candles_1d, consumer_offsets,"
                        + " counted_trade_ids");
    }

    /**
     * Random trades of two instruments over up to two days around a new year, folded into the candles of the shortest
     * interval; each longer interval is rolled up from the one before, or all from the shortest.
     */
    @Property(tries = 60)
    void whatIsRolledUpEqualsTheNaiveFoldOfTheTrades(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 400) int count, @ForAll boolean inSteps) {
        Random random = new Random(seed);
        List<Trade> trades = randomTrades(random, count);
        List<Candle> minutes = minutes(trades, random);
        Instant closedBefore = START.plusSeconds(random.nextInt(2 * 24 * 60 * 60));
        store(PARTITION, minutes);
        store(PARTITION + 1, List.of(candle("x:OTHER-USD", Interval.M1, START, "1", 1, CandleStatus.COMPLETE)));

        Interval[] intervals = Interval.values();
        for (int i = 1; i < intervals.length; i++) {
            rollUp(inSteps ? intervals[i - 1] : Interval.M1, intervals[i], closedBefore);
        }

        for (int i = 1; i < intervals.length; i++) {
            List<Candle> made = stored(intervals[i]);
            assertThat(NaiveFold.of(made)).isEqualTo(NaiveFold.of(trades, List.of(intervals[i])));
            assertThat(made).allSatisfy(candle -> {
                assertThat(candle.status()).isEqualTo(expectedStatus(candle.key(), minutes, closedBefore));
                assertThat(candle.revision()).isEqualTo(candle.isOpen() ? 0 : 1);
            });
        }
    }

    @Test
    void theSumsAreExactToTheLastDigit() {
        Candle first =
                candle(BTC, Interval.M1, START, "12345678901234567890.123456789012345678", 2, CandleStatus.COMPLETE);
        Candle second =
                candle(BTC, Interval.M1, START.plusSeconds(60), "0.000000000000000001", 3, CandleStatus.COMPLETE);
        store(PARTITION, List.of(first, second));

        rollUp(Interval.M1, Interval.M5, START.plusSeconds(300));

        assertThat(stored(Interval.M5)).singleElement().satisfies(candle -> {
            assertThat(candle.volume()).isEqualByComparingTo("12345678901234567890.123456789012345679");
            assertThat(candle.quoteVolume()).isEqualByComparingTo("123456789012345678901.23456789012345679");
            assertThat(candle.trades()).isEqualTo(5);
        });
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETE, COMPLETE, COMPLETE",
        "COMPLETE, REPAIRED, REPAIRED",
        "REPAIRED, PARTIAL,  PARTIAL",
        "PARTIAL,  COMPLETE, PARTIAL",
        "COMPLETE, OPEN,     COMPLETE",
    })
    void aClosedWindowIsAsReliableAsTheWorstOfItsParts(CandleStatus one, CandleStatus other, CandleStatus expected) {
        store(
                PARTITION,
                List.of(
                        candle(BTC, Interval.M1, START, "1", 1, one),
                        candle(BTC, Interval.M1, START.plusSeconds(240), "1", 1, other)));

        rollUp(Interval.M1, Interval.M5, START.plusSeconds(300));

        assertThat(stored(Interval.M5)).singleElement().satisfies(candle -> {
            assertThat(candle.status()).isEqualTo(expected);
            assertThat(candle.revision()).isEqualTo(1);
        });
    }

    @Test
    void aWindowThatIsNotOverIsOpenWhateverItsPartsAre() {
        store(PARTITION, List.of(candle(BTC, Interval.M1, START, "1", 1, CandleStatus.PARTIAL)));

        rollUp(Interval.M1, Interval.M5, START.plusSeconds(300).minusNanos(1_000));

        assertThat(stored(Interval.M5)).singleElement().satisfies(candle -> {
            assertThat(candle.status()).isEqualTo(CandleStatus.OPEN);
            assertThat(candle.revision()).isZero();
        });
        assertThat(checkpoints
                        .takeOver(PARTITION, List.of(Interval.values()), 0)
                        .openCandles())
                .hasSize(1);
    }

    @Test
    void aWindowThatHoldsMoreTradesThanItsPartsIsKept() {
        store(PARTITION, List.of(candle(BTC, Interval.M1, START, "1", 4, CandleStatus.COMPLETE)));
        Candle whole = candle(BTC, Interval.M5, START, "9", 5, CandleStatus.REPAIRED);
        store(PARTITION, List.of(whole));

        rollUp(Interval.M1, Interval.M5, START.plusSeconds(300));

        assertThat(stored(Interval.M5)).containsExactly(whole);
    }

    @Test
    void aWindowThatHoldsFewerTradesThanItsPartsIsCorrected() {
        store(PARTITION, List.of(candle(BTC, Interval.M1, START, "9", 5, CandleStatus.COMPLETE)));
        store(PARTITION, List.of(candle(BTC, Interval.M5, START, "1", 4, CandleStatus.COMPLETE)));

        rollUp(Interval.M1, Interval.M5, START.plusSeconds(300));

        assertThat(stored(Interval.M5)).singleElement().satisfies(candle -> {
            assertThat(candle.trades()).isEqualTo(5);
            assertThat(candle.close()).isEqualByComparingTo("9");
            assertThat(candle.revision()).isEqualTo(2);
        });
    }

    @Test
    void aClosedWindowIsNotOpenedAgain() {
        store(PARTITION, List.of(candle(BTC, Interval.M1, START, "9", 5, CandleStatus.COMPLETE)));
        store(PARTITION, List.of(candle(BTC, Interval.M5, START, "1", 4, CandleStatus.COMPLETE)));

        rollUp(Interval.M1, Interval.M5, START);

        assertThat(stored(Interval.M5)).singleElement().satisfies(candle -> {
            assertThat(candle.trades()).isEqualTo(5);
            assertThat(candle.status()).isEqualTo(CandleStatus.COMPLETE);
            assertThat(candle.revision()).isEqualTo(2);
        });
    }

    @Test
    void anOpenWindowWithAllItsTradesIsClosedWhenItIsOver() {
        store(PARTITION, List.of(candle(BTC, Interval.M1, START, "9", 5, CandleStatus.REPAIRED)));
        store(PARTITION, List.of(candle(BTC, Interval.M5, START, "9", 5, CandleStatus.OPEN)));

        rollUp(Interval.M1, Interval.M5, START.plusSeconds(300));

        assertThat(stored(Interval.M5)).containsExactly(candle(BTC, Interval.M5, START, "9", 5, CandleStatus.REPAIRED));
    }

    @Test
    void rollingUpAgainChangesNothing() {
        Random random = new Random(7);
        store(PARTITION, minutes(randomTrades(random, 200), random));
        Instant closedBefore = START.plusSeconds(10_000);
        rollUp(Interval.M1, Interval.H1, closedBefore);
        List<Map<String, Object>> before = jdbc.queryForList("select *, xmin::text from candles_1h order by 1, 2");

        rollUp(Interval.M1, Interval.H1, closedBefore);

        assertThat(jdbc.queryForList("select *, xmin::text from candles_1h order by 1, 2"))
                .isEqualTo(before);
    }

    @Test
    void onlyAMultipleOfTheShorterIntervalCanBeMade() {
        assertThatThrownBy(() -> rollUp(Interval.M5, Interval.M5, START)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> rollUp(Interval.H1, Interval.M15, START))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("candles of 15m cannot be made from those of 1h");
    }

    private void rollUp(Interval from, Interval to, Instant closedBefore) {
        transaction.executeWithoutResult(status -> rollups.rollUp(PARTITION, from, to, closedBefore));
    }

    private void store(int partition, List<Candle> candles) {
        offset++;
        checkpoints.commit(List.of(Checkpoints.of(
                checkpoints,
                partition,
                offset,
                1,
                candles,
                candles.stream()
                        .map(candle -> candle.key().instrument())
                        .distinct()
                        .map(id -> Checkpoints.counted(id, new IdRun(1, 1, 1, 1)))
                        .toList())));
    }

    private List<Candle> stored(Interval interval) {
        return jdbc.query(
                "select * from " + CandleRows.table(interval) + " order by instrument, start",
                (row, number) -> CandleRows.candle(row, interval));
    }

    /** Computed from the parts, without the database. */
    private static CandleStatus expectedStatus(CandleKey key, Collection<Candle> minutes, Instant closedBefore) {
        if (CandleRows.instant(key.endMicros()).isAfter(closedBefore)) {
            return CandleStatus.OPEN;
        }
        List<CandleStatus> parts = minutes.stream()
                .filter(part -> part.key().instrument().equals(key.instrument()))
                .filter(part -> key.interval().windowStart(part.key().startMicros()) == key.startMicros())
                .map(Candle::status)
                .toList();
        return Arrays.asList(CandleStatus.PARTIAL, CandleStatus.REPAIRED).stream()
                .filter(parts::contains)
                .findFirst()
                .orElse(CandleStatus.COMPLETE);
    }

    private static List<Candle> minutes(List<Trade> trades, Random random) {
        List<Trade> log = new ArrayList<>(trades);
        Collections.shuffle(log, random);
        Map<CandleKey, Candle> candles = new HashMap<>();
        for (Trade trade : log) {
            CandleKey key =
                    new CandleKey(trade.instrument(), Interval.M1, Interval.M1.windowStart(trade.eventTimeMicros()));
            candles.compute(key, (same, before) -> before == null ? Candle.opening(same, trade) : before.with(trade));
        }
        candles.replaceAll(
                (key, candle) -> candle.revised(CandleStatus.values()[random.nextInt(10) < 8 ? 1 : random.nextInt(4)]));
        return List.copyOf(candles.values());
    }

    private static List<Trade> randomTrades(Random random, int count) {
        List<Trade> trades = new ArrayList<>();
        long time = START.toEpochMilli() * 1_000;
        int most = random.nextBoolean() ? 20_000_000 : 800_000_000;
        for (int id = 1; id <= count; id++) {
            time += random.nextInt(4) == 0 ? 0 : random.nextInt(most);
            trades.add(new Trade(
                    random.nextBoolean() ? BTC : ETH,
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

    private static Candle candle(
            String instrument, Interval interval, Instant start, String figure, long trades, CandleStatus status) {
        BigDecimal decimal = new BigDecimal(figure);
        long micros = start.toEpochMilli() * 1_000;
        return new Candle(
                new CandleKey(instrument, interval, micros),
                decimal,
                decimal,
                decimal,
                decimal,
                decimal,
                decimal.multiply(BigDecimal.TEN),
                decimal,
                trades,
                1,
                trades,
                micros + 1,
                micros + 2,
                status == CandleStatus.OPEN ? 0 : 1,
                status);
    }
}
