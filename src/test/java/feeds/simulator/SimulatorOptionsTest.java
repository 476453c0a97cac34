package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorOptionsTest {

    @Test
    void acceptsTheEndsOfEveryRange() {
        assertThatNoException().isThrownBy(() -> new SimulatorOptions(0, 0.001, 1, Optional.empty(), 0.1));
        assertThatNoException().isThrownBy(() -> new SimulatorOptions(65_535, 100_000, 1, Optional.empty(), 1e6));
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 10, 1, 'port must be 0 (any free port) to 65535, was -1'",
        "65536, 10, 1, 'port must be 0 (any free port) to 65535, was 65536'",
        "0, 0, 1, 'tradesPerSecond must be from 0.001 to 100000.0, was 0.0'",
        "0, 100001, 1, 'tradesPerSecond must be from 0.001 to 100000.0, was 100001.0'",
        "0, NaN, 1, 'tradesPerSecond must be from 0.001 to 100000.0, was NaN'",
        "0, 10, 0, 'replaySpeed must be a finite number of more than 0 (1 is the original speed), was 0.0'",
        "0, 10, Infinity, 'replaySpeed must be a finite number of more than 0 (1 is the original speed), was Infinity'",
    })
    void namesTheComponentTheValueAndWhatIsAllowed(int port, double rate, double speed, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SimulatorOptions(port, rate, 1, Optional.empty(), speed))
                .withMessage(message);
    }
}
