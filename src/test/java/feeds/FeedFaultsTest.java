package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.Instrument;
import market.Instruments;
import market.MalformedDataException;
import market.MarketEvent;
import market.Trade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each venue's protocol against a venue that misbehaves. What is asked of the connection alone is in {@link FeedConnectorTest}. */
class FeedFaultsTest {

    /** What is spoken, and by whom. */
    enum Dialect {
        BINANCE(FakeVenue::binance, new BinanceVenue(), "trade"),
        COINBASE(FakeVenue::coinbase, new CoinbaseVenue(), "matches"),
        COINBASE_ADVANCED(FakeVenue::coinbaseAdvanced, new CoinbaseVenue(), "market_trades"),
        KRAKEN(FakeVenue::kraken, new KrakenVenue(), "trade");

        private final Supplier<FakeVenue> fake;
        private final SocketVenue venue;
        private final String channel;

        Dialect(Supplier<FakeVenue> fake, SocketVenue venue, String channel) {
            this.fake = fake;
            this.venue = venue;
            this.channel = channel;
        }
    }

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient(FeedWebsocketComponent.clientOptions());
    private final Frames frames = new Frames();
    private final List<Trade> trades = new CopyOnWriteArrayList<>();
    private final List<MarketEvent> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger unreadable = new AtomicInteger();
    private FakeVenue venue;
    private FeedMonitor monitor;
    private FeedConnector connector;

