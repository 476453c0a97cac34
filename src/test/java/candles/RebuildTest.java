package candles;

import static candles.Trades.BTC;
import static candles.Trades.ETH;
import static candles.Trades.NOON;
import static candles.Trades.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import market.Candle;
import market.CandleJson;
import market.CandleKey;
import market.CandleStatus;
import market.Interval;
import market.LogTopics;
import market.Trade;
import org.junit.jupiter.api.Test;

class RebuildTest {

    private final InMemoryCheckpointStore store = new InMemoryCheckpointStore();
    private final MovableClock clock = new MovableClock(NOON.plusSeconds(3_600));
    private final EngineSettings settings = settings(Interval.M1, Interval.M5);
    private final TestWorker worker = new TestWorker(store, settings, clock);
    private final MemoryLog log = new MemoryLog();
    private final Rebuild rebuild = new Rebuild(store, log, settings, Trades.INSTRUMENTS);

    @Test
    void candlesThatAreAsTheyShouldBeStayAsTheyAre() {
        apply(trade(1, "100", 5), trade(2, "101", 65), Trades.trade(ETH, 1, "9", 70), trade(3, "102", 400));
        Map<CandleKey, Candle> before = Map.copyOf(store.candles);

        RebuildReport report = rebuild.rebuild(new RebuildRequest(BTC, NOON));

        assertThat(report.differences()).isEmpty();
        assertThat(report.equal()).isEqualTo(5);
        assertThat(report.trades()).isEqualTo(3);
        assertThat(store.candles).isEqualTo(before);
    }

    @Test
    void aCandleThatIsWrongIsPutRightPublishedAgainAndReported() {
        apply(trade(1, "100", 5), trade(2, "101", 6), trade(3, "102", 400));
        CandleKey key = key(Interval.M1, 0);
        Candle right = store.candles.get(key);
        store.candles.put(key, Candle.opening(key, trade(7, "1", 1)).revised(CandleStatus.COMPLETE));
        int told = store.told.size();

        RebuildReport report = rebuild.rebuild(new RebuildRequest(BTC, NOON));

        assertThat(report.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.key()).isEqualTo(key);
            assertThat(difference.stored().orElseThrow().trades()).isEqualTo(1);
            assertThat(difference.rebuilt().orElseThrow().trades()).isEqualTo(2);
        });
        assertThat(store.candles.get(key)).isEqualTo(right.revised(CandleStatus.COMPLETE));
        assertThat(store.told.subList(told, store.told.size())).singleElement().satisfies(publication -> {
            assertThat(publication.topic()).isEqualTo(LogTopics.CANDLES);
            assertThat(CandleJson.read(publication.payload()).revision()).isEqualTo(2);
        });
    }

    @Test
    void aCandleThatIsMissingComesBackAndOneThatShouldNotBeGoes() {
        apply(trade(1, "100", 5), trade(2, "101", 65), trade(3, "102", 400));
        Candle missing = store.candles.remove(key(Interval.M1, 60));
        CandleKey wrong = key(Interval.M1, 120);
        store.candles.put(wrong, Candle.opening(wrong, trade(8, "1", 121)).revised(CandleStatus.COMPLETE));

        RebuildReport report = rebuild.rebuild(new RebuildRequest(BTC, NOON));

        assertThat(report.differences()).hasSize(2);
        assertThat(store.candles.get(missing.key())).isEqualTo(missing);
        assertThat(store.candles).doesNotContainKey(wrong);
    }

    @Test
    void windowsBeforeTheTimeAskedForAndThoseWhoseTradesAreLostStayAsTheyAre() {
        apply(trade(1, "100", 5), trade(2, "101", 305), trade(3, "102", 365), trade(4, "103", 800));
        store.candles.clear();
        log.lostBefore = Optional.of(NOON.plusSeconds(300));

        RebuildReport report = rebuild.rebuild(new RebuildRequest(BTC, NOON.plusSeconds(301)));

        assertThat(report.from()).isEqualTo(NOON.plusSeconds(300));
        assertThat(report.notBefore()).contains(NOON.plusSeconds(360));
        assertThat(store.candles.keySet())
                .containsExactlyInAnyOrder(key(Interval.M1, 360), key(Interval.M1, 780), key(Interval.M5, 600));
    }

    @Test
    void theWorkerIsFencedOffAndGoesOnFromWhatIsStoredThen() {
        apply(trade(1, "100", 5));
        store.candles.clear();
        rebuild.rebuild(new RebuildRequest(BTC, NOON));

        apply(trade(2, "101", 6));
        assertThat(worker.worker.takeLost()).containsExactly(0);
        TestWorker again = new TestWorker(store, settings, clock);
        again.apply(new PartitionBatch(0, 1, 2, log.trades.subList(1, 2)));

        assertThat(store.candles.get(key(Interval.M1, 0)).trades()).isEqualTo(2);
    }

    @Test
    void aTradeThatWasNeverCountedIsCountedOnceAndForAll() {
        apply(trade(1, "100", 5));
        log.trades.set(0, new LoggedTrade(0, log.trades.get(0).loggedMicros(), trade(9, "100", 5)));

        rebuild.rebuild(new RebuildRequest(BTC, NOON));
        TestWorker again = new TestWorker(store, settings, clock);
        again.apply(trade(9, "100", 5), trade(1, "100", 5));

        assertThat(store.candles.get(key(Interval.M1, 0)).trades()).isEqualTo(1);
    }

    @Test
    void whatIsUnknownIsRefusedByName() {
        assertThatThrownBy(() -> rebuild.rebuild(new RebuildRequest("binance:NO-SUCH", NOON)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("instrument binance:NO-SUCH is not configured");
        assertThatThrownBy(() -> rebuild.rebuild(new RebuildRequest(ETH, NOON)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no trade of binance:ETH-USDT was counted yet");
    }

    private void apply(Trade... trades) {
        PartitionBatch batch = worker.batch(trades);
        log.trades.addAll(batch.trades());
        worker.apply(trades);
    }

    private static CandleKey key(Interval interval, int secondsAfterNoon) {
        return new CandleKey(BTC, interval, Trades.micros(NOON.plusSeconds(secondsAfterNoon)));
    }

    private static Trade trade(long id, String price, int secondsAfterNoon) {
        return Trades.trade(BTC, id, price, secondsAfterNoon);
    }

    /** Partition 0, whose offsets are the places in the list. */
    private static final class MemoryLog implements TradeLog {

        private final List<LoggedTrade> trades = new ArrayList<>();
        private Optional<Instant> lostBefore = Optional.empty();

        @Override
        public Start startAt(int partition, Instant loggedFrom) {
            return new Start(0, lostBefore);
        }

        @Override
        public void read(int partition, long from, long to, Consumer<LoggedTrade> reader) {
            trades.subList((int) from, (int) Math.min(to, trades.size())).forEach(reader);
        }
    }
}
