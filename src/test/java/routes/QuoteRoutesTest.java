package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import feeds.FakeCoinGecko;
import feeds.FeedMonitor;
import feeds.Poller;
import feeds.TestFeeds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import market.FeedState;
import market.Quote;
import market.QuoteJson;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;

/** A polled feed that asks over HTTP, and is made to ask by moving its clock. */
@RouteTest
@UseAdviceWith
@ContextConfiguration(classes = {QuoteRoutes.class, Errors.class, QuoteRoutesTest.Parts.class})
class QuoteRoutesTest {

    private static final String PRICES = "{\"bitcoin\":{\"usd\":67187.330,\"usd_24h_vol\":3.1e10},"
            + "\"ethereum\":{\"usd\":1.1,\"last_updated_at\":1790733790}}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ROUTE = RouteIds.FEED + "coins";

    static class Parts {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean(destroyMethod = "close")
        FakeCoinGecko coinGecko() throws IOException {
            return new FakeCoinGecko();
        }

        @Bean
        FeedMonitor monitor(FakeCoinGecko coinGecko) {
            return TestFeeds.polled("coins", coinGecko.address());
        }

        @Bean
        AtomicLong nanos() {
            return new AtomicLong();
        }

        @Bean
        List<Poller> pollers(FeedMonitor monitor, AtomicLong nanos) {
            return List.of(TestFeeds.poller(monitor, nanos::get));
        }

