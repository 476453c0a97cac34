package app;

import feeds.InstrumentList;
import feeds.InstrumentListClient;
import feeds.Venue;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Instrument;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import storage.ListingStore;

/**
 * What venues say is traded there: asked for once, at the start, and then kept, so that a venue that is down does not stop
 * the next one. For the thread that starts Souk.
 */
final class VenueListings {

    private static final Logger log = LoggerFactory.getLogger(VenueListings.class);

    private final SoukProperties properties;
    private final List<Venue> venues;
    private final ListingStore store;
    private final Map<String, List<Instrument>> listings = new HashMap<>();

    VenueListings(SoukProperties properties, List<Venue> venues, ListingStore store) {
        this.properties = properties;
        this.venues = venues;
        this.store = store;
    }

    /** @throws StartRefusedException if it does not say, and has not said before */
    List<Instrument> of(String venue) {
        return listings.computeIfAbsent(venue, this::find);
    }

    private List<Instrument> find(String name) {
        Optional<Venue> venue =
                venues.stream().filter(known -> known.name().equals(name)).findFirst();
        InstrumentList list = venue.flatMap(Venue::instrumentList)
                .orElseThrow(() -> new StartRefusedException(
                        "Venue '" + name + "' has no list of instruments to ask for.",
                        "Give each of its souk.instruments a symbol and a tick-size, and remove souk.listings." + name
                                + "; these have lists: "
                                + venues.stream()
                                        .filter(known -> known.instrumentList().isPresent())
                                        .map(Venue::name)
                                        .toList()
                                + "."));
        Optional<URI> address = RestAddresses.of(venue.get(), list.publicAddress(), properties);
        String problem;
        if (address.isEmpty()) {
            problem =
                    "none of its feeds names an address to ask: they are simulated, on loopback, or have rest-url none";
        } else {
            try {
                List<Instrument> listed = InstrumentListClient.fetch(address.get(), list);
                store.replace(name, listed);
                log.info("{} lists {} instruments", name, listed.size());
                return listed;
            } catch (IOException e) {
                problem = e.getMessage();
            }
        }
        List<Instrument> kept = store.of(name);
        if (kept.isEmpty()) {
            throw new StartRefusedException(
                    "What venue '" + name + "' trades is not known: " + problem + ".",
                    "Start again when it answers, or give each of its souk.instruments a symbol and a tick-size, and"
                            + " remove souk.listings." + name + ".");
        }
        log.warn("What {} trades is taken from an earlier start: {}", name, problem);
        return kept;
    }
}
