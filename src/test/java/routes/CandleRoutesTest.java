package routes;

import static org.assertj.core.api.Assertions.assertThat;

import candles.CandleEngine;
import candles.CandleWorker;
import candles.EngineSettings;
import candles.InMemoryCheckpointStore;
import candles.MovableClock;
import candles.Trades;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.Candle;
import market.CandleJson;
import market.CandleStatus;
import market.Interval;
import market.LogTopics;
import market.TakerSide;
import market.Trade;
import market.TradeJson;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
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
            return new CandleEngine(store, Trades.settings(Interval.M1), Trades.INSTRUMENTS, clock);
        }

        @Bean
        EngineSettings settings() {
            return Trades.settings(Interval.M1);
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

    @EndpointInject("mock:market-events")
    private MockEndpoint events;

    @Autowired
    private CandleEngine engine;

    private CandleWorker worker;

    @BeforeEach
    void start() throws Exception {
        AdviceWith.adviceWith(camel, RouteIds.CANDLES, route -> route.replaceFromWith("direct:batch"));
        AdviceWith.adviceWith(camel, RouteIds.CANDLES_PUBLISH, route -> {
            route.weaveByToUri("kafka://candles*").replace().to("mock:candles");
            route.weaveByToUri("kafka://market-events*").replace().to("mock:market-events");
        });
        camel.start();
        worker = engine.newWorker();
        worker.takeOver(0, 0, Long.MAX_VALUE);
        worker.takeOver(1, 0, Long.MAX_VALUE);
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
    void closedCandlesGoToTheLogAndAllGoToTheWatchers() {
        send(record(0, 0, trade(1, "100", 5)));
        assertThat(candles.getExchanges()).isEmpty();

        send(record(0, 1, trade(2, "101", 60)), record(0, 2, trade(3, "101", 75)));

        assertThat(candles.getExchanges()).hasSize(1);
        List<?> records = candles.getExchanges().get(0).getMessage().getBody(List.class);
        assertThat(records).hasSize(1);
        Message record = (Message) records.get(0);
        assertThat(record.getHeader(KafkaConstants.KEY)).isEqualTo(BTC);
        Candle closed = CandleJson.read(record.getBody(byte[].class));
        assertThat(closed.start()).isEqualTo(NOON);
        assertThat(closed.status()).isEqualTo(CandleStatus.COMPLETE);
        assertThat(watched())
                .as("one by the first round; two and the closing by the second")
                .hasSize(3);
        assertThat(watched()).extracting(Candle::isOpen).containsExactly(true, true, false);
        assertThat(store.outbox.get(0)).as("the log has it").isEmpty();
    }

    @Test
    void aGapGoesToTheMarketEvents() {
        send(record(0, 0, trade(1, "100", 5)), record(0, 1, trade(3, "100", 6)), record(0, 2, trade(4, "100", 20)));

        assertThat(events.getExchanges()).hasSize(1);
        Message event = (Message)
                events.getExchanges().get(0).getMessage().getBody(List.class).get(0);
        assertThat(event.getHeader(KafkaConstants.KEY)).isEqualTo(BTC);
        assertThat(new String(event.getBody(byte[].class), StandardCharsets.UTF_8))
                .contains("gap-found");
        assertThat(candles.getExchanges()).isEmpty();
    }

    @Test
    void aTradeThatCannotBeTrueIsADeadLetterAsItStoodInTheLog() {
        byte[] raw = TradeJson.write(trade("binance:NO-SUCH", 7, "1", 5));
        send(record(1, 3, ethTrade(1)), raw(1, 4, raw));

        assertThat(deadLetters.getExchanges()).hasSize(1);
        DeadLetter letter = deadLetters.getExchanges().get(0).getMessage().getBody(DeadLetter.class);
        assertThat(letter.source()).isEqualTo("ticks-1@4");
        assertThat(letter.reason()).isEqualTo("instrument binance:NO-SUCH is not configured");
        assertThat(letter.payload()).isEqualTo(raw);
        assertThat(store.offsets).containsEntry(1, 5L);
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
        assertThat(engine.state().stall()).isEmpty();
    }

    @Test
    void aBatchThatComesAgainChangesNothing() {
        send(record(0, 0, trade(1, "100", 5)), record(0, 1, trade(2, "101", 75)));
        var before = List.copyOf(store.candles.values());

        send(record(0, 0, trade(1, "100", 5)), record(0, 1, trade(2, "101", 75)));

        assertThat(store.candles.values()).containsExactlyInAnyOrderElementsOf(before);
        assertThat(candles.getExchanges()).hasSize(1);
    }

    @Test
    void aCandleThatNoTradeWillCloseIsClosedByTheClockAndPublished() {
        send(record(0, 0, trade(1, "100", 5)));
        clock.now = NOON.plusSeconds(120);

        send();

        assertThat(candles.getExchanges()).hasSize(1);
    }

    /** Nobody reads the queue here, as when Redis is away: the engine must go on all the same. */
    @Test
    void watchersThatAreFarBehindDoNotHoldUpTheCandles() {
        for (int i = 0; i < 110; i++) {
            send(record(0, i, trade(i, "100", 5)));
        }

        assertThat(store.offsets).containsEntry(0, 110L);
        assertThat(watched()).hasSize(100);
    }

    @SuppressWarnings("unchecked")
    private List<Candle> watched() {
        SedaEndpoint queue = (SedaEndpoint) camel.getEndpoints().stream()
                .filter(endpoint -> endpoint.getEndpointUri().startsWith("seda://" + RouteIds.CANDLES_LIVE))
                .findFirst()
                .orElseThrow();
        return queue.getExchanges().stream()
                .flatMap(exchange -> ((List<Candle>) exchange.getMessage().getBody(List.class)).stream())
                .toList();
    }

    @SafeVarargs
    private void send(ConsumerRecord<Object, Object>... records) {
        Map<TopicPartition, List<ConsumerRecord<Object, Object>>> polled = Stream.of(records)
                .collect(Collectors.groupingBy(record -> new TopicPartition(record.topic(), record.partition())));
        TickPoll poll = new TickPoll(worker, polled);
        // One way, as Kafka's consumer does: a request would wait for an answer of the queue.
        Exchange answer =
                producer.send("direct:batch", exchange -> exchange.getMessage().setBody(poll));
        assertThat(answer.getException()).isNull();
        assertThat(poll.isDone()).isTrue();
    }

    private static ConsumerRecord<Object, Object> record(int partition, long offset, Trade trade) {
        return raw(partition, offset, TradeJson.write(trade));
    }

    private static ConsumerRecord<Object, Object> poison(int partition, long offset, String text) {
        return raw(partition, offset, text == null ? null : text.getBytes(StandardCharsets.UTF_8));
    }

    private static ConsumerRecord<Object, Object> raw(int partition, long offset, byte[] value) {
        return new ConsumerRecord<>(
                LogTopics.TICKS,
                partition,
                offset,
                NOON.toEpochMilli() + 60_000,
                TimestampType.CREATE_TIME,
                0,
                0,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
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