        @Bean
        RouteBuilder deadLetters() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + RouteIds.DEAD_LETTER).to("mock:dead-letter");
                }
            };
        }
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private FakeCoinGecko coinGecko;

    @Autowired
    private FeedMonitor monitor;

    @Autowired
    private AtomicLong nanos;

    @EndpointInject("mock:quotes")
    private MockEndpoint quotes;

    @EndpointInject("mock:dead-letter")
    private MockEndpoint deadLetters;

    @BeforeEach
    void start() throws Exception {
        coinGecko.sells(PRICES);
        if (!camel.isStarted()) {
            AdviceWith.adviceWith(camel, ROUTE, route -> route.weaveByToUri("kafka*")
                    .replace()
                    .split(route.body())
                    .to("mock:quotes"));
            camel.start();
        }
        goesOn();
        MockEndpoint.resetMocks(camel);
    }

    @Test
    void everyCoinBecomesARecordWithItsInstrumentAsKey() {
        askAgain();

        until(FeedState.LIVE);
        assertThat(quotes.getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader(KafkaConstants.KEY))
                .containsExactly("coingecko:BTC-USD", "coingecko:ETH-USD");
        assertThat(quotes.getExchanges())
                .extracting(QuoteRoutesTest::quote)
                .extracting(quote -> quote.price().toPlainString())
                .containsExactly("67187.330", "1.1");
        assertThat(coinGecko.asks())
                .last()
                .extracting(FakeCoinGecko.Ask::uri)
                .asString()
                .startsWith("/api/v3/simple/price?ids=bitcoin,ethereum&vs_currencies=usd&include_market_cap=true");
        assertThat(quotes.getExchanges().get(0).getMessage().getHeaders())
                .as("headers of the answer")
                .doesNotContainKeys("Content-Type", Exchange.HTTP_RESPONSE_CODE, Exchange.HTTP_QUERY);
    }

    @Test
    void rubbishBecomesADeadLetterWithItsBytesAndIsAskedForAgain() {
        coinGecko.thenAnswers(200, "<html>\u00e4</html>", Map.of());
        askAgain();

        until(FeedState.BACKING_OFF);
        assertThat(monitor.status().reason()).startsWith("its answer cannot be used: not a CoinGecko frame: ");
        DeadLetter letter = onlyDeadLetter();
        assertThat(letter.source()).isEqualTo("coins");
        assertThat(letter.payload()).isEqualTo("<html>\u00e4</html>".getBytes(StandardCharsets.UTF_8));
        assertThat(quotes.getExchanges()).isEmpty();
    }

    @Test
    void aPriceThatCannotBeIsADeadLetterAndTheOtherGoesOn() {
        coinGecko.sells(PRICES.replace("67187.330", "-1"));
        askAgain();

        until(FeedState.LIVE);
        assertThat(quotes.getExchanges()).hasSize(1);
        assertThat(onlyDeadLetter().reason()).isEqualTo("coingecko:BTC-USD: usd must be positive, was -1");
    }

    @Test
    void aPriceOfTheFutureIsADeadLetter() {
        coinGecko.sells(PRICES.replace("1790733790", "4000000000"));
        askAgain();

        until(FeedState.LIVE);
        assertThat(quotes.getExchanges()).hasSize(1);
        assertThat(onlyDeadLetter().reason())
                .startsWith("the quote's time 2096-10-02T07:06:40Z is more than 60 s ahead of our clock, ");
    }

    @Test
    void refusalsAreAskedForAgainByThePaceAloneAndAreNoDeadLetters() {
        int before = coinGecko.asks().size();
        coinGecko
                .thenAnswers(429, "{}", Map.of("Retry-After", "100"))
                .thenAnswers(302, "", Map.of("Location", coinGecko.address() + "/elsewhere"))
                .thenAnswers(503, "", Map.of("Retry-After", "Wed, 21 Oct 2026 07:29:30 GMT"));
        askAgain();
        until(FeedState.BACKING_OFF);
        assertThat(monitor.status().reason()).isEqualTo("it answered with status 429: {}");
        passes(99);
        passes(1);
        untilReason("it answered with status 302");
        passes(5);
        untilReason("it answered with status 503");

        assertThat(coinGecko.asks()).hasSize(before + 3);
        assertThat(deadLetters.getExchanges()).isEmpty();
        assertThat(quotes.getExchanges()).isEmpty();
    }

    @Test
    void anAnswerWithoutAnEndIsGivenUp() {
        coinGecko.thenFloods().thenTrickles();
        askAgain();
        untilReason("it cannot be asked: the answer has more than 1000000 bytes");
        passes(5);
        untilReason("it cannot be asked: no whole answer within 10 s");

        assertThat(deadLetters.getExchanges()).isEmpty();
    }

    @Test
    void aFeedThatIsStoppedAsksNothingUntilItIsStartedAgain() throws Exception {
        camel.getRouteController().stopRoute(ROUTE);
        assertThat(monitor.status().state()).isEqualTo(FeedState.STOPPED);
        int before = coinGecko.asks().size();
        askAgain();
        camel.getRouteController().startRoute(ROUTE);

        until(FeedState.LIVE);
        assertThat(coinGecko.asks()).hasSize(before + 1);
        camel.getRouteController().suspendRoute(ROUTE);
        assertThat(monitor.status().state()).isEqualTo(FeedState.STOPPED);
        camel.getRouteController().resumeRoute(ROUTE);
    }

    /** Whatever the test before left behind is over. */
    private void goesOn() {
        int before = coinGecko.asks().size();
        passes(3 * 24 * 3_600);
        await().atMost(PATIENCE).until(() -> coinGecko.asks().size() > before);
        until(FeedState.LIVE);
    }

    /** It is asked with the next tick, and with none after it. */
    private void askAgain() {
        passes(30);
        int before = coinGecko.asks().size();
        if (camel.getRouteController().getRouteStatus(ROUTE).isStarted()) {
            await().atMost(PATIENCE).until(() -> coinGecko.asks().size() > before);
            await().atMost(PATIENCE).until(() -> camel.getInflightRepository().size() == 0);
        }
    }

    private void passes(long seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    private void until(FeedState state) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(monitor.status().state()).isEqualTo(state));
    }

    private void untilReason(String reason) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(monitor.status().reason()).isEqualTo(reason));
    }

    private DeadLetter onlyDeadLetter() {
        assertThat(deadLetters.getExchanges()).hasSize(1);
        return deadLetters.getExchanges().get(0).getMessage().getBody(DeadLetter.class);
    }

    private static Quote quote(Exchange exchange) {
        Message message = exchange.getMessage();
        return QuoteJson.read(message.getBody(byte[].class));
    }
}
