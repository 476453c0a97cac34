package app.embedded;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Which embedded parts run in this process. Always a bean; without addresses when every part is configured. Immutable.
 *
 * @param dataDirectory absolute path of {@code souk.embedded.data-dir}; untouched when no part runs
 * @param addresses where each running part listens, {@code 127.0.0.1:port}; no passwords in here, fit for a log line
 */
public record EmbeddedParts(Path dataDirectory, Map<Part, String> addresses) {

    public EmbeddedParts {
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        addresses = Map.copyOf(addresses);
    }

    public boolean isEmpty() {
        return addresses.isEmpty();
    }

    public boolean runs(Part part) {
        return addresses.containsKey(part);
    }

    public Optional<String> address(Part part) {
        return Optional.ofNullable(addresses.get(part));
    }
}
