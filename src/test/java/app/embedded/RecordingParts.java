package app.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parts that only write down what happens to them. */
final class RecordingParts implements EmbeddedInitializer.Starter, EmbeddedInitializer.Running {

    final List<String> events = new ArrayList<>();
    private Path directory;
    private Set<Part> wanted = Set.of();

    @Override
    public EmbeddedInitializer.Running create(Path directory, Set<Part> wanted) {
        this.directory = directory;
        this.wanted = wanted;
        return this;
    }

    @Override
    public void start() {
        events.add("start " + wanted);
    }

    @Override
    public void stop() {
        events.add("stop");
    }

    @Override
    public EmbeddedParts parts() {
        Map<Part, String> addresses = new HashMap<>();
        wanted.forEach(part -> addresses.put(part, "127.0.0.1:1"));
        return new EmbeddedParts(directory, addresses);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new HashMap<>();
        wanted.forEach(part -> settings.put(part.addressKey(), "embedded"));
        return settings;
    }
}
