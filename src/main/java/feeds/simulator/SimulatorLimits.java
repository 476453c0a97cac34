package feeds.simulator;

import java.time.Duration;

/**
 * What a connection must keep to. Tests choose their own; everybody else gets {@link #BINANCE}.
 *
 * @param pingEvery how often the server pings
 * @param pongWithin how long a ping may stay unanswered before the connection is closed
 * @param messagesPerSecond inbound frames in any one second; answers to our own pings are not counted
 * @param streamsPerClient how many streams a connection may listen to
 * @param queueBytes what may wait for a client that reads too slowly, beyond what the operating system holds; one
 *     frame more and the client is dropped
 */
record SimulatorLimits(
        Duration pingEvery, Duration pongWithin, int messagesPerSecond, int streamsPerClient, int queueBytes) {

    /**
     * Binance's figures, but for the queue, of which it says nothing: 8 MiB are about 45,000 trades, several seconds of
     * any sensible rate, so a client survives its own garbage collections.
     */
    static final SimulatorLimits BINANCE =
            new SimulatorLimits(Duration.ofSeconds(20), Duration.ofMinutes(1), 5, 1_024, 8 * 1_024 * 1_024);
}
