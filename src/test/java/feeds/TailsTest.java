package feeds;

import static feeds.HistoryTrades.BTC;
import static feeds.HistoryTrades.START;
import static feeds.HistoryTrades.micros;
import static feeds.HistoryTrades.trade;
import static feeds.HistoryTrades.trades;
import static org.assertj.core.api.Assertions.assertThat;

import feeds.FakeHistoryVenue.Dialect;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import market.FeedState;
import market.GapAttempt;
import market.GapQueue;
import market.IdRun;
import market.Instruments;
import market.OpenGap;
import market.Trade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a venue on loopback has of a market that went quiet while nobody heard it. */
class TailsTest {

    /** Says what was counted last. */
    private static final class Counted implements GapQueue {

        private final Map<String, IdRun> newest = new HashMap<>();

        @Override
        public List<OpenGap> lease(Collection<String> instruments, int limit, Duration lease) {
            return List.of();
        }

        @Override
        public Map<String, IdRun> newest(Collection<String> instruments) {
            return newest;
        }

        @Override
        public void settle(Collection<GapAttempt> attempts) {}
    }

    private final Counted counted = new Counted();
    private final FeedMonitor feed = new FeedMonitor(
            new Feed(
                    "kraken",
                    new KrakenVenue(),
                    URI.create("ws://127.0.0.1:1"),
                    List.of(new Subscription("trade", BTC)),
                    new KrakenVenue().decoder(new Instruments(List.of(BTC)))),
            TestFeeds.patient(),
            Clock.systemUTC());
    private FakeHistoryVenue venue;
    private Tails tails;

    @AfterEach
    void stop() {
        venue.close();
    }

    @ParameterizedTest
    @EnumSource
    void whatCameAfterTheLastTradeKnownIsFetchedOnce(Dialect dialect) throws IOException {
        start(dialect, trades(1, 150), 50);
        known(100);
        feed.is(FeedState.LIVE, "");

        Backfill.Turn turn = turn();

        assertThat(turn.trades()).extracting(Trade::tradeId).containsExactlyInAnyOrderElementsOf(ids(101, 150));
        deliver(turn);
        int requests = venue.requests().size();
        assertThat(turn().trades()).as("it is known now").isEmpty();
        assertThat(venue.requests()).hasSize(requests);
    }

    @Test
    void whatWasNotDeliveredIsFetchedAgain() throws IOException {
        start(Dialect.BINANCE, trades(1, 150), 1_000);
        known(100);
        feed.is(FeedState.LIVE, "");

        assertThat(turn().trades()).hasSize(50);
        assertThat(turn().trades()).hasSize(50);
    }

    /** The engine may be behind, or stopped: what is in the log already is not fetched at each turn. */
    @Test
    void aLongTailIsFetchedOnFromWhatWasDelivered() throws IOException {
        start(Dialect.BINANCE, trades(1, 1_000), 50);
        known(100);
        feed.is(FeedState.LIVE, "");

        Backfill.Turn first = turn();
        deliver(first);
        Backfill.Turn second = turn();

        assertThat(first.trades()).extracting(Trade::tradeId).containsAll(ids(101, 250));
        assertThat(second.trades()).extracting(Trade::tradeId).contains(400L).doesNotContain(200L);
    }

    @Test
    void aMarketThatIsHeardTellsByItselfWhatIsMissing() throws IOException {
        start(Dialect.BINANCE, trades(1, 150), 1_000);
        known(100);
        feed.is(FeedState.LIVE, "");
        feed.decoded(DecodedFrame.of(received(160, Instant.now())));

        assertThat(turn().trades()).isEmpty();
        assertThat(venue.requests()).isEmpty();

        feed.watches().get(0).expectFrom(System.nanoTime());
        assertThat(turn().trades()).as("subscribed again, and quiet since").hasSize(50);
    }

    /** It waited in a queue while the connection was lost and opened again. */
    @Test
    void aTradeFromBeforeTheSubscriptionTellsNothingOfWhatCameAfterIt() throws IOException {
        start(Dialect.BINANCE, trades(1, 150), 1_000);
        known(100);
        feed.is(FeedState.LIVE, "");
        feed.decoded(DecodedFrame.of(received(101, Instant.now().minusSeconds(60))));

        assertThat(turn().trades()).hasSize(50);
    }

    private static Trade received(long id, Instant at) {
        Trade trade = trade(id);
        return new Trade(
                trade.instrument(),
                trade.price(),
                trade.quantity(),
                trade.takerSide(),
                id,
                trade.eventTimeMicros(),
                at.toEpochMilli() * 1_000 + 999,
                trade.publishTimeMicros());
    }

    @Test
    void nobodyIsAskedWhileTheFeedIsNotConnectedNorForWhatWasNeverCounted() throws IOException {
        start(Dialect.BINANCE, trades(1, 150), 1_000);
        known(100);
        assertThat(turn().trades()).isEmpty();

        feed.is(FeedState.LIVE, "");
        counted.newest.clear();
        assertThat(turn().trades()).isEmpty();
        assertThat(venue.requests()).isEmpty();
    }

    @Test
    void aVenueThatIsBusyIsAskedLater() throws IOException {
        start(Dialect.BINANCE, trades(1, 150), 1_000);
        known(100);
        feed.is(FeedState.LIVE, "");
        venue.thenAnswers(429, "", Map.of("Retry-After", "1"));

        Backfill.Turn turn = turn();
        assertThat(turn.trades()).isEmpty();
        deliver(turn);
        assertThat(feed.unproven(System.nanoTime())).as("not known yet").hasSize(1);
    }

    private void start(Dialect dialect, List<Trade> trades, int pageSize) throws IOException {
        venue = new FakeHistoryVenue(dialect, trades, pageSize);
        TradeHistory history =
                switch (dialect) {
                    case BINANCE -> new BinanceHistory();
                    case COINBASE -> new CoinbaseHistory();
                    case KRAKEN -> new KrakenHistory();
                };
        HistoryClient client = new HistoryClient("the venue", venue.address(), history, Clock.systemUTC());
        tails = new Tails("the venue", client, Set.of(BTC.id()), List.of(feed), counted, Duration.ZERO);
    }

    private void known(long lastId) {
        counted.newest.put(BTC.id(), new IdRun(1, lastId, START, micros(lastId)));
    }

    private Backfill.Turn turn() {
        Backfill.Turn turn = new Backfill.Turn();
        tails.ask(turn, () -> false);
        return turn;
    }

    private static void deliver(Backfill.Turn turn) {
        turn.delivered().forEach(Runnable::run);
    }

    private static List<Long> ids(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
