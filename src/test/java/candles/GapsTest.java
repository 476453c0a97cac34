package candles;

import static candles.Trades.BTC;
import static candles.Trades.FX;
import static candles.Trades.NOON;
import static candles.Trades.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import market.Candle;
import market.CandleStatus;
import market.Gap;
import market.Interval;
import market.LogTopics;
import market.Trade;
import org.junit.jupiter.api.Test;

/** What is missing is told, and the candles that lack it say so. */
class GapsTest {

    private final EventsStore store = new EventsStore();
    private final MovableClock clock = new MovableClock(NOON.plusSeconds(3_600));
    private TestWorker worker = new TestWorker(store.store, settings(Interval.M1, Interval.M5), clock);

    @Test
    void tradesThatAreMerelyOutOfOrderAreNoGap() {
        worker.apply(trade(1, 5), trade(4, 8));
        worker.apply(trade(3, 7), trade(2, 6));
        worker.apply(trade(5, 200));

        assertThat(store.events()).isEmpty();
        assertThat(store.statuses(Interval.M1)).containsEntry(0L, CandleStatus.COMPLETE);
    }

    @Test
    void aHoleThatStaysIsAGapAndTheCandlesAtItsEdgesArePartial() {
        worker.apply(trade(1, 5), trade(5, 65), trade(6, 74));
        assertThat(store.events()).as("it may still be disorder").isEmpty();

        worker.apply(trade(7, 140));

        assertThat(store.events())
                .extracting(
                        event -> event.get("type").asText(),
                        event -> event.get("instrument").asText(),
                        event -> event.get("firstTradeId").asText(),
                        event -> event.get("lastTradeId").asText(),
                        event -> event.get("from").asText(),
                        event -> event.get("to").asText(),
                        event -> event.get("text").asText())
                .containsExactly(tuple(
                        "gap-found",
                        BTC,
                        "2",
                        "4",
                        "2026-01-01T12:00:05Z",
                        "2026-01-01T12:01:05Z",
                        "3 trades of binance:BTC-USDT are missing"));
        assertThat(store.statuses(Interval.M1))
                .containsEntry(0L, CandleStatus.PARTIAL)
                .containsEntry(60L, CandleStatus.PARTIAL)
                .containsEntry(120L, CandleStatus.OPEN);
    }

    @Test
    void theCandlesOfAGapThatIsFilledAreRepairedAndTheGapIsClosed() {
        worker.apply(trade(1, 5), trade(5, 65), trade(6, 140));
        int revision = store.candle(Interval.M1, 0).revision();

        worker.apply(trade(2, 20));
        assertThat(store.candle(Interval.M1, 0).status())
                .as("two trades are still missing")
                .isEqualTo(CandleStatus.PARTIAL);
        worker = new TestWorker(store.store, settings(Interval.M1, Interval.M5), clock);
        worker.apply(trade(3, 30), trade(4, 61));

        assertThat(store.types()).containsExactly("gap-found", "gap-filled");
        assertThat(store.statuses(Interval.M1))
                .containsEntry(0L, CandleStatus.REPAIRED)
                .containsEntry(60L, CandleStatus.REPAIRED);
        assertThat(store.candle(Interval.M1, 0).trades()).isEqualTo(3);
        assertThat(store.candle(Interval.M1, 0).revision()).isEqualTo(revision + 2);
        worker.apply(trade(7, 400));
        assertThat(store.candle(Interval.M5, 0).status())
                .as("it was open all the while")
                .isEqualTo(CandleStatus.REPAIRED);
        assertThat(store.candle(Interval.M1, 120).status()).isEqualTo(CandleStatus.COMPLETE);
    }

    @Test
    void candlesThatABackfillMakesArePartialUntilItIsDone() {
        worker.apply(trade(1, 5), trade(5, 245), trade(6, 300));

        worker.apply(trade(2, 70), trade(3, 130));
        assertThat(store.statuses(Interval.M1))
                .containsEntry(60L, CandleStatus.PARTIAL)
                .containsEntry(120L, CandleStatus.PARTIAL);
        worker.apply(trade(4, 190));
        worker.apply(trade(7, 320));

        assertThat(store.statuses(Interval.M1))
                .containsEntry(0L, CandleStatus.REPAIRED)
                .containsEntry(60L, CandleStatus.REPAIRED)
                .containsEntry(120L, CandleStatus.REPAIRED)
                .containsEntry(180L, CandleStatus.REPAIRED)
                .containsEntry(240L, CandleStatus.REPAIRED);
    }

