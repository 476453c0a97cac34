package routes;

import static org.assertj.core.api.Assertions.assertThat;

import candles.CandleEngine;
import candles.InMemoryCheckpointStore;
import candles.MovableClock;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import market.Candle;
import market.CandleJson;
import market.CandleStatus;
import market.Interval;
import market.TakerSide;
import market.Trade;
import market.TradeJson;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

@RouteTest
@UseAdviceWith
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@ContextConfiguration(classes = {CandleRoutes.class, Errors.class, CandleRoutesTest.Parts.class})
class CandleRoutesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String BTC = "binance:BTC-USDT";

    static class Parts {

        @Bean
        InMemoryCheckpointStore store() {
            return new InMemoryCheckpointStore();
        }

        @Bean
        MovableClock clock() {
            return new MovableClock(NOON);
        }

        @Bean
        CandleEngine engine(InMemoryCheckpointStore store, MovableClock clock) {
            return new CandleEngine(store, List.of(Interval.M1), Duration.ofSeconds(10), clock);
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
    private ProducerTemplate producer;

    @Autowired
    private InMemoryCheckpointStore store;

    @Autowired
    private MovableClock clock;

    @EndpointInject("mock:dead-letter")
    private MockEndpoint deadLetters;

    @EndpointInject("mock:candles")
    private MockEndpoint candles;

    @BeforeEach
    void start() throws Exception {
        AdviceWith.adviceWith(camel, RouteIds.CANDLES, route -> route.replaceFromWith("direct:batch"));
        AdviceWith.adviceWith(camel, RouteIds.CANDLES_IDLE, route -> route.replaceFromWith("direct:tick"));
        AdviceWith.adviceWith(camel, RouteIds.CANDLES_PUBLISH, route -> route.weaveByToUri("kafka*")
                .replace()
                .to("mock:candles"));
        camel.start();
    }

    @Test
    void aPoisonRecordIsADeadLetterAndTheRestIsCounted() {
        send(record(0, 10, trade(1, "100", 5)), poison(0, 11, "{\"price\":"), record(0, 12, trade(2, "101", 6)));

        assertThat(deadLetters.getExchanges()).hasSize(1);
        DeadLetter letter = deadLetters.getExchanges().get(0).getMessage().getBody(DeadLetter.class);
        assertThat(letter.source()).isEqualTo("ticks-0@11");
        assertThat(letter.reason()).startsWith("not a trade: Unexpected end-of-input");
        assertThat(letter.payload()).isEqualTo("{\"price\":".getBytes(StandardCharsets.UTF_8));
        assertThat(store.candles.values())
                .singleElement()
                .extracting(Candle::trades)
                .isEqualTo(2L);
        assertThat(store.offsets).containsEntry(0, 13L);
    }

    @Test
    void nothingButPoisonStillMovesTheOffset() {
        send(poison(0, 7, "x"), poison(0, 8, ""), poison(0, 9, null));

        assertThat(deadLetters.getExchanges())
                .extracting(exchange ->
                        exchange.getMessage().getBody(DeadLetter.class).reason())
                .hasSize(3)
                .allMatch(reason -> reason.startsWith("not a trade: "));
        assertThat(store.candles).isEmpty();
        assertThat(store.offsets).containsEntry(0, 10L);
    }

    @Test
    void everyPartitionOfABatchIsCounted() {
        send(record(1, 5, trade(1, "100", 5)), record(0, 3, ethTrade(1)), record(1, 6, trade(2, "101", 6)));

        assertThat(store.offsets).containsEntry(0, 4L).containsEntry(1, 7L);
        assertThat(store.candles).hasSize(2);
    }

    @Test
    void onlyClosedCandlesGoToTheLogAndAllGoToTheWatchers() {
        send(record(0, 0, trade(1, "100", 5)));
        assertThat(candles.getExchanges()).isEmpty();

        send(record(0, 1, trade(2, "101", 75)));

        assertThat(candles.getExchanges()).hasSize(1);
        var record = candles.getExchanges().get(0).getMessage();
        assertThat(record.getHeader(KafkaConstants.KEY)).isEqualTo(BTC);
        Candle closed = CandleJson.read(record.getBody(byte[].class));
        assertThat(closed.start()).isEqualTo(NOON);
        assertThat(closed.status()).isEqualTo(CandleStatus.COMPLETE);
        assertThat(watched()).as("one by the first record, two by the second").hasSize(3);
        assertThat(watched().subList(1, 3)).extracting(Candle::isOpen).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void aStoreThatIsAwayIsTriedAgainUntilItIsBackAndNothingIsCountedTwice() {
        store.failures = 2;

        send(
                record(0, 0, trade(1, "100", 5)),
                poison(0, 1, "poison"),
                record(0, 2, trade(2, "101", 6)),
                record(1, 0, ethTrade(1)));

        assertThat(store.failures).isZero();
        assertThat(store.commits).as("one transaction for both partitions").isEqualTo(1);
        assertThat(store.candles.values()).extracting(Candle::trades).containsExactlyInAnyOrder(2L, 1L);
        assertThat(store.offsets).containsEntry(0, 3L).containsEntry(1, 1L);
        assertThat(deadLetters.getExchanges()).as("not once a try").hasSize(1);
        assertThat(watched()).hasSize(2);
    }

    @Test
    void aBatchThatComesAgainChangesNothing() {
        Exchange[] batch = {record(0, 0, trade(1, "100", 5)), record(0, 1, trade(2, "101", 75))};
        send(batch);
        var before = List.copyOf(store.candles.values());

        send(batch);

        assertThat(store.candles.values()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(candles.getExchanges()).hasSize(1);
    }

    @Test
    void aCandleThatNoTradeWillCloseIsClosedByTheClockAndPublished() {
        send(record(0, 0, trade(1, "100", 5)));
        clock.now = NOON.plusSeconds(120);

        producer.sendBody("direct:tick", null);

        assertThat(candles.getExchanges()).hasSize(1);
        assertThat(CandleJson.read(candles.getExchanges().get(0).getMessage().getBody(byte[].class))
                        .status())
                .isEqualTo(CandleStatus.COMPLETE);
    }

    /** Nobody reads the queue here, as when Redis is away: the engine must go on all the same. */
    @Test
    void watchersThatAreFarBehindDoNotHoldUpTheCandles() {
        for (int i = 0; i < 10_100; i++) {
            send(record(0, i, trade(i, "100", 5)));
        }

        assertThat(store.offsets).containsEntry(0, 10_100L);
        assertThat(watched()).hasSize(10_000);
    }

    private List<Candle> watched() {
        SedaEndpoint queue = (SedaEndpoint) camel.getEndpoints().stream()
                .filter(endpoint -> endpoint.getEndpointUri().startsWith("seda://" + RouteIds.CANDLES_LIVE))
                .findFirst()
                .orElseThrow();
        return queue.getExchanges().stream()
                .map(exchange -> exchange.getMessage().getBody(Candle.class))
                .toList();
    }

    private void send(Exchange... records) {
        // One way, as Kafka's consumer does: a request would wait for an answer of the queue.
        Exchange answer = producer.send(
                "direct:batch", exchange -> exchange.getMessage().setBody(new ArrayList<>(List.of(records))));
        assertThat(answer.getException()).isNull();
    }

    private Exchange record(int partition, long offset, Trade trade) {
        return exchange(partition, offset, TradeJson.write(trade));
    }

    private Exchange poison(int partition, long offset, String text) {
        return exchange(partition, offset, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private Exchange exchange(int partition, long offset, byte[] body) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setHeader(KafkaConstants.PARTITION, partition);
        exchange.getMessage().setHeader(KafkaConstants.OFFSET, offset);
        exchange.getMessage().setBody(body);
        return exchange;
    }

    private static Trade trade(long id, String price, int secondsAfterNoon) {
        return trade(BTC, id, price, secondsAfterNoon);
    }

    private static Trade ethTrade(long id) {
        return trade("binance:ETH-USDT", id, "9", 5);
    }

    private static Trade trade(String instrument, long id, String price, int secondsAfterNoon) {
        long micros = NOON.plusSeconds(secondsAfterNoon).toEpochMilli() * 1_000;
        return new Trade(instrument, new BigDecimal(price), BigDecimal.ONE, TakerSide.BUY, id, micros, micros, micros);
    }
}
