package deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads YAML as plain maps, lists and scalars. */
final class Yaml {

    private Yaml() {}

    static Object read(Path file) throws IOException {
        return parser().load(Files.readString(file));
    }

    /** Every document that is not empty, in order. */
    static List<Object> readAll(String text) {
        List<Object> documents = new ArrayList<>();
        for (Object document : parser().loadAll(text)) {
            if (document != null) {
                documents.add(document);
            }
        }
        return documents;
    }

    static String write(Object node) {
        return parser().dump(node);
    }

    /** What stands at the end of a path of keys and list positions; null if any step leads nowhere. */
    static Object at(Object node, Object... path) {
        Object current = node;
        for (Object step : path) {
            if (current instanceof Map<?, ?> map) {
                current = map.get(step);
            } else if (current instanceof List<?> list && step instanceof Integer index && index < list.size()) {
                current = list.get(index);
            } else {
                return null;
            }
        }
        return current;
    }

    /** Empty if there is no map. */
    static Map<Object, Object> mapAt(Object node, Object... path) {
        return at(node, path) instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : Map.of();
    }

    /** Empty if there is no list. */
    static List<Object> listAt(Object node, Object... path) {
        return at(node, path) instanceof List<?> list ? List.copyOf(list) : List.of();
    }

    /** A key that stands twice is a mistake that a later reader would not see. */
    private static org.yaml.snakeyaml.Yaml parser() {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        return new org.yaml.snakeyaml.Yaml(new SafeConstructor(options));
    }
}
