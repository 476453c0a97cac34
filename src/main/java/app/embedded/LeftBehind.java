package app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The server process that a pid file names, if it is one of ours. After kill -9 of this process its children live on; but a
 * process id in a file may long be somebody else's, so only a process whose program lies in this very directory counts.
 */
final class LeftBehind {

    /** ms between two looks at an ending process. */
    private static final long LOOK_INTERVAL = 10;

    private LeftBehind() {}

    /**
     * @param home the part's directory, which its programs are unpacked to; a real path, here and below
     * @param program how the program's file name begins
     */
    static Optional<ProcessHandle> find(Path pidFile, Path home, String program) throws IOException {
        return named(pidFile).filter(process -> program(process)
                .filter(path -> path.startsWith(home))
                .filter(path -> path.getFileName().toString().startsWith(program))
                .isPresent());
    }

    /** Whoever lives under the id in the file. */
    static Optional<ProcessHandle> named(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        String firstLine =
                Files.readString(pidFile).lines().findFirst().orElse("").strip();
        return firstLine.matches("\\d{1,18}")
                ? ProcessHandle.of(Long.parseLong(firstLine)).filter(ProcessHandle::isAlive)
                : Optional.empty();
    }

    /** The program of a process; empty for a process that is ending or another user's. */
    static Optional<Path> program(ProcessHandle process) {
        return process.info().command().map(Path::of);
    }

    /** Asks it to end, insists after a while, and returns when it is gone. */
    static void end(ProcessHandle process, Duration patience) throws InterruptedException {
        process.destroy();
        if (!awaitEnd(process, patience)) {
            process.destroyForcibly();
            awaitEnd(process, patience);
        }
    }

    /**
     * Ends whatever still runs a program from below the directory: what a start that was broken off had not yet written down,
     * and workers whose killed server has not been missed yet.
     */
    static void sweep(Path home, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<ProcessHandle> found = below(home);
        while (!found.isEmpty() && System.nanoTime() < deadline) {
            found.forEach(ProcessHandle::destroyForcibly);
            Thread.sleep(LOOK_INTERVAL);
            found = below(home);
        }
    }

    /** The processes whose program lies below the directory. */
    static List<ProcessHandle> below(Path home) {
        return ProcessHandle.allProcesses()
                .filter(process ->
                        program(process).filter(path -> path.startsWith(home)).isPresent())
                .toList();
    }

    static boolean awaitEnd(ProcessHandle process, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        // Not onExit(): for a process that is no child of ours it looks but once a second.
        while (!isGone(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(LOOK_INTERVAL);
        }
        return true;
    }

    /** An ended process that nobody buries, as under a container's first process, still counts as alive: it has no program. */
    private static boolean isGone(ProcessHandle process) {
        return !process.isAlive() || program(process).isEmpty();
    }
}
