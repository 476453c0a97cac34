package feeds;

import static feeds.HistoryTrades.BTC;
import static feeds.HistoryTrades.gap;
import static feeds.HistoryTrades.micros;
import static feeds.HistoryTrades.trade;
import static feeds.HistoryTrades.trades;
import static org.assertj.core.api.Assertions.assertThat;

import candles.MovableClock;
import feeds.FakeHistoryVenue.Dialect;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import market.Gap;
import market.GapAttempt;
import market.GapQueue;
import market.IdRun;
import market.MarketEvent;
import market.OpenGap;
import market.Trade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Turns at a venue on loopback, in each venue's dialect. */
@Timeout(60)
class BackfillTest {

    private static final Instant NOON = Instant.parse("2026-11-20T13:00:00Z");

    /** Gives what the test puts in, and keeps how it ended. */
    private static final class Queue implements GapQueue {

        private final List<OpenGap> due = new ArrayList<>();
        private final List<GapAttempt> settled = new ArrayList<>();

        @Override
        public List<OpenGap> lease(Collection<String> instruments, int limit, Duration lease) {
            assertThat(instruments).containsExactly(BTC.id());
            List<OpenGap> leased = due.stream().limit(limit).toList();
            due.removeAll(leased);
            return leased;
        }

        @Override
        public Map<String, IdRun> newest(Collection<String> instruments) {
            return Map.of();
        }

        @Override
        public void settle(Collection<GapAttempt> attempts) {
            settled.addAll(attempts);
        }
    }

    private final MovableClock clock = new MovableClock(NOON);
    private final Queue queue = new Queue();
    private FakeHistoryVenue venue;
    private Backfill backfill;

    @AfterEach
    void stop() {
        venue.close();
    }

