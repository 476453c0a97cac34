package app.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis beside this process. It holds what may be lost, so it keeps nothing; a new password at each start keeps other users
 * of the machine from steering it. It detaches itself from the terminal: Ctrl-C is for Souk, which stops it last.
 */
final class RedisPart implements EmbeddedPart {

    private static final Logger log = LoggerFactory.getLogger(RedisPart.class);

    private static final Duration START_PATIENCE = Duration.ofSeconds(15);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(3);

    /** ms between two looks at a starting server; it takes some 50. */
    private static final long LOOK_INTERVAL = 10;

    /** ms for one answer. */
    private static final int ANSWER_TIMEOUT = 1000;

    private final Path directory;
    private final Path pidFile;
    private final Path logFile;
    private final String password = OwnerOnly.newSecret();
    private int port;

    RedisPart(Path directory) {
        this.directory = directory;
        this.pidFile = directory.resolve("redis.pid");
        this.logFile = directory.resolve("redis.log");
    }

    @Override
    public Part part() {
        return Part.REDIS;
    }

    @Override
    public void start() throws IOException, InterruptedException {
        endLeftBehind();
        Path program = RedisBinary.in(directory);
        port = Ports.free();
        Path configuration = directory.resolve("redis.conf");
        OwnerOnly.write(configuration, configuration());
        Files.deleteIfExists(logFile);
        Path console = directory.resolve("console.log");
        int status = Programs.run(new ProcessBuilder(program.toString(), configuration.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(console.toFile()));
        if (status != 0) {
            throw new IOException(LogTail.of(console, "").orElse("it ended with status " + status));
        }
        awaitAnswer();
    }

    private String configuration() {
        return String.join(
                "\n",
                List.of(
                        "bind " + Ports.LOOPBACK,
                        "port " + port,
                        "requirepass " + password,
                        "daemonize yes",
                        "dir " + quoted(directory),
                        "pidfile " + quoted(pidFile),
                        "logfile " + quoted(logFile),
                        "save \"\"",
                        "appendonly no",
                        ""));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private void awaitAnswer() throws IOException, InterruptedException {
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (!answers()) {
            if (System.nanoTime() > deadline) {
                throw new IOException(
                        LogTail.of(logFile, "").orElse("no answer within " + START_PATIENCE.toSeconds() + " s"));
            }
            Thread.sleep(LOOK_INTERVAL);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(Ports.LOOPBACK), port), ANSWER_TIMEOUT);
            socket.setSoTimeout(ANSWER_TIMEOUT);
            String ask = "AUTH " + password + "\r\nPING\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            String wanted = "+OK\r\n+PONG\r\n";
            byte[] answer = socket.getInputStream().readNBytes(wanted.length());
            return wanted.equals(new String(answer, StandardCharsets.US_ASCII));
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void stop() {
        try {
            endLeftBehind();
        } catch (IOException e) {
            log.warn("The embedded Redis may still run; {} has its process id", pidFile, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void endLeftBehind() throws IOException, InterruptedException {
        Optional<ProcessHandle> running = LeftBehind.find(pidFile, directory, RedisBinary.NAME);
        if (running.isPresent()) {
            LeftBehind.end(running.get(), STOP_PATIENCE);
        }
        LeftBehind.sweep(directory, STOP_PATIENCE);
        Files.deleteIfExists(pidFile);
    }

    @Override
    public String address() {
        return Ports.LOOPBACK + ":" + port;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(part().addressKey(), "redis://:" + password + "@" + address());
    }

    @Override
    public String log() {
        return logFile.toString();
    }
}
