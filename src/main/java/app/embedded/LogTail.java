package app.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The last word of a server that did not start. */
final class LogTail {

    private LogTail() {}

    /** The last line that holds the text, from there on; the last line at all when none holds it. */
    static Optional<String> of(Path file, String text) throws IOException {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        // Logs may hold any bytes; Latin-1 reads them all.
        var lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.isBlank())
                .toList();
        return lines.stream()
                .filter(line -> line.contains(text))
                .reduce((earlier, later) -> later)
                .map(line -> line.substring(line.indexOf(text)))
                .or(() -> lines.stream().reduce((earlier, later) -> later));
    }
}
