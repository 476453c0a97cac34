package feeds;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/** What the venues' requests have in common. */
final class Asks {

    private Asks() {}

    /** An object to write a request in; it quotes what stands in the settings. */
    static ObjectNode message() {
        return JsonNodeFactory.instance.objectNode();
    }

    /**
     * The channel that is asked for.
     *
     * @throws IllegalArgumentException if it is not one, since not every venue takes several in a message
     */
    static String channel(List<Subscription> asks) {
        List<String> channels =
                asks.stream().map(Subscription::channel).distinct().toList();
        if (channels.size() != 1) {
            throw new IllegalArgumentException("a message must ask for one channel, was to ask for "
                    + (channels.isEmpty() ? "none" : channels.stream().collect(Collectors.joining(" and "))));
        }
        return channels.get(0);
    }

    /** The venue's symbols, each once, into a list of a request. */
    static void symbols(List<Subscription> asks, ArrayNode list) {
        asks.stream().map(ask -> ask.instrument().venueSymbol()).distinct().forEach(list::add);
    }

    /** The address, with this path where none is configured. */
    static URI withPath(URI address, String path) {
        String configured = address.getPath();
        return configured == null || configured.isEmpty() || configured.equals("/") ? address.resolve(path) : address;
    }
}
