package candles;

import static candles.Trades.BTC;
import static candles.Trades.ETH;
import static candles.Trades.FX;
import static candles.Trades.NOON;
import static candles.Trades.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import market.Candle;
import market.CandleStatus;
import market.Interval;
import market.LogTopics;
import market.Publication;
import market.Trade;
import org.junit.jupiter.api.Test;

class CandleWorkerTest {

    private final InMemoryCheckpointStore store = new InMemoryCheckpointStore();

    /** Past the times of all trades, but not by so much that nothing would be called idle for good. */
    private final MovableClock clock = new MovableClock(NOON);

    private final TestWorker worker = worker();

    @Test
    void aTradeOpensACandle() {
        assertThat(worker.apply(trade(1, "100.5", 5))).singleElement().satisfies(candle -> {
            assertThat(candle.status()).isEqualTo(CandleStatus.OPEN);
            assertThat(candle.revision()).isZero();
            assertThat(candle.start()).isEqualTo(NOON);
            assertThat(candle.open()).isEqualTo("100.5");
            assertThat(candle.quoteVolume()).isEqualByComparingTo("201");
        });
    }

    @Test
    void theWatermarkClosesACandleOnlyAfterTheLateness() {
        worker.apply(trade(1, "100", 5));

        assertThat(worker.apply(trade(2, "101", 69))).allMatch(Candle::isOpen);

        assertThat(worker.apply(trade(3, "102", 70)))
                .filteredOn(candle -> !candle.isOpen())
                .singleElement()
                .satisfies(candle -> {
                    assertThat(candle.start()).isEqualTo(NOON);
                    assertThat(candle.status()).isEqualTo(CandleStatus.COMPLETE);
                    assertThat(candle.revision()).isEqualTo(1);
                });
    }

    @Test
    void aLateTradeCorrectsAClosedCandleAndRaisesItsRevisionOncePerCheckpoint() {
        worker.apply(Trades.trade(FX, 1, "100", 5), Trades.trade(FX, 4, "101", 60), Trades.trade(FX, 5, "101", 80));

        assertThat(worker.apply(Trades.trade(FX, 2, "90", 1), Trades.trade(FX, 3, "120", 59)))
                .singleElement()
                .satisfies(candle -> {
                    assertThat(candle.status()).isEqualTo(CandleStatus.COMPLETE);
                    assertThat(candle.revision()).isEqualTo(2);
                    assertThat(candle.open()).isEqualTo("90");
                    assertThat(candle.close()).isEqualTo("120");
                    assertThat(candle.trades()).isEqualTo(3);
                });
    }

    @Test
    void aLateTradeAfterARestartCorrectsTheClosedCandleEvenIfAnEarlierWindowWasSeenFirst() {
        worker.apply(trade(1, "100", 5), trade(3, "101", 65), trade(5, "102", 300));
        TestWorker restarted = worker();

        restarted.apply(trade(2, "99", 6));

        assertThat(restarted.apply(trade(4, "103", 66)))
                .filteredOn(candle -> candle.start().equals(NOON.plusSeconds(60)))
                .singleElement()
                .satisfies(candle -> {
                    assertThat(candle.trades()).isEqualTo(2);
                    assertThat(candle.open()).isEqualTo("101");
                    assertThat(candle.close()).isEqualTo("103");
                });
    }

    @Test
    void aTradeIsCountedOnceInEveryInterval() {
        TestWorker all = new TestWorker(store, settings(Interval.values()), clock);

        all.apply(trade(1, "100", 59));

        assertThat(all.apply(trade(2, "101", 60)))
                .extracting(candle -> candle.key().interval(), Candle::trades)
                .containsExactlyInAnyOrder(
                        tuple(Interval.M1, 1L),
                        tuple(Interval.M5, 2L),
                        tuple(Interval.M15, 2L),
                        tuple(Interval.H1, 2L),
                        tuple(Interval.H4, 2L),
                        tuple(Interval.D1, 2L));
    }

    @Test
    void theWatermarkIsKeptOverARestart() {
        worker.apply(trade(1, "100", 5), trade(2, "101", 69));

        assertThat(worker().apply(trade(3, "102", 70)))
                .filteredOn(candle -> candle.start().equals(NOON))
                .singleElement()
                .satisfies(candle -> assertThat(candle.revision()).isEqualTo(1));
    }

    @Test
    void aBatchWithoutTradesOnlyMovesTheOffset() {
        worker.apply(trade(1, "100", 5));

        assertThat(worker.apply(new PartitionBatch(0, 1, 8, List.of()))).isEmpty();

        assertThat(takeOver(0, Long.MAX_VALUE)).isEqualTo(8);
    }

    @Test
    void aPartitionThatWasNeverReadIsReadFromItsStart() {
        assertThat(newWorker().takeOver(3, 17, 40)).isEqualTo(17);
    }

    @Test
    void recordsThatAreGoneAreToldAndReadingGoesOnBehindThem() {
        worker.apply(trade(1, "100", 5));

        assertThat(takeOver(5, 40)).isEqualTo(5);
    }

