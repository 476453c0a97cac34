package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A real recording through the replay; skipped where the recordings are not kept beside the repository. */
class RecordedReplayTest {

    private static final Path FRAMES = Path.of("..", "shared", "frames", "binance-trade.jsonl");

    @Test
    void aRealRecordingArrivesCompleteAndInOrder() throws Exception {
        assumeTrue(Files.exists(FRAMES), () -> "skipped: no recording at " + FRAMES);
        List<String> lines = Files.readAllLines(FRAMES);
        SimulatorOptions options = new SimulatorOptions(0, 1, 7, Optional.of(FRAMES), 1_000_000);
        try (ExchangeSimulator simulator = new ExchangeSimulator(options, Markets.LISTED, Map.of(), Clock.systemUTC());
                TestClient client = TestClient.connect(simulator.start(), "/stream?streams=btcusdt@trade")) {
            assertThat(client.awaitMessages(lines.size())).isEqualTo(lines);
        }
    }
}