    @ParameterizedTest
    @EnumSource
    void aGapIsFilledPageByPage(Dialect dialect) throws IOException {
        start(dialect, trades(1, 400), 50);
        queue.due.add(open(gap(101, 230)));

        Backfill.Turn turn = backfill.turn();

        assertThat(turn.trades()).extracting(Trade::tradeId).containsExactlyInAnyOrderElementsOf(ids(101, 230));
        assertThat(turn.trades())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("receiveTimeMicros", "publishTimeMicros")
                .containsExactlyInAnyOrderElementsOf(trades(101, 230));
        assertThat(turn.events()).isEmpty();
        assertThat(venue.requests()).hasSize(3);
        assertThat(queue.settled).as("not before it is delivered").isEmpty();
        backfill.settle(turn);
        assertThat(queue.settled).singleElement().satisfies(attempt -> {
            assertThat(attempt.fetched()).isTrue();
            assertThat(attempt.unfillable()).isEmpty();
            assertThat(attempt.pause()).isEqualTo(Duration.ofMinutes(1));
        });
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheHolesOfAGapAreAskedForAndOnlyTheirTradesTaken(Dialect dialect) throws IOException {
        start(dialect, trades(1, 400), 50);
        queue.due.add(open(gap(101, 300), gap(150, 152), gap(250, 251)));

        assertThat(backfill.turn().trades()).extracting(Trade::tradeId).containsExactly(150L, 151L, 152L, 250L, 251L);
        assertThat(venue.requests()).hasSize(2);
    }

    /** All of a page's trades may be of one instant, and then the venue, asked by time, begins with those before the hole. */
    @Test
    void aVenueThatIsAskedByTimeIsAskedOnThroughTradesOfTheInstantBefore() throws IOException {
        List<Trade> crowded = Stream.concat(
                        trades(1, 100).stream().map(trade -> at(trade, micros(100) + trade.tradeId() / 60)),
                        trades(101, 120).stream())
                .toList();
        start(Dialect.KRAKEN, crowded, 60);
        queue.due.add(open(hole(101, 110, micros(100) - 1, micros(111))));

        assertThat(backfill.turn().trades()).extracting(Trade::tradeId).containsExactlyElementsOf(ids(101, 110));
    }

    @ParameterizedTest
    @EnumSource
    void whatTheVenueDoesNotHaveIsToldAndTheRestIsTaken(Dialect dialect) throws IOException {
        start(
                dialect,
                trades(1, 400).stream()
                        .filter(trade -> trade.tradeId() < 140 || trade.tradeId() > 160)
                        .toList(),
                1_000);
        queue.due.add(open(gap(101, 200)));

        Backfill.Turn turn = backfill.turn();

        assertThat(turn.trades()).hasSize(79);
        String reason = "the venue does not have the trades 140 to 160 any more";
        assertThat(turn.events())
                .containsExactly(new MarketEvent(
                        MarketEvent.Type.GAP_UNFILLABLE,
                        BTC.id(),
                        NOON,
                        Instant.EPOCH.plusNanos(micros(100) * 1_000),
                        Instant.EPOCH.plusNanos(micros(201) * 1_000),
                        101L,
                        200L,
                        "The gap of 100 trades of kraken:BTC-USD cannot be filled: " + reason));
        assertThat(turn.attempts())
                .singleElement()
                .extracting(GapAttempt::unfillable)
                .isEqualTo(Optional.of(reason));
    }

    @ParameterizedTest
    @EnumSource
    void aGapOfWhichTheVenueHasNothingIsToldOnceAndTriedLessAndLessOften(Dialect dialect) throws IOException {
        start(dialect, trades(201, 400), 50);
        List<Duration> pauses = new ArrayList<>();
        int told = 0;
        for (int attempt = 0; attempt < 8; attempt++) {
            queue.due.add(new OpenGap(
                    gap(101, 200), List.of(gap(101, 200)), attempt, OptionalLong.empty(), attempt > 0, NOON));
            Backfill.Turn turn = backfill.turn();
            assertThat(turn.trades()).isEmpty();
            assertThat(turn.attempts().get(0).unfillable())
                    .contains("the venue does not have the trades 101 to 200 any more");
            assertThat(turn.attempts().get(0).attempts()).isEqualTo(attempt + 1);
            told += turn.events().size();
            pauses.add(turn.attempts().get(0).pause());
            clock.now = clock.now.plus(Duration.ofMinutes(1));
        }

        assertThat(told).isEqualTo(1);
        assertThat(pauses)
                .isSorted()
                .startsWith(Duration.ofMinutes(1), Duration.ofMinutes(5))
                .endsWith(Duration.ofDays(1), Duration.ofDays(1), Duration.ofDays(1));
    }

    @Test
    void aHugeGapDoesNotStarveTheOthers() throws IOException {
        start(Dialect.COINBASE, trades(1, 3_000), 50);
        queue.due.add(open(gap(1_001, 2_000)));
        queue.due.add(open(gap(501, 510)));

        Backfill.Turn turn = backfill.turn();

        assertThat(turn.trades()).hasSize(4 * 50 + 10);
        assertThat(turn.events()).isEmpty();
        assertThat(turn.attempts()).first().satisfies(attempt -> {
            assertThat(attempt.attempts()).as("it goes on well").isZero();
            assertThat(attempt.pause()).isLessThan(Duration.ofSeconds(5));
            assertThat(attempt.fetched()).isTrue();
        });
        assertThat(turn.attempts().get(1).gap().gap()).isEqualTo(gap(501, 510));
    }

    /** Four pages a turn must not always go to the same four holes. */
    @Test
    void holesThatTheVenueDoesNotHaveDoNotStarveTheOthers() throws IOException {
        start(Dialect.BINANCE, trades(1_000, 2_000), 50);
        Gap[] holes = Stream.concat(
                        LongStream.rangeClosed(1, 4).mapToObj(i -> gap(i * 10, i * 10)), Stream.of(gap(1_500, 1_500)))
                .toArray(Gap[]::new);

        queue.due.add(open(gap(10, 1_500), holes));
        Backfill.Turn first = backfill.turn();
        assertThat(first.trades()).isEmpty();
        assertThat(first.attempts().get(0).unfillable())
                .contains("the venue does not have 4 of the trades 10 to 40 any more");

        clock.now = clock.now.plus(Duration.ofMinutes(1));
        queue.due.add(new OpenGap(gap(10, 1_500), List.of(holes), 1, OptionalLong.empty(), true, NOON));
        assertThat(backfill.turn().trades()).extracting(Trade::tradeId).containsExactly(1_500L);
    }

    /** With the engine stopped, the same pages would be fetched every few seconds. */
    @Test
    void whatWasFetchedAndIsMissingStillIsFetchedAgainLessAndLessOften() throws IOException {
        start(Dialect.COINBASE, trades(1, 3_000), 50);
        Gap huge = gap(1_001, 2_000);
        queue.due.add(new OpenGap(huge, List.of(huge), 0, OptionalLong.of(1_000), false, NOON));
        queue.due.add(new OpenGap(huge, List.of(huge), 1, OptionalLong.of(1_000), false, NOON));
        queue.due.add(new OpenGap(huge, List.of(huge), 1, OptionalLong.of(1_200), false, NOON));

        assertThat(backfill.turn().attempts())
                .extracting(attempt -> attempt.pause().toSeconds())
                .containsExactly(60L, 300L, 3L);
    }

    @Test
    void tradesThatTheEngineDoesNotCountAreToldAfterAWhile() throws IOException {
        start(Dialect.BINANCE, trades(1, 400), 50);
        List<Integer> told = new ArrayList<>();
        for (int attempt = 0; attempt < 3; attempt++) {
            queue.due.add(
                    new OpenGap(gap(101, 110), List.of(gap(101, 110)), attempt, OptionalLong.of(10), false, NOON));
            Backfill.Turn turn = backfill.turn();
            assertThat(turn.trades()).hasSize(10);
            told.add(turn.events().size());
            if (attempt == 2) {
                assertThat(turn.events().get(0).text())
                        .endsWith("the venue gave its trades 2 times, and they are not counted; the dead letters may"
                                + " tell why");
            }
        }

        assertThat(told).containsExactly(0, 0, 1);
    }

    @Test
    void aVenueThatIsBusyIsLeftAloneAndTheGapComesBackToItsPlace() throws IOException {
        start(Dialect.BINANCE, trades(1, 400), 50);
        venue.thenAnswers(429, "", Map.of("Retry-After", "20"));
        queue.due.add(open(gap(101, 110)));
        queue.due.add(open(gap(201, 210)));

        Backfill.Turn turn = backfill.turn();

        assertThat(turn.trades()).isEmpty();
        assertThat(turn.events()).isEmpty();
        assertThat(turn.attempts()).hasSize(2).allSatisfy(attempt -> {
            assertThat(attempt.attempts()).isZero();
            assertThat(attempt.pause()).isEqualTo(Duration.ofSeconds(20));
            assertThat(attempt.unfillable()).isEmpty();
        });
        assertThat(venue.requests()).hasSize(1);

        queue.due.add(open(gap(101, 110)));
        clock.now = NOON.plusSeconds(19);
        assertThat(backfill.turn().attempts()).as("nothing is leased meanwhile").isEmpty();
        clock.now = NOON.plusSeconds(20);
        assertThat(backfill.turn().trades()).hasSize(10);
    }

    @Test
    void whatCameBeforeTheVenueWasBusyIsDelivered() throws IOException {
        start(Dialect.BINANCE, trades(1, 400), 50);
        queue.due.add(open(gap(101, 130)));
        queue.due.add(open(gap(201, 300)));
        assertThat(backfill.turn().trades()).hasSize(130);
        queue.due.add(open(gap(301, 400)));
        venue.thenAnswers(200, page(301, 320), Map.of()).thenAnswers(500, "", Map.of());

        Backfill.Turn turn = backfill.turn();

        assertThat(turn.trades()).extracting(Trade::tradeId).containsExactlyElementsOf(ids(301, 320));
        assertThat(turn.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.fetched()).isTrue();
            assertThat(attempt.pause()).isEqualTo(HistoryClient.FIRST_BACK_OFF);
        });
    }

    @Test
    void aRefusalIsOfOneGapAndTellsWhy() throws IOException {
        start(Dialect.COINBASE, trades(1, 400), 50);
        venue.thenAnswers(404, "{\"message\":\"NotFound\"}", Map.of());
        queue.due.add(open(gap(101, 110)));
        queue.due.add(open(gap(201, 210)));

        Backfill.Turn turn = backfill.turn();

        assertThat(turn.trades()).extracting(Trade::tradeId).containsExactlyElementsOf(ids(201, 210));
        assertThat(turn.events())
                .singleElement()
                .extracting(MarketEvent::text)
                .asString()
                .isEqualTo(
                        "The gap of 10 trades of kraken:BTC-USD cannot be filled: the venue answered with status 404:"
                                + " {\"message\":\"NotFound\"}");
    }

    @Test
    void garbageIsARefusalToo() throws IOException {
        start(Dialect.KRAKEN, trades(1, 400), 50);
        venue.thenAnswers(200, "<html>", Map.of());
        queue.due.add(open(gap(101, 110)));

        Backfill.Turn turn = backfill.turn();

        assertThat(turn.trades()).isEmpty();
        assertThat(turn.events())
                .singleElement()
                .extracting(MarketEvent::text)
                .asString()
                .contains("the venue's answer cannot be used: the answer is not JSON");
    }

    private void start(Dialect dialect, List<Trade> trades, int pageSize) throws IOException {
        venue = new FakeHistoryVenue(dialect, trades, pageSize);
        TradeHistory history =
                switch (dialect) {
                    case BINANCE -> new BinanceHistory();
                    case COINBASE -> new CoinbaseHistory();
                    case KRAKEN -> new KrakenHistory();
                };
        HistoryClient client =
                new HistoryClient("the venue", venue.address(), patient(history), Duration.ofSeconds(30), clock);
        backfill = new Backfill("the venue", client, List.of(BTC), List.of(), queue, clock);
    }

    /** With a budget that no test here uses up: {@link HistoryClientTest} proves that it is kept. */
    private static TradeHistory patient(TradeHistory history) {
        return new TradeHistory() {
            @Override
            public java.net.URI publicAddress() {
                return history.publicAddress();
            }

            @Override
            public String request(Missing missing) {
                return history.request(missing);
            }

            @Override
            public int weight() {
                return 1;
            }

            @Override
            public int budgetPerMinute() {
                return 10_000;
            }

            @Override
            public List<Trade> read(byte[] answer, market.Instrument instrument, long receiveTimeMicros) {
                return history.read(answer, instrument, receiveTimeMicros);
            }
        };
    }

    private static OpenGap open(Gap gap, Gap... holes) {
        return new OpenGap(
                gap,
                holes.length == 0 ? List.of(gap) : List.of(holes),
                0,
                OptionalLong.empty(),
                false,
                NOON.plusSeconds(60));
    }

    private static Gap hole(long firstId, long lastId, long fromMicros, long toMicros) {
        return new Gap(BTC.id(), Gap.Kind.TRADE_IDS, firstId, lastId, fromMicros, toMicros, Gap.State.OPEN);
    }

    private static Trade at(Trade trade, long micros) {
        return new Trade(
                trade.instrument(),
                trade.price(),
                trade.quantity(),
                trade.takerSide(),
                trade.tradeId(),
                micros,
                micros,
                micros);
    }

    /** A page that has fewer trades than was asked for. */
    private static String page(long firstId, long lastId) {
        return LongStream.rangeClosed(firstId, lastId)
                .mapToObj(id -> "{\"id\":%d,\"price\":\"%s\",\"qty\":\"1\",\"time\":%d,\"isBuyerMaker\":true}"
                        .formatted(id, trade(id).price(), micros(id) / 1_000))
                .collect(java.util.stream.Collectors.joining(",", "[", "]"));
    }

    private static List<Long> ids(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
