package candles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import market.Candle;
import market.CandleStatus;
import market.Interval;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;

class CandleEngineTest {

    private static final String BTC = "binance:BTC-USDT";
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final InMemoryCheckpointStore store = new InMemoryCheckpointStore();
    private final CandleEngine engine = engineAt(NOON);
    private long offset;

    @Test
    void aTradeOpensACandle() {
        List<Candle> changed = engine.apply(List.of(batch(trade(1, "100.5", 5))));

        assertThat(changed).singleElement().satisfies(candle -> {
            assertThat(candle.status()).isEqualTo(CandleStatus.OPEN);
            assertThat(candle.revision()).isZero();
            assertThat(candle.start()).isEqualTo(NOON);
            assertThat(candle.open()).isEqualTo("100.5");
            assertThat(candle.quoteVolume()).isEqualByComparingTo("201");
        });
    }

    @Test
    void theWatermarkClosesACandleOnlyAfterTheLateness() {
        engine.apply(List.of(batch(trade(1, "100", 5))));

        assertThat(engine.apply(List.of(batch(trade(2, "101", 69))))).allMatch(Candle::isOpen);
        List<Candle> changed = engine.apply(List.of(batch(trade(3, "102", 70))));

        assertThat(changed)
                .filteredOn(candle -> !candle.isOpen())
                .singleElement()
                .satisfies(candle -> {
                    assertThat(candle.start()).isEqualTo(NOON);
                    assertThat(candle.status()).isEqualTo(CandleStatus.COMPLETE);
                    assertThat(candle.revision()).isEqualTo(1);
                });
    }

    @Test
    void aLateTradeCorrectsAClosedCandleAndRaisesItsRevisionOncePerBatch() {
        engine.apply(List.of(batch(trade(1, "100", 5), trade(9, "101", 200))));

        List<Candle> changed = engine.apply(List.of(batch(trade(2, "90", 1), trade(3, "120", 59))));

        assertThat(changed).singleElement().satisfies(candle -> {
            assertThat(candle.status()).isEqualTo(CandleStatus.COMPLETE);
            assertThat(candle.revision()).isEqualTo(2);
            assertThat(candle.open()).isEqualTo("90");
            assertThat(candle.close()).isEqualTo("120");
            assertThat(candle.trades()).isEqualTo(3);
        });
    }

    @Test
    void aLateTradeAfterARestartCorrectsTheClosedCandleEvenIfAnEarlierWindowWasSeenFirst() {
        engine.apply(List.of(batch(trade(1, "100", 5), trade(2, "101", 65), trade(9, "102", 300))));
        CandleEngine restarted = engineAt(NOON);

        restarted.apply(List.of(batch(trade(3, "99", 6))));
        List<Candle> changed = restarted.apply(List.of(batch(trade(4, "103", 66))));

        assertThat(changed).singleElement().satisfies(candle -> {
            assertThat(candle.start()).isEqualTo(NOON.plusSeconds(60));
            assertThat(candle.status()).isEqualTo(CandleStatus.COMPLETE);
            assertThat(candle.revision()).isEqualTo(2);
            assertThat(candle.trades()).isEqualTo(2);
            assertThat(candle.open()).isEqualTo("101");
            assertThat(candle.close()).isEqualTo("103");
        });
    }

    @Test
    void aTradeIsCountedOnceInEveryInterval() {
        CandleEngine three = new CandleEngine(
                store,
                List.of(Interval.M1, Interval.M5, Interval.M15),
                Duration.ofSeconds(10),
                Clock.fixed(NOON, ZoneOffset.UTC));

        three.apply(List.of(batch(trade(1, "100", 59))));
        List<Candle> changed = three.apply(List.of(batch(trade(2, "101", 60))));

        assertThat(changed)
                .extracting(candle -> candle.key().interval(), Candle::start, Candle::trades)
                .containsExactlyInAnyOrder(
                        tuple(Interval.M1, NOON.plusSeconds(60), 1L),
                        tuple(Interval.M5, NOON, 2L),
                        tuple(Interval.M15, NOON, 2L));
    }

    @Test
    void theWatermarkIsKeptOverARestart() {
        engine.apply(List.of(batch(trade(1, "100", 5), trade(2, "101", 69))));
        CandleEngine restarted = engineAt(NOON);

        assertThat(restarted.apply(List.of(batch(trade(3, "102", 70)))))
                .filteredOn(candle -> candle.start().equals(NOON))
                .singleElement()
                .satisfies(candle -> {
                    assertThat(candle.status()).isEqualTo(CandleStatus.COMPLETE);
                    assertThat(candle.revision()).isEqualTo(1);
                });
    }

    @Test
    void aBatchWithoutTradesOnlyMovesTheOffset() {
        engine.apply(List.of(batch(trade(1, "100", 5))));

        assertThat(engine.apply(List.of(new PartitionBatch(0, 1, 8, List.of()))))
                .isEmpty();

        assertThat(engineAt(NOON).assigned(0, Long.MAX_VALUE)).contains(8L);
    }

    @Test
    void aPartitionThatWasNeverReadHasNoOffset() {
        assertThat(engine.assigned(3, Long.MAX_VALUE)).isEmpty();
    }

