package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import feeds.BinanceVenue;
import feeds.DecodedFrame;
import feeds.Feed;
import feeds.FeedMonitor;
import feeds.FeedOutage;
import feeds.FrameBatch;
import feeds.TestFeeds;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import market.Gap;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;
import market.TradeJson;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.ContextConfiguration;
import storage.ReportedGaps;

@RouteTest
@UseAdviceWith
@ContextConfiguration(classes = {FeedRoutes.class, Errors.class, FeedRoutesTest.Parts.class})
class FeedRoutesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00.000001Z");
    private static final long NOW_MICROS = 1_767_225_600_000_001L;

    private static final FeedMonitor ONE =
            TestFeeds.monitor("one", URI.create("ws://localhost:1"), TestFeeds.patient(), "BTC", "ETH");

    private static final FeedMonitor MANY = new FeedMonitor(
            new Feed(
                    "many",
                    new BinanceVenue(),
                    URI.create("ws://localhost:1/?x=y"),
                    List.of(),
                    FeedRoutesTest::twoTrades),
            TestFeeds.patient(),
            Clock.systemUTC());

    static class Parts {

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        List<FeedMonitor> feeds() {
            return List.of(ONE, MANY);
        }

        @Bean
        Reports reports() {
            return new Reports();
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

    private static final class Reports extends ReportedGaps {

        private final List<Gap> reported = new CopyOnWriteArrayList<>();
        private volatile int failures;

        Reports() {
            super(new JdbcTemplate());
        }

        @Override
        public void report(List<Gap> gaps) {
            if (failures > 0) {
                failures--;
                throw new DataAccessResourceFailureException("the database is away");
            }
            reported.addAll(gaps);
        }
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private Reports reports;

    @Autowired
    private ProducerTemplate producer;

    @EndpointInject("mock:ticks")
    private MockEndpoint ticks;

    @EndpointInject("mock:dead-letter")
    private MockEndpoint deadLetters;

    @BeforeEach
    void start() throws Exception {
        if (!camel.isStarted()) {
            for (String feed : List.of("one", "many")) {
                AdviceWith.adviceWith(camel, RouteIds.FEED + feed, route -> {
                    route.replaceFromWith("direct:" + feed);
                    route.weaveByToUri("kafka*").replace().split(route.body()).to("mock:ticks");
                });
            }
            camel.start();
        }
        MockEndpoint.resetMocks(camel);
    }

    @Test
    void aTradeBecomesARecordWithItsInstrumentAsKeyAndThreeTimes() {
        send(ONE, frame("100.50"));

        Message record = only(ticks);
        assertThat(record.getHeader(KafkaConstants.KEY)).isEqualTo("binance:BTC-USDT");
        assertThat(TradeJson.read(record.getBody(byte[].class)))
                .isEqualTo(new Trade(
                        "binance:BTC-USDT",
                        new BigDecimal("100.50"),
                        new BigDecimal("0.005"),
                        TakerSide.BUY,
                        12345,
                        1_700_000_000_120_000L,
                        NOW_MICROS,
                        NOW_MICROS));
        assertThat(deadLetters.getExchanges()).isEmpty();
    }

    @Test
    void everyTradeOfAFrameBecomesARecordInItsOrder() {
        send(MANY, "7");

        assertThat(ticks.getExchanges())
                .extracting(exchange -> TradeJson.read(exchange.getMessage().getBody(byte[].class))
                        .tradeId())
                .containsExactly(7L, 8L);
        assertThat(ticks.getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader(KafkaConstants.KEY))
                .containsExactly("x:A-B", "x:C-D");
    }

    @Test
    void ofFramesThatCameTogetherEachIsReadInItsOrderAndWhatIsRubbishHoldsUpNoOther() {
        producer.sendBody(
                "direct:many",
                new FrameBatch(Stream.of("7", "rubbish", "9")
                        .map(frame -> TestFeeds.frame(MANY, frame.getBytes(StandardCharsets.UTF_8), NOW_MICROS))
                        .toList()));

        assertThat(ticks.getExchanges())
                .extracting(exchange -> TradeJson.read(exchange.getMessage().getBody(byte[].class))
                        .tradeId())
                .containsExactly(7L, 8L, 9L, 10L);
        assertThat(only(deadLetters).getBody(DeadLetter.class))
                .usingRecursiveComparison()
                .isEqualTo(new DeadLetter("many", "no number", "rubbish".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void rubbishBecomesADeadLetterWithItsBytesItsReasonAndItsSource() {
        send(ONE, "{\"rubbish\u00e4");

        DeadLetter letter = only(deadLetters).getBody(DeadLetter.class);
        assertThat(letter.source()).isEqualTo("one");
        assertThat(letter.reason()).startsWith("not a Binance frame: Unexpected end-of-input");
        assertThat(letter.payload()).isEqualTo("{\"rubbish\u00e4".getBytes(StandardCharsets.UTF_8));
        assertThat(ticks.getExchanges()).isEmpty();
    }

    @Test
    void bytesThatAreNoTextBecomeADeadLetterAsTheyAre() {
        byte[] frame = {(byte) 0xff, 0, 1, (byte) 0x80};

        send(ONE, frame);

        assertThat(only(deadLetters).getBody(DeadLetter.class).payload()).isEqualTo(frame);
    }

    @Test
    void aTradeThatCannotBeBecomesADeadLetterAndTheNextOneGoesOn() {
        send(ONE, frame("0"));
        send(ONE, frame("1e999999999"));
        send(ONE, frame("99"));

        assertThat(deadLetters.getExchanges())
                .extracting(exchange ->
                        exchange.getMessage().getBody(DeadLetter.class).reason())
                .containsExactly(
                        "not a Binance event: price must be positive, was 0",
                        "not a Binance event: p must be a plain decimal, was '1e999999999'");
        assertThat(ticks.getExchanges()).hasSize(1);
    }

    @Test
    void anOutageIsReportedForEveryInstrumentOnceTheDatabaseIsThereAndHoldsUpNoFrame() {
        reports.failures = 1;
        Instant from = Instant.parse("2026-01-01T11:59:00Z");
        Instant to = Instant.parse("2026-01-01T12:00:00Z");

        producer.sendBody("direct:one", new FeedOutage(ONE.feed().instruments(), from, to));
        send(ONE, frame("99"));

        assertThat(ticks.getExchanges()).hasSize(1);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(reports.reported)
                .extracting(Gap::instrument, Gap::kind, Gap::state, Gap::fromMicros, Gap::toMicros)
                .containsExactly(
                        tuple(
                                "binance:BTC-USDT",
                                Gap.Kind.OUTAGE,
                                Gap.State.REPORTED,
                                from.toEpochMilli() * 1_000,
                                to.toEpochMilli() * 1_000),
                        tuple(
                                "binance:ETH-USDT",
                                Gap.Kind.OUTAGE,
                                Gap.State.REPORTED,
                                from.toEpochMilli() * 1_000,
                                to.toEpochMilli() * 1_000)));
        assertThat(deadLetters.getExchanges()).isEmpty();
    }

    @Test
    void aControlFrameGivesNothing() {
        send(ONE, "{\"result\":null,\"id\":1}");
        send(ONE, "{\"e\":\"serverShutdown\",\"E\":1770123456789}");

        assertThat(ticks.getExchanges()).isEmpty();
        assertThat(deadLetters.getExchanges()).isEmpty();
    }

    private void send(FeedMonitor feed, String frame) {
        send(feed, frame.getBytes(StandardCharsets.UTF_8));
    }

    private void send(FeedMonitor feed, byte[] frame) {
        producer.sendBody(
                "direct:" + feed.feed().name(), new FrameBatch(List.of(TestFeeds.frame(feed, frame, NOW_MICROS))));
    }

    private static Message only(MockEndpoint endpoint) {
        assertThat(endpoint.getExchanges()).hasSize(1);
        return endpoint.getExchanges().get(0).getMessage();
    }

    private static String frame(String price) {
        return "{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"trade\",\"E\":1700000000123,\"s\":\"BTCUSDT\","
                + "\"t\":12345,\"p\":\"" + price + "\",\"q\":\"0.005\",\"T\":1700000000120,\"m\":false,\"M\":true}}";
    }

    /** The trades with the id that is the frame, and the one after it. */
    private static DecodedFrame twoTrades(byte[] frame, long received) {
        try {
            long id = Long.parseLong(new String(frame, StandardCharsets.UTF_8));
            return new DecodedFrame(
                    List.of(trade("x:A-B", id, received), trade("x:C-D", id + 1, received)),
                    List.of(),
                    List.of(),
                    List.of());
        } catch (NumberFormatException e) {
            throw new MalformedDataException("no number", e);
        }
    }

    private static Trade trade(String instrument, long id, long received) {
        return new Trade(instrument, BigDecimal.ONE, BigDecimal.ONE, TakerSide.BUY, id, 1_000, received, received);
    }
}
