package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import api.Hub;
import api.Update;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.Candle;
import market.CandleKey;
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
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.redis.RedisConstants;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.test.context.ContextConfiguration;
import storage.LatestTrades;

@RouteTest
@UseAdviceWith
@ContextConfiguration(
        classes = {
            LiveRoutes.class,
            FanOutRoutes.class,
            OpenCandles.class,
            Errors.class,
            NobodysServers.class,
            LiveRoutesTest.Parts.class
        })
class LiveRoutesTest {

    private static final String BTC = "binance:BTC-USDT";
    private static final String ETH = "binance:ETH-USDT";
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    static class Parts {

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, ZoneOffset.UTC);
        }

        @Bean
        Hub hub(Clock clock) {
            return new Hub(clock);
        }

        @Bean
        Latest latest(StringRedisTemplate redis) {
            return new Latest(redis);
        }
    }

    /** Keeps the polls that it is given, unless it is away. */
    static final class Latest extends LatestTrades {

        private final List<List<Trade>> kept = new ArrayList<>();
        private boolean away;

        Latest(StringRedisTemplate redis) {
            super(redis, Duration.ofMinutes(5));
        }

        @Override
        public void keep(Collection<Trade> trades) {
            if (away) {
                throw new DataAccessResourceFailureException("Redis is away");
            }
            kept.add(List.copyOf(trades));
        }
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private Hub hub;

    @Autowired
    private Latest latest;

    @EndpointInject("mock:redis")
    private MockEndpoint redis;

    @BeforeEach
    void start() throws Exception {
        if (!camel.isStarted()) {
            AdviceWith.adviceWith(camel, RouteIds.TRADES_LIVE, route -> {
                route.replaceFromWith("direct:ticks");
                route.weaveByToUri("spring-redis*").replace().to("mock:redis");
            });
            AdviceWith.adviceWith(camel, RouteIds.CANDLES_LIVE, route -> route.weaveByToUri("spring-redis*")
                    .replace()
                    .to("mock:redis"));
            AdviceWith.adviceWith(
                    camel, RouteIds.FAN_OUT_TRADES, route -> route.replaceFromWith("direct:published-trades"));
            AdviceWith.adviceWith(
                    camel, RouteIds.FAN_OUT_CANDLES, route -> route.replaceFromWith("direct:published-candles"));
            AdviceWith.adviceWith(
                    camel, RouteIds.FAN_OUT_ALERTS, route -> route.replaceFromWith("direct:published-alerts"));
            AdviceWith.adviceWith(
                    camel, RouteIds.FAN_OUT_PULSE, route -> route.replaceFromWith("direct:published-pulse"));
            camel.start();
        }
        MockEndpoint.resetMocks(camel);
        latest.kept.clear();
        latest.away = false;
    }

    @Test
    void theTradesOfAPollArePublishedAsOneMessageAndThenKept() {
        List<Trade> trades = List.of(trade(BTC, 7), trade(ETH, 3), trade(BTC, 8));

        assertThat(send(records(trades)).getException()).isNull();

        assertThat(redis.getExchanges()).singleElement().satisfies(published -> {
            assertThat(published.getMessage().getHeader(RedisConstants.CHANNEL)).isEqualTo("souk:trades");
            assertThat(published(published)).isEqualTo(trades);
        });
        assertThat(latest.kept).containsExactly(trades);
    }

    @Test
    void poisonIsLeftOutAndTheRestOfItsPollIsPublished() {
        ConsumerRecord<Object, Object> empty = record(1, NOW, null);
        ConsumerRecord<Object, Object> poison = record(2, NOW, "{\"price\":".getBytes(StandardCharsets.UTF_8));

        send(empty, poison);
        assertThat(redis.getExchanges()).as("nothing to publish").isEmpty();

        assertThat(send(record(3, NOW, json(trade(BTC, 1))), poison, record(4, NOW, json(trade(BTC, 2))))
                        .getException())
                .isNull();
        assertThat(redis.getExchanges())
                .singleElement()
                .extracting(LiveRoutesTest::published)
                .isEqualTo(List.of(trade(BTC, 1), trade(BTC, 2)));
    }

    @Test
    void whatWaitedTooLongInTheLogIsNoNews() {
        Instant tooOld = NOW.minus(FreshTrades.MAX_AGE).minusMillis(1);

        send(record(1, tooOld, json(trade(BTC, 1))), record(2, tooOld.plusMillis(1), json(trade(BTC, 2))));

        assertThat(redis.getExchanges())
                .singleElement()
                .extracting(LiveRoutesTest::published)
                .isEqualTo(List.of(trade(BTC, 2)));
        assertThat(latest.kept).containsExactly(List.of(trade(BTC, 2)));
    }

    @Test
    void aCacheThatIsAwayDoesNotHoldUpTheNextTrades() {
        redis.whenExchangeReceived(1, exchange -> exchange.setException(new IllegalStateException("Redis is away")));
        Exchange lost = send(records(List.of(trade(BTC, 1))));

        latest.away = true;
        Exchange notKept = send(records(List.of(trade(BTC, 2))));

        latest.away = false;
        Exchange next = send(records(List.of(trade(BTC, 3))));

        assertThat(List.of(lost, notKept, next))
                .as("nobody is to try them again")
                .allSatisfy(exchange -> assertThat(exchange.getException()).isNull());
        assertThat(redis.getExchanges()).hasSize(3);
        assertThat(latest.kept).containsExactly(List.of(trade(BTC, 3)));
    }

    @Test
    void theNewestOfEachChangedCandleIsPublishedTheOpenOnesToo() {
        Candle open = candle(0, CandleStatus.OPEN);
        Candle closed = candle(0, CandleStatus.COMPLETE);
        Candle next = candle(60, CandleStatus.OPEN);

        Stream.concat(Collections.nCopies(200, open).stream(), Stream.of(closed, next))
                .forEach(candle -> producer.sendBody(
                        "seda:" + RouteIds.CANDLES_LIVE + "?size=100&blockWhenFull=true", List.of(candle)));

        await().untilAsserted(() -> assertThat(publishedCandles()).endsWith(next));
        assertThat(publishedCandles()).endsWith(closed, next);
        assertThat(redis.getExchanges())
                .as("less often than candles change")
                .hasSizeLessThan(100)
                .extracting(exchange -> exchange.getMessage().getHeader(RedisConstants.CHANNEL))
                .containsOnly("souk:candles");
    }

    @Test
    void aCacheThatIsAwayDoesNotHoldUpTheNextCandles() {
        redis.whenExchangeReceived(1, exchange -> exchange.setException(new IllegalStateException("Redis is away")));
        Candle next = candle(60, CandleStatus.OPEN);

        producer.sendBody("seda:" + RouteIds.CANDLES_LIVE + "?size=100", List.of(candle(0, CandleStatus.OPEN)));
        await().until(() -> redis.getExchanges().size() == 1);
        producer.sendBody("seda:" + RouteIds.CANDLES_LIVE + "?size=100", List.of(next));

        await().untilAsserted(() -> assertThat(publishedCandles()).endsWith(next));
    }

    @Test
    void whatIsPublishedReachesTheHubInItsOrder() {
        List<Long> trades = Collections.synchronizedList(new ArrayList<>());
        List<Update<Candle>> candles = Collections.synchronizedList(new ArrayList<>());
        hub.subscribeTrades(BTC, update -> trades.add(update.data().tradeId()));
        hub.subscribeCandles(BTC, Interval.M1, candles::add);

        publish(trade(BTC, 1), trade(ETH, 9), trade(BTC, 2));
        publish(trade(BTC, 3));
        List<Candle> changed = List.of(candle(0, CandleStatus.COMPLETE), candle(60, CandleStatus.OPEN));
        publish(changed.toArray(Candle[]::new));

        assertThat(trades).containsExactly(1L, 2L, 3L);
        assertThat(candles).extracting(Update::data).isEqualTo(changed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "trades  | rubbish",
                "candles | rubbish",
                "candles | {\"open\":1}",
                "candles | binance:BTC-USDT 1m 0 {\"open\":1}",
                "candles | binance:BTC-USDT 1m now {}",
                "candles | binance:BTC-USDT 9m 0 {}",
            })
    void rubbishOnAChannelHarmsNobody(String channel, String rubbish) {
        List<Long> trades = Collections.synchronizedList(new ArrayList<>());
        List<Update<Candle>> candles = Collections.synchronizedList(new ArrayList<>());
        hub.subscribeTrades(BTC, update -> trades.add(update.data().tradeId()));
        hub.subscribeCandles(BTC, Interval.M1, candles::add);

        assertThat(producer.request("direct:published-" + channel, exchange -> exchange.getMessage()
                                .setBody(rubbish))
                        .getException())
                .isNull();
        publish(trade(BTC, 5));
        publish(candle(0, CandleStatus.OPEN));

        assertThat(trades).containsExactly(5L);
        assertThat(candles).extracting(Update::data).containsExactly(candle(0, CandleStatus.OPEN));
    }

    private void publish(Trade... trades) {
        producer.sendBody("direct:published-trades", Lines.join(List.of(trades), TradeJson::write));
    }

    private void publish(Candle... candles) {
        producer.sendBody("direct:published-candles", Lines.joinTexts(List.of(candles), PublishedCandle::write));
    }

    @SafeVarargs
    private Exchange send(ConsumerRecord<Object, Object>... poll) {
        return producer.request("direct:ticks", exchange -> exchange.getMessage()
                .setBody(new ConsumerRecords<>(Map.of(new TopicPartition("ticks", 0), List.of(poll)))));
    }

    @SuppressWarnings("unchecked")
    private static ConsumerRecord<Object, Object>[] records(List<Trade> trades) {
        return trades.stream()
                .map(trade -> record(trade.tradeId(), NOW, json(trade)))
                .toArray(ConsumerRecord[]::new);
    }

    private static ConsumerRecord<Object, Object> record(long offset, Instant loggedAt, byte[] value) {
        return new ConsumerRecord<>(
                "ticks",
                0,
                offset,
                loggedAt.toEpochMilli(),
                TimestampType.CREATE_TIME,
                -1,
                -1,
                null,
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    private static byte[] json(Trade trade) {
        return TradeJson.write(trade);
    }

    private static List<Trade> published(Exchange exchange) {
        return Lines.read(exchange.getMessage().getHeader(RedisConstants.MESSAGE, String.class), TradeJson::read)
                .toList();
    }

    private List<Candle> publishedCandles() {
        return redis.getExchanges().stream()
                .flatMap(exchange -> Lines.texts(exchange.getMessage().getHeader(RedisConstants.MESSAGE, String.class)))
                .map(line -> PublishedCandle.read(line).candle().get())
                .toList();
    }

    private static Candle candle(int secondsAfterTheEpoch, CandleStatus status) {
        return Candle.opening(new CandleKey(BTC, Interval.M1, secondsAfterTheEpoch * 1_000_000L), trade(BTC, 1))
                .revised(status);
    }

    private static Trade trade(String instrument, long id) {
        return new Trade(instrument, BigDecimal.ONE, BigDecimal.ONE, TakerSide.BUY, id, 1_000, 1_000, 1_000);
    }
}