    @Test
    void aRevokedPartitionIsLoadedAgainFromTheStore() {
        engine.apply(List.of(batch(trade(1, "100", 5))));
        engine.revoked(0);
        CandleEngine other = engineAt(NOON);
        other.apply(List.of(batch(trade(2, "101", 6))));

        assertThat(engine.assigned(0, Long.MAX_VALUE)).contains(2L);
        assertThat(engine.apply(List.of(batch(trade(3, "102", 7)))))
                .singleElement()
                .satisfies(candle -> assertThat(candle.trades()).isEqualTo(3));
    }

    @Test
    void idlePartitionsAreClosedTogetherAndAgainAfterTheStoreWasAway() {
        MovableClock clock = new MovableClock(NOON);
        CandleEngine moving = new CandleEngine(store, List.of(Interval.M1), Duration.ofSeconds(10), clock);
        moving.apply(List.of(new PartitionBatch(0, 0, 1, List.of(new LoggedTrade(0, trade(1, "100", 5))))));
        moving.apply(List.of(
                new PartitionBatch(1, 0, 1, List.of(new LoggedTrade(0, tradeOf("binance:ETH-USDT", 1, "9", 5))))));
        clock.now = NOON.plusSeconds(120);

        store.away = true;
        assertThatThrownBy(moving::closeIdle).hasMessage("the store is away");
        store.away = false;

        assertThat(moving.closeIdle())
                .extracting(candle -> candle.key().instrument())
                .containsExactlyInAnyOrder(BTC, "binance:ETH-USDT");
        assertThat(moving.closeIdle()).isEmpty();
    }

    @Test
    void aLogThatEndsBeforeTheCountedOffsetIsReadFromItsStartAndCountedTradesStayCounted() {
        engine.apply(List.of(batch(trade(1, "100", 5), trade(2, "101", 6))));
        CandleEngine afterLossOfTheLog = engineAt(NOON);

        assertThat(afterLossOfTheLog.assigned(0, 1)).isEmpty();

        offset = 0;
        assertThat(afterLossOfTheLog.apply(List.of(batch(trade(2, "101", 6), trade(3, "102", 7)))))
                .singleElement()
                .satisfies(candle -> assertThat(candle.trades()).isEqualTo(3));
    }

    @Test
    void aRepeatedTradeChangesNothing() {
        engine.apply(List.of(batch(trade(1, "100", 5))));

        assertThat(engine.apply(List.of(batch(trade(1, "100", 5))))).isEmpty();
    }

    @Test
    void recordsBelowTheStoredOffsetAreSkipped() {
        engine.apply(List.of(batch(trade(1, "100", 5), trade(2, "101", 6))));
        CandleEngine afterCrash = engineAt(NOON);

        assertThat(afterCrash.assigned(0, Long.MAX_VALUE)).contains(2L);
        offset = 1;
        // Another trade at an old offset cannot be: the log does not change. It shows that offsets are looked at.
        assertThat(afterCrash.apply(List.of(batch(trade(99, "101", 6))))).isEmpty();
    }

    @Test
    void anIdlePartitionIsClosedByTheWallClock() {
        engine.apply(List.of(batch(trade(1, "100", 5))));

        CandleEngine later = engineAt(NOON);
        later.assigned(0, Long.MAX_VALUE);
        assertThat(later.closeIdle())
                .as("the partition has only just been taken over")
                .isEmpty();

        MovableClock clock = new MovableClock(NOON.plusSeconds(30));
        CandleEngine moving = new CandleEngine(store, List.of(Interval.M1), Duration.ofSeconds(10), clock);
        moving.assigned(0, Long.MAX_VALUE);
        clock.now = NOON.plusSeconds(69);
        assertThat(moving.closeIdle()).as("the window's end is 9 s ago").isEmpty();
        clock.now = NOON.plusSeconds(70);
        assertThat(moving.closeIdle()).singleElement().matches(candle -> candle.status() == CandleStatus.COMPLETE);
    }

    @Test
    void aFailedCommitIsRepeatedOnWhatTheStoreKnows() {
        engine.apply(List.of(batch(trade(1, "100", 5))));
        PartitionBatch batch = batch(trade(2, "105", 6));

        store.away = true;
        assertThatThrownBy(() -> engine.apply(List.of(batch))).hasMessage("the store is away");
        store.away = false;

        assertThat(engine.apply(List.of(batch))).singleElement().satisfies(candle -> assertThat(candle.trades())
                .isEqualTo(2));
    }

    private CandleEngine engineAt(Instant now) {
        return new CandleEngine(store, List.of(Interval.M1), Duration.ofSeconds(10), Clock.fixed(now, ZoneOffset.UTC));
    }

    private PartitionBatch batch(Trade... trades) {
        long first = offset;
        List<LoggedTrade> logged = new ArrayList<>();
        for (Trade trade : trades) {
            logged.add(new LoggedTrade(offset++, trade));
        }
        return new PartitionBatch(0, first, offset, logged);
    }

    private static Trade trade(long id, String price, int secondsAfterNoon) {
        return tradeOf(BTC, id, price, secondsAfterNoon);
    }

    private static Trade tradeOf(String instrument, long id, String price, int secondsAfterNoon) {
        long micros = NOON.plusSeconds(secondsAfterNoon).toEpochMilli() * 1_000;
        return new Trade(
                instrument, new BigDecimal(price), new BigDecimal("2"), TakerSide.BUY, id, micros, micros, micros);
    }
}
