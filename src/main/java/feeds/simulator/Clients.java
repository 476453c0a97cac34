package feeds.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who is connected and who listens to what. Event loop only; the lists it hands out are never changed, so a client may
 * leave while one of them is being walked.
 */
final class Clients {

    private List<Client> all = List.of();
    private final Map<String, List<Client>> byStream = new HashMap<>();

    void add(Client client) {
        all = with(all, client);
    }

    void remove(Client client) {
        unsubscribe(client, List.copyOf(client.streams()));
        all = without(all, client);
    }

    /** In order of connection. */
    List<Client> all() {
        return all;
    }

    List<Client> of(String stream) {
        return byStream.getOrDefault(stream, List.of());
    }

    /** The oldest client that listens to anything. */
    Optional<Client> firstSubscribed() {
        return all.stream().filter(client -> !client.streams().isEmpty()).findFirst();
    }

    void subscribe(Client client, Collection<String> streams) {
        for (String stream : streams) {
            if (client.streams().add(stream)) {
                byStream.merge(stream, List.of(client), (before, one) -> with(before, client));
            }
        }
    }

    void unsubscribe(Client client, Collection<String> streams) {
        for (String stream : streams) {
            if (client.streams().remove(stream)) {
                byStream.computeIfPresent(
                        stream, (name, before) -> before.size() == 1 ? null : without(before, client));
            }
        }
    }

    private static List<Client> with(List<Client> before, Client client) {
        List<Client> after = new ArrayList<>(before);
        after.add(client);
        return List.copyOf(after);
    }

    private static List<Client> without(List<Client> before, Client client) {
        return before.stream().filter(other -> other != client).toList();
    }
}
