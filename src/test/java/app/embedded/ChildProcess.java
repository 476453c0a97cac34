package app.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** {@link TinySouk} in a Java process of its own, which tests may kill. */
final class ChildProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Process process;
    private final Path output;

    private ChildProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    static ChildProcess on(Path directory, String... settings) throws IOException {
        Path output = Files.createTempFile("tiny-souk", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                TinySouk.class.getName(),
                directory.toString()));
        command.addAll(List.of(settings));
        return new ChildProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
    }

    ChildProcess awaitReady() {
        Awaitility.await().atMost(PATIENCE).until(() -> !process.isAlive() || output().contains(TinySouk.READY));
        if (!process.isAlive()) {
            throw new IllegalStateException("The process ended: " + output());
        }
        return this;
    }

    /** The exit status of a process that is about to end. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("The process still runs: " + output());
        }
        return process.exitValue();
    }

    /** As {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As {@code kill} or the end of a session do. */
    void terminate() throws InterruptedException {
        process.destroy();
        awaitEnd();
    }

    long pid() {
        return process.pid();
    }

    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The servers whose program lies below the directory, this process's or another's. */
    static List<ProcessHandle> serversOf(Path directory) {
        return LeftBehind.below(directory);
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.deleteIfExists(output);
    }
}
