package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {

    private static final double AT_ONCE = 1_000_000;
    private static final String BTC = "/stream?streams=btcusdt@trade";

    @TempDir
    private Path folder;

    @Test
    void deliversEveryLineInOrderAtHighSpeed() throws Exception {
        List<String> lines = lines(100_000);
        try (ExchangeSimulator simulator = replay(lines, AT_ONCE, SimulatorLimits.BINANCE);
                TestClient client = TestClient.connect(simulator.start(), BTC)) {
            assertThat(client.awaitMessages(lines.size())).isEqualTo(lines);
            assertThat(client.closed()).isNull();
        }
    }

    @Test
    void waitsForAClientWhoseQueueIsFull() throws Exception {
        SimulatorLimits tinyQueue =
                new SimulatorLimits(Duration.ofSeconds(20), Duration.ofSeconds(60), 5, 1_024, 1_024);
        // Long lines: the queue is full many times before the operating system's buffers have room again.
        List<String> lines = IntStream.range(0, 2_000)
                .mapToObj(i -> "line " + i + " " + "x".repeat(8_000))
                .toList();
        try (ExchangeSimulator simulator = replay(lines, AT_ONCE, tinyQueue);
                TestClient client = TestClient.connect(simulator.start(), BTC)) {
            assertThat(client.awaitMessages(lines.size())).isEqualTo(lines);
        }
    }

    @Test
    void startsWithTheFirstSubscriptionAndUnwrapsForRawSockets() throws Exception {
        List<String> lines = lines(3);
        try (ExchangeSimulator simulator = replay(lines, AT_ONCE, SimulatorLimits.BINANCE);
                TestClient client = TestClient.connect(simulator.start(), "/ws")) {
            client.send("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}");
            assertThat(client.awaitMessages(1)).containsExactly("{\"result\":[],\"id\":1}");

            client.send("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":2}");

            List<String> messages = client.awaitMessages(5);
            assertThat(messages.subList(1, 5))
                    .containsExactly("{\"result\":null,\"id\":2}", payload(0), payload(1), payload(2));
        }
    }

    @Test
    void aLineGoesToWhoListensToItsStreamAndRubbishGoesToAll() throws Exception {
        String eth = line(1).replace("btcusdt", "ethusdt");
        List<String> lines = List.of(line(0), "", "  ", "rub\u00e9ish", eth, "{\"unwrapped\":true}", line(2));
        try (ExchangeSimulator simulator = replay(lines, AT_ONCE, SimulatorLimits.BINANCE)) {
            URI uri = simulator.start();
            try (TestClient idle = TestClient.connect(uri, "/ws");
                    TestClient client = TestClient.connect(uri, BTC)) {
                assertThat(client.awaitMessages(4))
                        .containsExactly(line(0), "rub\u00e9ish", "{\"unwrapped\":true}", line(2));
                assertThat(idle.awaitMessages(2)).containsExactly("rub\u00e9ish", "{\"unwrapped\":true}");
            }
        }
    }

    @Test
    void keepsTheRecordedGapsDividedByTheSpeed() throws Exception {
        // 20 lines 100 ms apart are 1.9 s; at four times the speed 475 ms.
        try (ExchangeSimulator simulator = replay(lines(20), 4, SimulatorLimits.BINANCE)) {
            URI uri = simulator.start();
            long begin = System.nanoTime();
            try (TestClient client = TestClient.connect(uri, BTC)) {
                client.awaitMessages(20);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(470));
            }
        }
    }

    @Test
    void losesNothingWhenTheClientBreaksOffInTheMiddle() throws Exception {
        List<String> lines = lines(60_000);
        try (ExchangeSimulator simulator = replay(lines, AT_ONCE, SimulatorLimits.BINANCE)) {
            URI uri = simulator.start();
            LinkedHashSet<String> seen = new LinkedHashSet<>();
            List<String> all = new ArrayList<>();
            for (int abortAfter : new int[] {10, 700, 15_000}) {
                try (TestClient client = TestClient.connectAndAbortAfter(uri, BTC, abortAfter)) {
                    all.addAll(client.awaitMessages(abortAfter));
                }
            }
            try (TestClient last = TestClient.connect(uri, BTC)) {
                last.awaitMessage(message -> message.equals(lines.get(lines.size() - 1)));
                all.addAll(last.messages());
            }
            seen.addAll(all);

            // First sights are in order and complete; around a break some lines come twice.
            assertThat(new ArrayList<>(seen)).isEqualTo(lines);
        }
    }

    @Test
    void anotherClientTakesTheLeadWhenTheLeaderUnsubscribes() throws Exception {
        List<String> lines = lines(200);
        try (ExchangeSimulator simulator = replay(lines, 20, SimulatorLimits.BINANCE)) {
            URI uri = simulator.start();
            try (TestClient leader = TestClient.connect(uri, BTC);
                    TestClient other = TestClient.connect(uri, BTC)) {
                leader.awaitMessages(5);
                leader.send("{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}");
                other.awaitMessage(message -> message.equals(line(199)));
            }
        }
    }

    @Test
    void aFileThatCannotBeReadStopsTheStartWithASentence() {
        Path missing = folder.resolve("missing.jsonl");

        assertThatIllegalStateException()
                .isThrownBy(() -> replay(missing).start())
                .withMessage("the simulator's replayFile " + missing + " does not exist");
        assertThatIllegalStateException()
                .isThrownBy(() -> replay(folder).start())
                .withMessage("the simulator's replayFile " + folder + " is not a file");
    }

    private ExchangeSimulator replay(List<String> lines, double speed, SimulatorLimits limits) throws IOException {
        Path file = Files.write(folder.resolve("frames.jsonl"), lines, StandardCharsets.UTF_8);
        return new ExchangeSimulator(
                new SimulatorOptions(0, 1, 7, Optional.of(file), speed),
                Markets.LISTED,
                Map.of(),
                Clock.systemUTC(),
                limits);
    }

    private static ExchangeSimulator replay(Path file) {
        return new ExchangeSimulator(
                new SimulatorOptions(0, 1, 7, Optional.of(file), 1), Markets.LISTED, Map.of(), Clock.systemUTC());
    }

    private static List<String> lines(int count) {
        return IntStream.range(0, count).mapToObj(ReplayTest::line).toList();
    }

    private static String line(int i) {
        return "{\"stream\":\"btcusdt@trade\",\"data\":" + payload(i) + "}";
    }

    /** Trades 100 ms apart. */
    private static String payload(int i) {
        long millis = 1_723_161_255_000L + i * 100L;
        return "{\"e\":\"trade\",\"E\":" + millis + ",\"s\":\"BTCUSDT\",\"t\":" + (1_000 + i)
                + ",\"p\":\"61837.63000000\",\"q\":\"0.02000000\",\"T\":" + millis + ",\"m\":true,\"M\":true}";
    }
}