    @Test
    void aLogThatEndsBeforeTheCountedOffsetIsReadFromItsStartAndCountedTradesStayCounted() {
        worker.apply(trade(1, "100", 5), trade(2, "101", 6));
        CandleWorker afterLossOfTheLog = newWorker();

        assertThat(afterLossOfTheLog.takeOver(0, 0, 1)).isZero();

        afterLossOfTheLog.fold(List.of(
                new PartitionBatch(0, 0, 2, List.of(logged(0, trade(2, "101", 6)), logged(1, trade(3, "102", 7))))));
        assertThat(afterLossOfTheLog.merge()).singleElement().satisfies(candle -> assertThat(candle.trades())
                .isEqualTo(3));
    }

    @Test
    void aRepeatedTradeChangesNothing() {
        worker.apply(trade(1, "100", 5));

        assertThat(worker.apply(trade(1, "100", 5))).isEmpty();
    }

    @Test
    void recordsBelowTheStoredOffsetAreSkipped() {
        worker.apply(trade(1, "100", 5), trade(2, "101", 6));

        // Another trade at an old offset cannot be: the log does not change. It shows that offsets are looked at.
        assertThat(worker.apply(new PartitionBatch(0, 1, 2, List.of(logged(1, trade(99, "101", 6))))))
                .isEmpty();
    }

    @Test
    void batchesOfAPartitionThatIsNotItsOwnAreLeftOut() {
        assertThat(worker.apply(new PartitionBatch(1, 0, 1, List.of(logged(0, trade(1, "100", 5))))))
                .isEmpty();
        assertThat(store.offsets).isEmpty();
    }

    @Test
    void aSilentPartitionIsClosedByTheClock() {
        worker.apply(trade(1, "100", 5));

        assertThat(worker.idle(68)).as("the window's end is 8 s ago").isEmpty();
        assertThat(worker.idle(2)).singleElement().satisfies(candle -> {
            assertThat(candle.status()).isEqualTo(CandleStatus.COMPLETE);
            assertThat(candle.revision()).isEqualTo(1);
        });
        assertThat(worker.idle(60)).isEmpty();
    }

    @Test
    void aPartitionThatWasOnlyJustTakenOverIsNotSilent() {
        worker.apply(trade(1, "100", 5));
        clock.now = NOON.plusSeconds(300);

        assertThat(worker().finish()).isEmpty();
    }

    @Test
    void aStoreThatWasAwayMakesNoPartitionSilent() {
        worker.apply(trade(1, "100", 5));
        store.away = true;
        assertThatThrownBy(() -> worker.idle(69)).hasMessage("the store is away");
        store.away = false;

        assertThat(worker.idle(9)).as("what came meanwhile is not read yet").isEmpty();
        assertThat(worker.idle(10)).hasSize(1);
    }

    @Test
    void aRoundThatTheStoreDidNotTakeIsFinishedWhenItDoes() {
        worker.apply(trade(1, "100", 5));
        store.failures = 2;
        assertThatThrownBy(() -> worker.apply(trade(2, "105", 6), trade(3, "1", 75)))
                .hasMessageContaining("the store fails");
        assertThatThrownBy(worker::finish).hasMessageContaining("the store fails");

        assertThat(worker.finish()).singleElement().satisfies(candle -> {
            assertThat(candle.trades()).isEqualTo(2);
            assertThat(candle.revision()).as("not once a try").isEqualTo(1);
        });
        assertThat(store.candles).hasSize(2);
    }

    @Test
    void whoeverIsStalledSaysSinceWhenAndWhy() {
        CandleEngine engine = new CandleEngine(store, settings(Interval.M1), Trades.INSTRUMENTS, clock);
        CandleWorker stalled = engine.newWorker();
        stalled.takeOver(0, 0, 10);
        assertThat(engine.state().stall()).isEmpty();

        store.away = true;
        assertThatThrownBy(stalled::commit).hasMessage("the store is away");
        clock.now = NOON.plusSeconds(7);
        assertThatThrownBy(stalled::commit).hasMessage("the store is away");
        assertThat(engine.state().stall()).contains(new EngineState.Stall(NOON, "the store is away"));

        store.away = false;
        stalled.commit();
        assertThat(engine.state().stall()).isEmpty();
    }

    @Test
    void aWorkerThatLostItsPartitionCannotOverwriteTheNewOwner() {
        worker.apply(trade(1, "100", 5));
        TestWorker newOwner = worker();
        newOwner.apply(trade(2, "101", 6), trade(3, "102", 7));

        assertThat(worker.apply(trade(2, "101", 6))).as("shown, but not stored").allMatch(Candle::isOpen);

        assertThat(store.candles.values()).singleElement().satisfies(candle -> assertThat(candle.trades())
                .isEqualTo(3));
        assertThat(store.offsets).containsEntry(0, 3L);
        assertThat(worker.worker.takeLost()).containsExactly(0);
        assertThat(worker.worker.takeLost()).isEmpty();
    }