    @AfterEach
    void stop() {
        connector.stop();
        venue.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void start(Dialect dialect, WatchdogLimits limits) {
        venue = dialect.fake.get();
        List<Instrument> instruments = Stream.of("BTC", "ETH")
                .map(base -> new Instrument(
                        venue.instrument(base),
                        venue.name(),
                        base,
                        venue.quote(),
                        venue.symbol(base),
                        List.of(),
                        BigDecimal.ONE))
                .toList();
        monitor = new FeedMonitor(
                new Feed(
                        "test",
                        dialect.venue,
                        dialect.venue.socket(venue.address()),
                        instruments.stream()
                                .map(instrument -> new Subscription(dialect.channel, instrument))
                                .toList(),
                        dialect.venue.decoder(new Instruments(instruments))),
                limits,
                Clock.systemUTC());
        connector = new FeedConnector(
                vertx,
                client,
                monitor,
                new ConnectBudget(dialect.venue.limits().connectSpacing(), System.nanoTime()),
                this::take,
                Clock.systemUTC(),
                new Random(1));
        connector.start();
        until(() -> venue.isSubscribed("BTC", "ETH"));
    }

    private void take(Object body) {
        if (body instanceof RawFrame frame) {
            try {
                trades.addAll(frames.decode(frame).trades());
            } catch (MalformedDataException e) {
                unreadable.incrementAndGet();
            }
        } else if (body instanceof MarketEvent event) {
            events.add(event);
        }
    }

    private static void until(Callable<Boolean> condition) {
        await().atMost(PATIENCE).until(condition);
    }

    /** The venue trades until a trade of it is heard. */
    private void tradeUntilHeard(String... bases) {
        int before = trades.size();
        until(() -> {
            Stream.of(bases).forEach(venue::trade);
            return Stream.of(bases).map(venue::instrument).allMatch(instrument -> trades.stream()
                    .skip(before)
                    .anyMatch(trade -> trade.instrument().equals(instrument)));
        });
    }

    @ParameterizedTest
    @EnumSource
    void whatTheVenueTradedIsHeardFieldByField(Dialect dialect) {
        start(dialect, TestFeeds.patient());
        int atTheSubscription = trades.size();

        IntStream.range(0, 200).forEach(i -> venue.trade(i % 3 == 0 ? "ETH" : "BTC"));

        until(() -> trades.size() - atTheSubscription == 200);
        assertThat(trades)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("receiveTimeMicros", "publishTimeMicros")
                .isEqualTo(venue.trades());
    }

    static Stream<Arguments> closeCodes() {
        return Stream.of(Dialect.values())
                .flatMap(dialect -> Stream.of(1000, 1001, 1008, 1012, 1013).map(code -> Arguments.of(dialect, code)));
    }

    @ParameterizedTest
    @MethodSource("closeCodes")
    void whateverTheCodeOfACloseTheFeedComesBack(Dialect dialect, int code) {
        start(dialect, TestFeeds.patient());
        tradeUntilHeard("BTC", "ETH");

        venue.closeAll(code, "a reason");
        until(() -> venue.connections() == 2 && venue.isSubscribed("BTC", "ETH"));
        tradeUntilHeard("BTC", "ETH");

        assertThat(events)
                .extracting(MarketEvent::type)
                .containsExactly(MarketEvent.Type.FEED_DOWN, MarketEvent.Type.FEED_UP);
        assertThat(events.get(0).text())
                .isEqualTo("Feed test: the venue closed the connection with code " + code + ": a reason");
        assertThat(venue.openConnections()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void hostileFramesAreFaultsAndNothingElse(Dialect dialect) {
        start(dialect, TestFeeds.patient());
        tradeUntilHeard("BTC", "ETH");

        int hostile = venue.sendHostileFrames("BTC");
        long after = venue.trade("BTC");

        // Frames come in their order.
        until(() -> trades.stream()
                .anyMatch(
                        trade -> trade.tradeId() == after && trade.instrument().equals(venue.instrument("BTC"))));
        assertThat(trades).extracting(Trade::tradeId).doesNotContain(1L);
        assertThat(monitor.status().faults()).isEqualTo(hostile);
        assertThat(unreadable).hasPositiveValue();
        assertThat(venue.connections()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void theRefusalOfOneIsShownHarmsNoOtherAndEndsWhenTheVenueChangesItsMind(Dialect dialect) {
        start(dialect, new WatchdogLimits(Duration.ofMinutes(5), Duration.ofSeconds(2)));
        tradeUntilHeard("BTC", "ETH");

        venue.refuse("ETH");
        venue.closeAll(1012, "service restart");
        until(() -> refusalOf("ETH") != null && venue.isSubscribed("BTC"));
        tradeUntilHeard("BTC");

        assertThat(refusalOf("ETH")).isNotBlank();
        assertThat(refusalOf("BTC")).isNull();
        assertThat(venue.isSubscribed("ETH")).isFalse();
        long connections = venue.connections();

        venue.refuseNothing();
        tradeUntilHeard("BTC", "ETH");

        assertThat(refusalOf("ETH")).isNull();
        assertThat(venue.connections()).isEqualTo(connections);
    }

    private String refusalOf(String base) {
        return monitor.status().channels().stream()
                .filter(channel -> channel.instrument().equals(venue.instrument(base)))
                .findFirst()
                .orElseThrow()
                .refusal();
    }

    @ParameterizedTest
    @EnumSource
    void theVenuesClockShowsInTheSkewAndRepetitionsDoNot(Dialect dialect) {
        start(dialect, TestFeeds.patient());
        tradeUntilHeard("BTC", "ETH");
        for (int seconds : new int[] {5, -5}) {
            venue.skew(Duration.ofSeconds(seconds));
            // Not in the instant of the one before.
            IntStream.range(0, 3).forEach(i -> tradeUntilHeard("BTC"));

            until(() -> Math.abs(monitor.status().skew().toMillis() - seconds * 1_000L) < 1_000);
            int heard = trades.size();
            venue.repeatSnapshot("BTC");
            venue.repeatLast("BTC", 100);
            until(() -> trades.size() > heard);

            assertThat(monitor.status().skew())
                    .isBetween(Duration.ofSeconds(seconds - 1), Duration.ofSeconds(seconds + 1));
        }
    }

    /** Kraken greets every connection, before anything is subscribed. */
    @Test
    void aSocketThatIsOnlyGreetedDoesNotTakeThePlaceOfOneThatGivesData() {
        start(Dialect.KRAKEN, new WatchdogLimits(Duration.ofMillis(600), Duration.ofSeconds(1)));
        tradeUntilHeard("BTC", "ETH");
        venue.answerNothing(true);
        venue.kill("ETH");

        until(() -> {
            venue.trade("BTC");
            return venue.openConnections() == 2;
        });
        // As long as a place may take to be taken, and a second more.
        await().during(Duration.ofSeconds(3)).atMost(PATIENCE).until(() -> {
            venue.trade("BTC");
            return monitor.status().renewals() == 0;
        });
        tradeUntilHeard("BTC");

        venue.answerNothing(false);
        tradeUntilHeard("BTC", "ETH");
        assertThat(events).extracting(MarketEvent::type).doesNotContain(MarketEvent.Type.FEED_DOWN);
    }
}
