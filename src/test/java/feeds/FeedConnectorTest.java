package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import candles.MovableClock;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.net.URI;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import market.FeedState;
import market.MarketEvent;
import market.Trade;
import market.TradingHours;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A feed against a venue that misbehaves. */
class FeedConnectorTest {

    private static final WatchdogLimits WATCHFUL = new WatchdogLimits(Duration.ofMillis(600), Duration.ofSeconds(2));

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client =
            vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(10));
    private final FakeVenue venue = FakeVenue.binance();
    private final Frames frames = new Frames();
    private final List<Object> told = new CopyOnWriteArrayList<>();
    private final List<Trade> trades = new CopyOnWriteArrayList<>();
    private FeedMonitor monitor;
    private FeedConnector connector;

    @AfterEach
    void stop() {
        if (connector != null) {
            connector.stop();
        }
        venue.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void start(WatchdogLimits limits, String... bases) {
        monitor = TestFeeds.monitor("test", venue.address(), limits, bases);
        connector = connector();
        connector.start();
    }

    private FeedConnector connector() {
        return connector(Clock.systemUTC());
    }

    private FeedConnector connector(Clock clock) {
        ConnectBudget budget =
                new ConnectBudget(monitor.feed().socketVenue().limits().connectSpacing(), System.nanoTime());
        return new FeedConnector(vertx, client, monitor, budget, this::take, clock, new Random(1));
    }

    private void take(Object body) {
        told.add(body);
        if (body instanceof RawFrame frame) {
            trades.addAll(frames.decode(frame).trades());
        }
    }

    private static void within(int seconds, Runnable assertion) {
        await().atMost(Duration.ofSeconds(seconds)).untilAsserted(assertion::run);
    }

    /** The venue trades until a trade of the instrument is heard. */
    private long tradeUntilHeard(String base, int seconds) {
        int before = trades.size();
        long[] last = new long[1];
        await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    last[0] = venue.trade(base);
                    return trades.stream().skip(before).anyMatch(trade -> trade.instrument()
                            .equals("binance:" + base + "-USDT"));
                });
        return last[0];
    }

    private List<MarketEvent.Type> events() {
        return told.stream()
                .filter(MarketEvent.class::isInstance)
                .map(event -> ((MarketEvent) event).type())
                .toList();
    }

    private List<FeedOutage> outages() {
        return told.stream()
                .filter(FeedOutage.class::isInstance)
                .map(FeedOutage.class::cast)
                .toList();
    }

    @Test
    void subscribesOnOpenAndHearsEveryTradeInItsOrder() {
        start(TestFeeds.patient(), "BTC", "ETH");
        within(5, () -> assertThat(venue.isSubscribed("BTC", "ETH")).isTrue());

        LongStream.range(0, 500).forEach(i -> venue.trade(i % 3 == 0 ? "ETH" : "BTC"));

        within(5, () -> assertThat(trades).hasSize(500));
        assertThat(trades.stream()
                        .filter(trade -> trade.instrument().equals("binance:ETH-USDT"))
                        .map(Trade::tradeId))
                .isEqualTo(LongStream.rangeClosed(101, 267).boxed().toList());
        assertThat(monitor.status().state()).isEqualTo(FeedState.LIVE);
        assertThat(monitor.status().trades()).isEqualTo(500);
        assertThat(outages()).isEmpty();
        assertThat(events()).isEmpty();
    }

    @Test
    void aVenueThatIsAwayFromTheStartIsToldOnceHoweverOftenItIsTried() {
        venue.goDown();
        start(TestFeeds.patient(), "BTC");
        within(10, () -> assertThat(events()).containsExactly(MarketEvent.Type.FEED_DOWN));
        venue.comeUp();
        within(20, () -> assertThat(events()).containsExactly(MarketEvent.Type.FEED_DOWN, MarketEvent.Type.FEED_UP));
    }

    @Test
    void aClosedConnectionIsOpenedAndSubscribedAgainAndTheOutageToldBeforeItsFrames() {
        start(TestFeeds.patient(), "BTC", "ETH");
        tradeUntilHeard("BTC", 5);

        venue.closeAll(1012, "service restart");
        within(10, () -> assertThat(venue.connections()).isEqualTo(2));
        within(5, () -> assertThat(venue.isSubscribed("BTC", "ETH")).isTrue());
        tradeUntilHeard("BTC", 5);

        assertThat(events()).containsExactly(MarketEvent.Type.FEED_DOWN, MarketEvent.Type.FEED_UP);
        assertThat(told.stream().filter(MarketEvent.class::isInstance).map(event -> ((MarketEvent) event).text()))
                .first()
                .asString()
                .isEqualTo("Feed test: the venue closed the connection with code 1012: service restart");
        assertThat(outages()).hasSize(1);
        assertThat(outages().get(0).instruments())
                .extracting("id")
                .containsExactly("binance:BTC-USDT", "binance:ETH-USDT");
        int outage = told.indexOf(outages().get(0));
        assertThat(told.subList(outage, told.size())).anyMatch(RawFrame.class::isInstance);
        assertThat(monitor.status().reconnects()).isEqualTo(1);
        assertThat(monitor.status().state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void aConnectionThatBreaksWithoutAWordIsReplaced() {
        start(TestFeeds.patient(), "BTC");
        tradeUntilHeard("BTC", 5);

        venue.breakAll();
        within(10, () -> assertThat(venue.connections()).isEqualTo(2));

        tradeUntilHeard("BTC", 10);
        assertThat(outages()).hasSize(1);
    }

    @Test
    void aVenueThatIsDownAtTheStartIsTriedUntilItIsThere() {
        URI address = venue.address();
        venue.goDown();
        monitor = TestFeeds.monitor("test", address, TestFeeds.patient(), "BTC");
        connector = connector();
        connector.start();
        within(5, () -> assertThat(monitor.status().state()).isEqualTo(FeedState.BACKING_OFF));
        assertThat(monitor.status().reason()).contains("Connection refused");

        venue.comeUp();

        tradeUntilHeard("BTC", 15);
        assertThat(outages()).isEmpty();
        assertThat(monitor.status().state()).isEqualTo(FeedState.LIVE);
    }

    @Test
    void aSlowHandshakeGivesOneConnection() {
        venue.delayHandshakes(Duration.ofSeconds(3));
        start(TestFeeds.patient(), "BTC");

        tradeUntilHeard("BTC", 10);

        assertThat(venue.connections()).isEqualTo(1);
    }

    @Test
    void oneDeadChannelAmongLivingOnesIsSubscribedAgain() {
        start(WATCHFUL, "BTC", "ETH");
        tradeUntilHeard("BTC", 5);
        tradeUntilHeard("ETH", 5);

        venue.kill("ETH");
        long lost = venue.trade("ETH");

        tradeUntilHeardWhile("ETH", lost, "BTC", 15);
        assertThat(events()).contains(MarketEvent.Type.FEED_RESUBSCRIBED).doesNotContain(MarketEvent.Type.FEED_DOWN);
        assertThat(venue.requests()).anyMatch(request -> request.contains("UNSUBSCRIBE") && request.contains("eth"));
        assertThat(monitor.status().resubscriptions()).isPositive();
    }

    @Test
    void aSocketThatGoesSilentButAnswersPingsIsReplacedBesideTheOldOne() {
        start(WATCHFUL, "BTC");
        tradeUntilHeard("BTC", 5);

        venue.answerNothing(true);
        venue.fallSilent();
        within(15, () -> assertThat(events()).contains(MarketEvent.Type.FEED_RECONNECTED));
        venue.answerNothing(false);

        tradeUntilHeard("BTC", 40);
        within(40, () -> assertThat(venue.openConnections()).isEqualTo(1));
        assertThat(events())
                .containsSubsequence(MarketEvent.Type.FEED_RESUBSCRIBED, MarketEvent.Type.FEED_RECONNECTED)
                .doesNotContain(MarketEvent.Type.FEED_DOWN);
        within(5, () -> assertThat(monitor.status().state()).isEqualTo(FeedState.LIVE));
    }

    @Test
    void whatIsPausedIsNotTakenForQuiet() {
        start(WATCHFUL, "BTC");
        tradeUntilHeard("BTC", 5);
        connector.pause();
        List<MarketEvent.Type> before = events();

        // The pause begins on the event loop: what is traded just before may still be heard.
        int[] heard = {trades.size()};
        long[] sent = new long[1];
        await().during(Duration.ofSeconds(3)).atMost(Duration.ofSeconds(30)).until(() -> {
            int already = heard[0];
            sent[0] = venue.trade("BTC");
            heard[0] = trades.size();
            return heard[0] == already;
        });
        assertThat(events()).isEqualTo(before);

        connector.resume();
        within(5, () -> assertThat(trades).last().extracting(Trade::tradeId).isEqualTo(sent[0]));
    }

    @Test
    void aMarketThatIsClosedIsNotQuietAndIsExpectedAgainOnceItOpens() {
        // Later than the venue's, which is the real one: trades of the future are refused.
        MovableClock clock = new MovableClock(Instant.parse("2030-03-08T15:59:00Z"));
        TradingHours hours = new TradingHours(
                ZoneOffset.UTC,
                List.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY),
                LocalTime.of(9, 0),
                LocalTime.of(16, 0),
                List.of(),
                Map.of());
        monitor = TestFeeds.monitor("test", new BinanceVenue(), venue.address(), WATCHFUL, hours, clock, "BTC");
        connector = connector(clock);
        connector.start();
        tradeUntilHeard("BTC", 5);

        clock.forward(Duration.ofMinutes(1));
        within(5, () -> assertThat(monitor.status().reason()).isEqualTo("market closed until 2030-03-11T09:00:00Z"));
        List<MarketEvent.Type> before = events();
        await().during(Duration.ofSeconds(4))
                .atMost(Duration.ofSeconds(5))
                .until(() -> events().equals(before) && monitor.status().state() == FeedState.LIVE);

        clock.forward(Duration.ofHours(65));
        within(15, () -> assertThat(events()).endsWith(MarketEvent.Type.FEED_RESUBSCRIBED));
        assertThat(events()).hasSize(before.size() + 1);
        tradeUntilHeard("BTC", 15);
        within(5, () -> assertThat(monitor.status().reason()).isEmpty());
    }

    @Test
    void aStoppedFeedIsGoneFromTheVenueAndStaysAway() {
        start(TestFeeds.patient(), "BTC");
        tradeUntilHeard("BTC", 5);

        connector.stop();

        within(5, () -> assertThat(venue.openConnections()).isZero());
        assertThat(monitor.status().state()).isEqualTo(FeedState.STOPPED);
        await().during(Duration.ofSeconds(2)).atMost(Duration.ofSeconds(3)).until(() -> venue.connections() == 1);
    }

    /** The venue trades both until a trade of the first after a certain one is heard. */
    private void tradeUntilHeardWhile(String base, long after, String other, int seconds) {
        await().atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    venue.trade(other);
                    venue.trade(base);
                    return trades.stream()
                            .anyMatch(trade ->
                                    trade.instrument().equals("binance:" + base + "-USDT") && trade.tradeId() > after);
                });
    }
}