    @Test
    void whatWasNotLostIsStoredWhenAnotherPartitionIsFencedOff() {
        CandleWorker two = newWorker();
        two.takeOver(0, 0, 10);
        two.takeOver(1, 0, 10);
        newWorker().takeOver(0, 0, 10);

        two.fold(List.of(
                new PartitionBatch(0, 0, 1, List.of(logged(0, trade(1, "100", 5)))),
                new PartitionBatch(1, 0, 1, List.of(logged(0, Trades.trade(ETH, 1, "9", 5))))));
        two.merge();
        two.commit();

        assertThat(store.offsets).containsOnlyKeys(1);
    }

    @Test
    void closedCandlesArePublishedAndAgainByTheNextWorkerIfNobodyKnowsThatTheyWere() {
        worker.worker.fold(List.of(worker.batch(trade(1, "100", 5), trade(2, "101", 75))));
        worker.worker.merge();
        CandleWorker.Committed committed = worker.worker.commit();
        assertThat(committed.closed()).hasSize(1);
        List<Publication> told = committed.published().get(0).publications();
        assertThat(told)
                .extracting(Publication::topic, Publication::key)
                .containsExactly(tuple(LogTopics.CANDLES, BTC));

        CandleWorker next = newWorker();
        next.takeOver(0, 0, 10);
        CandleWorker.Committed again = next.commit();
        assertThat(again.published().get(0).publications()).isEqualTo(told);

        next.published(again.published());
        CandleWorker third = newWorker();
        third.takeOver(0, 0, 10);
        assertThat(third.commit().published()).isEmpty();
    }

    @Test
    void whatIsCountedWaitsForTheCheckpointInterval() {
        EngineSettings patient = new EngineSettings(
                List.of(Interval.M1),
                1,
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Optional.empty(),
                Duration.ofMinutes(1));
        TestWorker waiting = new TestWorker(store, patient, clock);
        waiting.finish();
        int before = store.commits;

        waiting.apply(trade(1, "100", 1));
        waiting.apply(trade(2, "100", 2));
        assertThat(store.commits).isEqualTo(before);
        waiting.idle(1);

        assertThat(store.commits).isEqualTo(before + 1);
        assertThat(store.offsets).containsEntry(0, 2L);
    }

    @Test
    void tradesThatCannotBeTrueAreRefusedWithTheReasonAndTheRestIsCounted() {
        long noon = Trades.micros(NOON);
        worker.apply(new PartitionBatch(
                0,
                0,
                4,
                List.of(
                        new LoggedTrade(0, noon, trade(1, "100", 5)),
                        new LoggedTrade(1, noon, Trades.trade("binance:NO-SUCH", 1, "1", 5)),
                        new LoggedTrade(2, noon, trade(2, "101", 61)),
                        new LoggedTrade(3, noon, trade(3, "101", 60)))));

        assertThat(worker.refused)
                .extracting(RefusedTrade::offset, RefusedTrade::reason)
                .containsExactly(
                        tuple(1L, "instrument binance:NO-SUCH is not configured"),
                        tuple(
                                2L,
                                "event time 2026-01-01T12:01:01Z is more than 60 s after 2026-01-01T12:00:00Z, when the"
                                        + " trade was logged"));
        assertThat(store.candles.values().stream().mapToLong(Candle::trades).sum())
                .isEqualTo(2);
    }

    @Test
    void aPriceThatJumpsIsRefusedWhereThatIsSetUntilTheMarketHasPausedForAMinute() {
        TestWorker careful = new TestWorker(
                store,
                new EngineSettings(
                        List.of(Interval.M1),
                        1,
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        Optional.of(new BigDecimal("0.5")),
                        Duration.ofMinutes(1)),
                clock);

        careful.apply(
                trade(1, "100", -120),
                trade(2, "150", -119),
                trade(3, "226", -118),
                trade(4, "99", -117),
                trade(5, "100.1", -116),
                trade(6, "10", -55));

        assertThat(careful.refused).extracting(RefusedTrade::offset).containsExactly(2L, 3L);
        assertThat(careful.refused.get(0).reason())
                .isEqualTo("price 226 is too far from 150, that of the trade before; souk.candles.max-jump is 0.5");
    }

    private long takeOver(long logStart, long logEnd) {
        return newWorker().takeOver(0, logStart, logEnd);
    }

    private CandleWorker newWorker() {
        return new CandleEngine(store, settings(Interval.M1), Trades.INSTRUMENTS, clock).newWorker();
    }

    private TestWorker worker() {
        return new TestWorker(store, settings(Interval.M1), clock);
    }

    private static LoggedTrade logged(long offset, Trade trade) {
        return new LoggedTrade(offset, trade.eventTimeMicros(), trade);
    }

    private static Trade trade(long id, String price, double secondsAfterNoon) {
        return Trades.trade(BTC, id, price, secondsAfterNoon);
    }
}
