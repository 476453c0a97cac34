package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import feeds.Backfill;
import feeds.BinanceVenue;
import feeds.FakeHistoryVenue;
import feeds.FakeHistoryVenue.Dialect;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import market.Gap;
import market.GapAttempt;
import market.GapQueue;
import market.IdRun;
import market.Instrument;
import market.OpenGap;
import market.TakerSide;
import market.Trade;
import market.TradeJson;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.Message;
import org.apache.camel.ServiceStatus;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

@RouteTest
@UseAdviceWith
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@ContextConfiguration(classes = {BackfillRoutes.class, Errors.class, BackfillRoutesTest.Parts.class})
class BackfillRoutesTest {

    private static final Instrument BTC =
            new Instrument("binance:BTC-USDT", "binance", "BTC", "USDT", "BTCUSDT", List.of(), new BigDecimal("0.01"));
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final long NOON_MICROS = NOON.toEpochMilli() * 1_000;
    private static final Gap GAP = new Gap(
            BTC.id(), Gap.Kind.TRADE_IDS, 11, 20, NOON_MICROS - 5_000_000, NOON_MICROS - 4_000_000, Gap.State.OPEN);

    static class Parts {

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Gaps gaps() {
            return new Gaps();
        }

        /** It has all but two of the trades. */
        @Bean
        FakeHistoryVenue venue() throws IOException {
            return new FakeHistoryVenue(
                    Dialect.BINANCE,
                    LongStream.rangeClosed(1, 18)
                            .mapToObj(BackfillRoutesTest::trade)
                            .toList(),
                    1_000);
        }

        @Bean
        List<Backfill> backfills(FakeHistoryVenue venue, Gaps gaps, HangingGaps hanging, Clock clock) {
            return List.of(
                    backfill("hanging", venue.address(), hanging, clock),
                    backfill("binance", venue.address(), gaps, clock));
        }

        @Bean
        HangingGaps hanging() {
            return new HangingGaps();
        }

        private static Backfill backfill(String name, URI address, GapQueue gaps, Clock clock) {
            return new Backfill(
                    name, address, new BinanceVenue().history().orElseThrow(), List.of(BTC), List.of(), gaps, clock);
        }

        @Bean
        RouteBuilder edges() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + RouteIds.DEAD_LETTER).to("mock:dead-letter");
                    from("direct:" + RouteIds.REST_ANSWER).to("mock:answer");
                }
            };
        }
    }

    static class Gaps implements GapQueue {

        final AtomicInteger failures = new AtomicInteger();
        final Queue<OpenGap> due = new ConcurrentLinkedQueue<>();
        final Queue<GapAttempt> settled = new ConcurrentLinkedQueue<>();

        @Override
        public List<OpenGap> lease(Collection<String> instruments, int limit, Duration lease) {
            if (failures.getAndDecrement() > 0) {
                throw new DataAccessResourceFailureException("the database is away");
            }
            OpenGap gap = due.poll();
            return gap == null ? List.of() : List.of(gap);
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

    /** Stands for a venue that holds its thread. */
    static class HangingGaps implements GapQueue, AutoCloseable {

        private final CountDownLatch closed = new CountDownLatch(1);
        final AtomicInteger turns = new AtomicInteger();

        @Override
        public List<OpenGap> lease(Collection<String> instruments, int limit, Duration lease) {
            turns.incrementAndGet();
            try {
                closed.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return List.of();
        }

        @Override
        public Map<String, IdRun> newest(Collection<String> instruments) {
            return Map.of();
        }

        @Override
        public void settle(Collection<GapAttempt> attempts) {}

        @Override
        public void close() {
            closed.countDown();
        }
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private Gaps gaps;

    @Autowired
    private HangingGaps hanging;

    @EndpointInject("mock:ticks")
    private MockEndpoint ticks;

    @EndpointInject("mock:market-events")
    private MockEndpoint events;

    @BeforeEach
    void start() throws Exception {
        for (String venue : List.of("binance", "hanging")) {
            AdviceWith.adviceWith(camel, RouteIds.BACKFILL + venue, route -> {
                route.replaceFromWith("timer:" + venue + "?period=100&delay=0&synchronous=true");
                route.weaveByToUri("kafka://ticks*").replace().to("mock:ticks");
                route.weaveByToUri("kafka://market-events*").replace().to("mock:market-events");
            });
        }
    }

    /** And though another venue holds its own thread. */
    @Test
    void whatTheVenueHasGoesToTheLogAndWhatItLacksToTheMarketEventsAndThenTheGapIsSettled() {
        gaps.due.add(new OpenGap(GAP, List.of(GAP), 0, OptionalLong.empty(), false, NOON));
        camel.start();

        await().untilAsserted(() -> assertThat(gaps.settled).hasSize(1));

        assertThat(gaps.settled.peek().unfillable()).isPresent();
        List<?> records = ticks.getExchanges().get(0).getMessage().getBody(List.class);
        assertThat(records).hasSize(8).allSatisfy(record -> assertThat(((Message) record).getHeader(KafkaConstants.KEY))
                .isEqualTo(BTC.id()));
        Trade first = TradeJson.read(((Message) records.get(0)).getBody(byte[].class));
        assertThat(first.tradeId()).isEqualTo(11);
        assertThat(first.publishTimeMicros()).isGreaterThanOrEqualTo(first.receiveTimeMicros());
        Message event = (Message)
                events.getExchanges().get(0).getMessage().getBody(List.class).get(0);
        assertThat(event.getHeader(KafkaConstants.KEY)).isEqualTo(BTC.id());
        assertThat(new String(event.getBody(byte[].class), StandardCharsets.UTF_8))
                .contains(
                        "\"type\":\"gap-unfillable\"", "\"firstTradeId\":\"11\"", "\"lastTradeId\":\"20\"", "19 to 20");
        assertThat(hanging.turns).as("no second turn while one is under way").hasValue(1);
        hanging.close();
        await().untilAsserted(() -> assertThat(hanging.turns).hasValueGreaterThan(1));
    }

    @Test
    void aLogThatDoesNotTakeTheTradesLeavesTheGapUnsettledAndTheNextTurnGoesOn() {
        ticks.whenExchangeReceived(1, exchange -> {
            throw new IllegalStateException("the log is full");
        });
        gaps.due.add(new OpenGap(GAP, List.of(GAP), 0, OptionalLong.empty(), false, NOON));
        gaps.due.add(new OpenGap(GAP, List.of(GAP), 1, OptionalLong.empty(), false, NOON));
        camel.start();

        await().untilAsserted(() -> assertThat(gaps.settled)
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.gap().attempts()).isEqualTo(1)));
        hanging.close();
    }

    @Test
    void itOutlivesADatabaseThatIsAway() {
        gaps.failures.set(2);
        gaps.due.add(new OpenGap(GAP, List.of(GAP), 0, OptionalLong.empty(), false, NOON));
        camel.start();

        await().untilAsserted(() -> assertThat(gaps.settled).hasSize(1));
        assertThat(camel.getRouteController().getRouteStatus(RouteIds.BACKFILL + "binance"))
                .isEqualTo(ServiceStatus.Started);
        hanging.close();
    }

    private static Trade trade(long id) {
        long micros = NOON_MICROS - 6_000_000 + id * 1_000;
        return new Trade(BTC.id(), new BigDecimal("100.5"), BigDecimal.ONE, TakerSide.BUY, id, micros, micros, micros);
    }
}
