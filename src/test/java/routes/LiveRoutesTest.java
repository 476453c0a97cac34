package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import api.Hub;
import api.Update;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import market.Candle;
import market.CandleJson;
import market.CandleKey;
import market.CandleStatus;
import market.Interval;
import market.TakerSide;
import market.Trade;
import market.TradeJson;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.component.redis.RedisConstants;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.TestPropertySource;

@RouteTest
@UseAdviceWith
@TestPropertySource(properties = "souk.live.latest-ttl=90s")
@ContextConfiguration(
        classes = {LiveRoutes.class, FanOutRoutes.class, Errors.class, NobodysServers.class, LiveRoutesTest.Parts.class
        })
class LiveRoutesTest {

    private static final String BTC = "binance:BTC-USDT";

    static class Parts {

        @Bean
        Hub hub() {
            return new Hub(Clock.systemUTC());
        }
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private Hub hub;

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
            camel.start();
        }
        MockEndpoint.resetMocks(camel);
    }

    @Test
    void aTradeIsKeptAsTheLatestForAWhileAndPublished() {
        String json = new String(TradeJson.write(trade(1)), StandardCharsets.UTF_8);

        producer.sendBodyAndHeader("direct:ticks", json.getBytes(StandardCharsets.UTF_8), KafkaConstants.KEY, BTC);

        assertThat(redis.getExchanges()).hasSize(2);
        Message kept = redis.getExchanges().get(0).getMessage();
        assertThat(kept.getHeader(RedisConstants.KEY)).isEqualTo("souk:latest:" + BTC);
        assertThat(kept.getHeader(RedisConstants.VALUE)).isEqualTo(json);
        assertThat(kept.getHeader(RedisConstants.TIMEOUT)).isEqualTo(90L);
        Message published = redis.getExchanges().get(1).getMessage();
        assertThat(published.getHeader(RedisConstants.CHANNEL)).isEqualTo("souk:trades");
        assertThat(published.getHeader(RedisConstants.MESSAGE)).isEqualTo(json);
    }

    @Test
    void aCacheThatIsAwayDoesNotHoldUpTheNextTrade() {
        redis.whenExchangeReceived(1, exchange -> exchange.setException(new IllegalStateException("Redis is away")));

        Exchange lost = send(1);
        Exchange next = send(2);

        assertThat(lost.getException()).as("nobody is to try it again").isNull();
        assertThat(next.getException()).isNull();
        assertThat(redis.getExchanges()
                        .get(redis.getExchanges().size() - 1)
                        .getMessage()
                        .getHeader(RedisConstants.MESSAGE, String.class))
                .contains("\"tradeId\":\"2\"");
    }

    @Test
    void everyCandleOfAChangeIsPublishedTheOpenOnesToo() throws Exception {
        redis.expectedMessageCount(2);
        Candle open = candle(60, CandleStatus.OPEN);
        Candle closed = candle(0, CandleStatus.COMPLETE);

        producer.sendBody("seda:" + RouteIds.CANDLES_LIVE + "?size=10000", closed);
        producer.sendBody("seda:" + RouteIds.CANDLES_LIVE + "?size=10000", open);

        redis.assertIsSatisfied(TimeUnit.SECONDS.toMillis(10));
        assertThat(redis.getExchanges())
                .extracting(exchange -> exchange.getMessage().getHeader(RedisConstants.CHANNEL))
                .containsOnly("souk:candles");
        assertThat(redis.getExchanges())
                .extracting(exchange -> CandleJson.read(exchange.getMessage()
                        .getHeader(RedisConstants.MESSAGE, String.class)
                        .getBytes(StandardCharsets.UTF_8)))
                .containsExactly(closed, open);
    }

    @Test
    void whatIsPublishedReachesTheHubInItsOrder() {
        List<Long> trades = Collections.synchronizedList(new ArrayList<>());
        List<Update<Candle>> candles = Collections.synchronizedList(new ArrayList<>());
        hub.subscribeTrades(BTC, update -> trades.add(update.data().tradeId()));
        hub.subscribeCandles(BTC, Interval.M1, candles::add);

        for (long id = 1; id <= 3; id++) {
            producer.sendBody(
                    "direct:published-trades", new String(TradeJson.write(trade(id)), StandardCharsets.UTF_8));
        }
        producer.sendBody(
                "direct:published-candles",
                new String(CandleJson.write(candle(0, CandleStatus.COMPLETE)), StandardCharsets.UTF_8));

        await().untilAsserted(() -> assertThat(candles).hasSize(1));
        assertThat(trades).containsExactly(1L, 2L, 3L);
        assertThat(candles.get(0).data()).isEqualTo(candle(0, CandleStatus.COMPLETE));
    }

    @Test
    void rubbishOnAChannelHarmsNobody() {
        List<Long> trades = Collections.synchronizedList(new ArrayList<>());
        hub.subscribeTrades(BTC, update -> trades.add(update.data().tradeId()));

        for (Map.Entry<String, String> rubbish : Map.of(
                        "direct:published-trades", "rubbish", "direct:published-candles", "{\"open\":1}")
                .entrySet()) {
            assertThat(producer.request(rubbish.getKey(), exchange -> exchange.getMessage()
                                    .setBody(rubbish.getValue()))
                            .getException())
                    .isNull();
        }
        producer.sendBody("direct:published-trades", new String(TradeJson.write(trade(5)), StandardCharsets.UTF_8));

        assertThat(trades).containsExactly(5L);
    }

    private Exchange send(long id) {
        return producer.request("direct:ticks", exchange -> {
            exchange.getMessage().setBody(TradeJson.write(trade(id)));
            exchange.getMessage().setHeader(KafkaConstants.KEY, BTC);
        });
    }

    private static Candle candle(int secondsAfterTheEpoch, CandleStatus status) {
        return Candle.opening(new CandleKey(BTC, Interval.M1, secondsAfterTheEpoch * 1_000_000L), trade(1))
                .revised(status);
    }

    private static Trade trade(long id) {
        return new Trade(BTC, BigDecimal.ONE, BigDecimal.ONE, TakerSide.BUY, id, 1_000, 1_000, 1_000);
    }
}
