package system;

import static org.awaitility.Awaitility.await;

import app.SoukApplication;
import app.embedded.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The application in a JVM of its own, so that it can be killed. */
final class SoukProcess implements AutoCloseable {

    private static final Pattern READY = Pattern.compile("Souk is ready after \\d+ s: (http://\\S+)");

    private final Process process;
    private final Path log;

    private SoukProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    static SoukProcess start(Path dataDir, Path log, String... properties) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                // A third of the processor time until it is ready; what it does then, it does for seconds only.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                SoukApplication.class.getName(),
                "--server.port=0",
                "--souk.embedded.data-dir=" + dataDir));
        for (String property : properties) {
            command.add("--" + property);
        }
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new SoukProcess(process, log);
    }

    /** One that uses servers of the test's and trades what a {@link Load} trades. */
    static SoukProcess start(TestServers servers, Path directory, String name) throws IOException {
        List<String> settings = new ArrayList<>(servers.settings());
        settings.addAll(Load.settings());
        settings.add("camel.component.kafka.configuration.client-id=" + name);
        return start(directory.resolve(name), directory.resolve(name + ".log"), settings.toArray(String[]::new));
    }

    /** Waits until it says that it is ready, and where. */
    String awaitUrl() {
        return await("ready line in " + log)
                .atMost(Duration.ofSeconds(120))
                .until(this::readyUrl, url -> !url.isEmpty());
    }

    int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    String output() throws IOException {
        return Files.readString(log);
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    private String readyUrl() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("Souk ended with " + process.exitValue() + ":\n" + output());
        }
        Matcher ready = READY.matcher(output());
        return ready.find() ? ready.group(1) : "";
    }

    /** Kills the servers that it started, too. */
    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            List<ProcessHandle> servers = process.descendants().toList();
            kill();
            servers.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
