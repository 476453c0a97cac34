package feeds.simulator;

import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/**
 * How the built-in exchange behaves.
 *
 * @param port TCP port on 127.0.0.1; 0 takes any free one
 * @param tradesPerSecond mean rate of generated trades, all instruments together that are open; at most
 *     {@value #MAX_TRADES_PER_SECOND}. Not used while a file is replayed
 * @param seed of the random walks; the same seed, start and start prices give the same trades
 * @param replayFile recorded frames, one per line, to be played instead of generated trades
 * @param replaySpeed how many times faster than recorded the file is played; 1 is the original speed
 */
public record SimulatorOptions(
        int port, double tradesPerSecond, long seed, Optional<Path> replayFile, double replaySpeed) {

    /**
     * Trades per second. Trade ids start at the clock's microseconds and go up by one, so ids of two runs stay apart as
     * long as fewer trades than microseconds go by; this leaves a factor of ten.
     */
    public static final double MAX_TRADES_PER_SECOND = 100_000;

    /** Less than one in a quarter of an hour is no market, and much less leaves the range of times. */
    public static final double MIN_TRADES_PER_SECOND = 0.001;

    private static final int MAX_PORT = 65_535;

    public SimulatorOptions {
        Objects.requireNonNull(replayFile, "replayFile");
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("port must be 0 (any free port) to " + MAX_PORT + ", was " + port);
        }
        checkRate(tradesPerSecond);
        if (!(replaySpeed > 0 && replaySpeed < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "replaySpeed must be a finite number of more than 0 (1 is the original speed), was " + replaySpeed);
        }
    }

    /** Written so that NaN fails, too. */
    static void checkRate(double tradesPerSecond) {
        if (!(tradesPerSecond >= MIN_TRADES_PER_SECOND && tradesPerSecond <= MAX_TRADES_PER_SECOND)) {
            throw new IllegalArgumentException("tradesPerSecond must be from " + MIN_TRADES_PER_SECOND + " to "
                    + MAX_TRADES_PER_SECOND + ", was " + tradesPerSecond);
        }
    }
}