    @Test
    void aGapIsToldOnceEvenIfTheWorkerIsAnotherOne() {
        worker.apply(trade(1, 5), trade(5, 65), trade(6, 140));
        worker = new TestWorker(store.store, settings(Interval.M1, Interval.M5), clock);
        worker.apply(trade(7, 141));
        worker.apply(trade(9, 142), trade(10, 200));

        assertThat(store.events())
                .extracting(event -> event.get("firstTradeId").asText())
                .containsExactly("2", "8");
    }

    @Test
    void anOutageMakesPartialWhatItTouchesUntilTheIdsShowThatNothingIsMissing() {
        worker.apply(trade(1, 5), trade(2, 70));
        worker.idle(30);
        assertThat(store.statuses(Interval.M1)).containsEntry(0L, CandleStatus.COMPLETE);

        store.store.report(outage(BTC, 40, 90));
        worker.idle(2);
        assertThat(store.types()).containsExactly("outage");
        assertThat(store.statuses(Interval.M1))
                .containsEntry(0L, CandleStatus.PARTIAL)
                .containsEntry(60L, CandleStatus.PARTIAL);

        worker.apply(trade(3, 95));
        assertThat(store.statuses(Interval.M1)).containsEntry(0L, CandleStatus.COMPLETE);
        assertThat(store.store.gaps.values()).extracting(Gap::state).containsExactly(Gap.State.FILLED);
    }

    @Test
    void anOutageOfAnInstrumentWhoseIdsTellNothingStaysPartial() {
        worker.apply(Trades.trade(FX, 77, "1.1", 5), Trades.trade(FX, 12, "1.1", 70));
        store.store.report(outage(FX, 40, 50));
        worker.idle(2);
        worker.apply(Trades.trade(FX, 78, "1.1", 95), Trades.trade(FX, 13, "1.1", 300));

        assertThat(store.statuses(Interval.M1))
                .containsEntry(0L, CandleStatus.PARTIAL)
                .containsEntry(60L, CandleStatus.COMPLETE);
    }

    @Test
    void sparseIdsAreRememberedOverARestartForAsLongAsIsSetAndOlderTradesAreRefused() {
        worker.apply(Trades.trade(FX, 77, "1.1", 0), Trades.trade(FX, 12, "1.1", 5));
        worker = new TestWorker(store.store, settings(Interval.M1, Interval.M5), clock);

        worker.apply(Trades.trade(FX, 77, "1.1", 0), Trades.trade(FX, 5, "1.1", 6), Trades.trade(FX, 6, "1.1", 900));
        assertThat(store.candle(Interval.M1, 0).trades()).isEqualTo(3);

        worker.apply(Trades.trade(FX, 78, "1.1", 299), Trades.trade(FX, 79, "1.1", 300));
        assertThat(worker.refused)
                .singleElement()
                .satisfies(
                        refused -> assertThat(refused.reason())
                                .isEqualTo(
                                        "event time 2026-01-01T12:04:59Z is too old to know whether the trade was counted already: its"
                                                + " venue's trade ids are sparse, and those before 2026-01-01T12:05:00Z are forgotten"));
    }

    private static Gap outage(String instrument, int from, int to) {
        return new Gap(
                instrument,
                Gap.Kind.OUTAGE,
                Gap.UNKNOWN_ID,
                Gap.UNKNOWN_ID,
                Trades.micros(NOON.plusSeconds(from)),
                Trades.micros(NOON.plusSeconds(to)),
                Gap.State.REPORTED);
    }

    private static Trade trade(long id, int secondsAfterNoon) {
        return Trades.trade(BTC, id, "100", secondsAfterNoon);
    }

    /** What readers of the log and of the table see. */
    private static final class EventsStore {

        private static final ObjectMapper JSON = new ObjectMapper();

        final InMemoryCheckpointStore store = new InMemoryCheckpointStore();

        List<JsonNode> events() {
            return store.told.stream()
                    .filter(publication -> publication.topic().equals(LogTopics.MARKET_EVENTS))
                    .map(publication -> read(publication.payload()))
                    .toList();
        }

        List<String> types() {
            return events().stream().map(event -> event.get("type").asText()).toList();
        }

        Map<Long, CandleStatus> statuses(Interval interval) {
            return store.candles.values().stream()
                    .filter(candle -> candle.key().interval() == interval)
                    .collect(Collectors.toMap(
                            candle -> Duration.between(NOON, candle.start()).toSeconds(), Candle::status));
        }

        Candle candle(Interval interval, long secondsAfterNoon) {
            return store.candles.values().stream()
                    .filter(candle -> candle.key().interval() == interval
                            && candle.start().equals(NOON.plusSeconds(secondsAfterNoon)))
                    .findFirst()
                    .orElseThrow();
        }

        private static JsonNode read(byte[] json) {
            try {
                return JSON.readTree(json);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
