package feeds.simulator;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A recording, read line by line: UTF-8 (a byte that is none becomes U+FFFD, since a text frame must be UTF-8), blank
 * lines skipped. Not thread safe.
 */
final class ReplayFile implements AutoCloseable {

    private final Path path;
    private final BufferedReader reader;

    /** @throws IllegalStateException if the file cannot be read */
    ReplayFile(Path path) {
        this.path = path;
        if (!Files.isRegularFile(path)) {
            throw new IllegalStateException(
                    "the simulator's replayFile " + path + (Files.exists(path) ? " is not a file" : " does not exist"));
        }
        try {
            reader = new BufferedReader(new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException("the simulator's replayFile " + path + " cannot be read: " + e, e);
        }
    }

    Path path() {
        return path;
    }

    /** The next line; null at the end. */
    ReplayLine next() {
        try {
            String text = reader.readLine();
            while (text != null && text.isBlank()) {
                text = reader.readLine();
            }
            return text == null ? null : ReplayLine.of(text);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + path + " failed", e);
        }
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing " + path + " failed", e);
        }
    }
}
