package benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From a trade's event time to a subscriber of the hub: Souk with everything embedded, and {@code PriceLatency}. */
final class Latency {

    /** Trades a second. */
    static final int RATE = 1_000;

    private static final Duration START_PATIENCE = Duration.ofMinutes(3);
    private static final Duration WARM_UP = Duration.ofSeconds(45);
    private static final Duration COUNTED = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern LINE = Pattern.compile("p50 (\\d+), p90 (\\d+), p99 (\\d+), max (\\d+)");

    /** ms. */
    record Percentiles(long p50, long p90, long p99, long max) {}

    private Latency() {}

    static Percentiles measure(Options options, Path work) throws IOException, InterruptedException {
        int port = Broker.freePort();
        Path directory = work.resolve("latency");
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx" + options.heap(),
                "-jar",
                options.soukJar().toString(),
                "--server.port=" + port,
                "--souk.embedded.data-dir=" + directory,
                "--souk.simulator.trades-per-second=" + RATE));
        arguments.addAll(options.soukArguments());
        try (ChildProcess souk = ChildProcess.start(work.resolve("latency.log"), directory, arguments)) {
            awaitPort(souk, port);
            Thread.sleep(WARM_UP.toMillis());
            return client(port, work);
        }
    }

    private static Percentiles client(int port, Path work) throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        try (ChildProcess client = ChildProcess.start(
                work.resolve("latency-client.log"),
                List.of("benchmarks/PriceLatency.java", "http://localhost:" + port, Long.toString(COUNTED.toSeconds())),
                line -> {
                    synchronized (lines) {
                        lines.add(line);
                        lines.notifyAll();
                    }
                })) {
            synchronized (lines) {
                if (lines.isEmpty()) {
                    lines.wait(PATIENCE.toMillis());
                }
                Matcher line = LINE.matcher(String.join("\n", lines));
                if (!line.find()) {
                    client.check();
                    throw new IOException("PriceLatency said: " + lines);
                }
                return new Percentiles(number(line, 1), number(line, 2), number(line, 3), number(line, 4));
            }
        }
    }

    private static long number(Matcher line, int group) {
        return Long.parseLong(line.group(group));
    }

    private static void awaitPort(ChildProcess souk, int port) throws InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            souk.check();
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException e) {
                Thread.sleep(200);
            }
        }
        throw new IllegalStateException("Souk does not listen on port " + port);
    }
}
