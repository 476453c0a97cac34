package app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The server process that a pid file names, if it is one of ours. After kill -9 of this process its children live on; but a
 * process id in a file may long be somebody else's, so only a process whose program lies in this very directory counts.
 */
final class LeftBehind {

    private LeftBehind() {}

    /**
     * @param home the part's directory, which its programs are unpacked to
     * @param program how the program's file name begins
     */
    static Optional<ProcessHandle> find(Path pidFile, Path home, String program) throws IOException {
        Path realHome = home.toRealPath();
        return named(pidFile).filter(process -> program(process)
                .filter(path -> path.startsWith(realHome))
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

    static boolean awaitEnd(ProcessHandle process, Duration patience) throws InterruptedException {
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            return !process.isAlive();
        }
    }
}
