package benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** A JVM that the benchmark starts and ends. Its log is kept in the work directory. None outlives the benchmark. */
final class ChildProcess implements AutoCloseable {

    private static final Set<ChildProcess> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(ChildProcess::close)));
    }

    private final Process process;
    private final Path log;
    private final Optional<Path> programs;

    private ChildProcess(Process process, Path log, Optional<Path> programs) {
        this.process = process;
        this.log = log;
        this.programs = programs;
    }

    /**
     * A Java process that says nothing worth reading.
     *
     * @param programs a directory from which it starts programs that outlive it, and that end with it here
     */
    static ChildProcess start(Path log, Path programs, List<String> arguments) throws IOException {
        Process process = builder(arguments)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return register(new ChildProcess(process, log, Optional.of(programs)));
    }

    /** A Java process whose standard output is read line by line, on a thread of its own. */
    static ChildProcess start(Path log, List<String> arguments, Consumer<String> lines) throws IOException {
        Process process = builder(arguments).redirectError(log.toFile()).start();
        Thread reader = new Thread(() -> read(process, lines), "output of " + log.getFileName());
        reader.setDaemon(true);
        reader.start();
        return register(new ChildProcess(process, log, Optional.empty()));
    }

    private static ProcessBuilder builder(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static ChildProcess register(ChildProcess child) {
        RUNNING.add(child);
        return child;
    }

    private static void read(Process process, Consumer<String> lines) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(lines);
        } catch (IOException | UncheckedIOException e) {
            // It was ended, which the one who waits for its lines sees.
        }
    }

    /** @throws IllegalStateException if it has ended, with the end of its log */
    void check() {
        if (!process.isAlive()) {
            throw new IllegalStateException("A process ended too early: " + tail());
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return log + "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            return log + ", which cannot be read: " + e.getMessage();
        }
    }

    /** CPU time so far, user and system, of this process without its children. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** The Camel routes in it. */
    Routes routes() throws IOException {
        return Routes.of(process.pid());
    }

    /** Sends a signal, as {@code STOP}. */
    void signal(String name) throws IOException, InterruptedException {
        run("kill", "-" + name, Long.toString(process.pid()));
    }

    /** Bytes that are reachable now: the sum of what a full collection leaves of each class. */
    long liveHeap() throws IOException, InterruptedException {
        String histogram = run(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(process.pid()),
                "GC.class_histogram");
        String[] total = histogram.substring(histogram.lastIndexOf("Total")).strip().split("\\s+");
        return Long.parseLong(total[2]);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " said: " + output);
        }
        return output;
    }

    /** Kills it and the programs it started: nothing they hold is needed any more. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        programs.ifPresent(directory -> ProcessHandle.allProcesses()
                .filter(other -> other.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(directory))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly));
        RUNNING.remove(this);
    }
}
