package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Instrument;
import org.junit.jupiter.api.Test;

class LiveTradesTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final SimulatorLimits SMALL_QUEUE =
            new SimulatorLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 5, 1_024, 256 * 1_024);

    /** Whoever trades next is heard. */
    private static final String ALL_STREAMS = "/ws/btcusdt@trade/ethusdt@trade/dogeusdt@trade/pepperusdt@trade";

    /** A clock that stands until it is moved. */
    private static final class HandClock extends Clock {

        private volatile Instant now = Instant.parse("2026-01-01T00:00:00.000123Z");

        void forward(Duration duration) {
            now = now.plus(duration);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    @Test
    void sendsWhatTheGeneratorMadeUpWhenTheClockHasReachedIt() throws Exception {
        HandClock clock = new HandClock();
        Instant start = clock.instant();
        Map<String, BigDecimal> prices = Map.of(Markets.BTC.id(), new BigDecimal("50000"));
        try (ExchangeSimulator simulator = new ExchangeSimulator(
                        new SimulatorOptions(0, 1_000, 7, Optional.empty(), 1),
                        Markets.listed(Markets.BTC),
                        prices,
                        clock);
                TestClient client = TestClient.connect(simulator.start(), "/ws/btcusdt@trade")) {
            clock.forward(Duration.ofMillis(900));

            TradeGenerator expected = new TradeGenerator(Markets.listed(Markets.BTC), prices, 1_000, 7, start);
            for (String message : client.awaitMessages(800).subList(0, 800)) {
                SimulatedTrade trade = expected.next();
                JsonNode frame = JSON.readTree(message);
                assertThat(frame.get("t").longValue()).isEqualTo(trade.tradeId());
                assertThat(new BigDecimal(frame.get("p").textValue())).isEqualByComparingTo(trade.price());
                long micros = 1_767_225_600_000_123L + trade.offsetMicros();
                assertThat(frame.get("T").longValue()).isEqualTo(micros / 1_000);
                assertThat(frame.get("E").longValue()).isEqualTo(1_767_225_600_900L);
            }
        }
    }

    @Test
    void goesOnWithoutABurstAfterALongPause() throws Exception {
        HandClock clock = new HandClock();
        try (ExchangeSimulator simulator = simulator(1_000, clock, SimulatorLimits.BINANCE);
                TestClient client = TestClient.connect(simulator.start(), ALL_STREAMS)) {
            clock.forward(Duration.ofHours(8));
            long firstMillis =
                    JSON.readTree(client.awaitMessages(1).get(0)).get("T").longValue();
            clock.forward(Duration.ofMillis(100));
            List<String> messages = client.awaitMessages(5);

            assertThat(firstMillis)
                    .isEqualTo(1_767_225_600_000L + Duration.ofHours(8).toMillis());
            // 100 ms at 1,000 trades/s, not more; a burst would be 28.8 million.
            assertThat(messages).hasSizeLessThan(150);
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotStopTheMarket() throws Exception {
        HandClock clock = new HandClock();
        try (ExchangeSimulator simulator = simulator(1_000, clock, SimulatorLimits.BINANCE);
                TestClient client = TestClient.connect(simulator.start(), ALL_STREAMS)) {
            clock.forward(Duration.ofMillis(500));
            int before = client.awaitMessages(5).size();
            clock.forward(Duration.ofHours(-1));
            client.awaitMessages(before + 1);
        }
    }

    @Test
    void aClientThatDoesNotReadIsDroppedAndTheOthersMissNothing() throws Exception {
        try (ExchangeSimulator simulator = simulator(50_000, Clock.systemUTC(), SMALL_QUEUE)) {
            URI uri = simulator.start();
            String path = "/ws/btcusdt@trade";
            try (StubbornClient slow = new StubbornClient(uri, path);
                    TestClient good = TestClient.connect(uri, path)) {
                // More than the operating system keeps for a connection, and so more than the slow one can have got.
                int enough = 100_000;
                List<String> messages = good.awaitMessages(enough);
                assertThat(slow.readToEnd()).isLessThan(enough * 130L);

                long expected = JSON.readTree(messages.get(0)).get("t").longValue();
                for (String message : messages) {
                    assertThat(JSON.readTree(message).get("t").longValue()).isEqualTo(expected++);
                }
                int before = good.count();
                good.awaitMessages(before + 1_000);
            }
        }
    }

    @Test
    void closeTellsTheClientsAndFreesThePortEvenWithAStuckOne() throws Exception {
        ExchangeSimulator simulator = simulator(50_000, Clock.systemUTC(), SimulatorLimits.BINANCE);
        URI uri = simulator.start();
        assertThat(simulator.address()).isEqualTo(uri);
        try (TestClient client = TestClient.connect(uri, "/ws");
                StubbornClient stuck = new StubbornClient(uri, "/ws/btcusdt@trade")) {
            long begin = System.nanoTime();
            simulator.close();
            simulator.close();

            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
            assertThat(client.awaitClosed()).isEqualTo("1001 the simulator stops");
            stuck.readToEnd();
        }
        try (ExchangeSimulator next = new ExchangeSimulator(
                new SimulatorOptions(uri.getPort(), 10, 7, Optional.empty(), 1),
                Markets.LISTED,
                Map.of(),
                Clock.systemUTC())) {
            assertThat(next.start()).isEqualTo(uri);
        }
        assertThatIllegalStateException().isThrownBy(simulator::start);
        assertThatIllegalStateException().isThrownBy(simulator::address);
    }

    @Test
    void aPortThatIsTakenStopsTheStartWithASentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ExchangeSimulator simulator = new ExchangeSimulator(
                        new SimulatorOptions(taken.getLocalPort(), 10, 7, Optional.empty(), 1),
                        Markets.LISTED,
                        Map.of(),
                        Clock.systemUTC())) {
            assertThatIllegalStateException()
                    .isThrownBy(simulator::start)
                    .withMessageStartingWith(
                            "the exchange simulator cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ");
        }
    }

    @Test
    void refusesInstrumentsThatCannotBeStreams() {
        Instrument slashed =
                new Instrument("kraken:BTC-USD", "kraken", "BTC", "USD", "BTC/USD", List.of(), new BigDecimal("0.1"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator(Markets.listed(slashed)))
                .withMessageContaining("venueSymbol of kraken:BTC-USD");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> simulator(Markets.listed(Markets.BTC, Markets.BTC)))
                .withMessage("two instruments share the stream btcusdt@trade");
        assertThatIllegalArgumentException().isThrownBy(() -> simulator(new ArrayList<>()));
    }

    private static ExchangeSimulator simulator(double rate, Clock clock, SimulatorLimits limits) {
        return new ExchangeSimulator(
                new SimulatorOptions(0, rate, 7, Optional.empty(), 1), Markets.LISTED, Map.of(), clock, limits);
    }

    private static ExchangeSimulator simulator(List<Listing> listings) {
        return new ExchangeSimulator(
                new SimulatorOptions(0, 10, 7, Optional.empty(), 1), listings, Map.of(), Clock.systemUTC());
    }
}
