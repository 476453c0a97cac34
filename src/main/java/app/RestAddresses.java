package app;

import feeds.Venue;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Where the venues of the configured feeds are asked over HTTP. */
final class RestAddresses {

    private RestAddresses() {}

    /**
     * One for all feeds of a venue, since the venue's budget is one; empty if nobody is to be asked.
     *
     * @param publicAddress the venue's own
     */
    static Optional<URI> of(Venue venue, URI publicAddress, SoukProperties properties) {
        Set<Optional<URI>> addresses = properties.feeds().stream()
                .filter(feed -> feed.venue().equals(venue.name()))
                .map(feed -> feed.restAddress(publicAddress))
                .collect(Collectors.toSet());
        if (addresses.size() > 1) {
            throw new StartRefusedException(
                    "The feeds of venue '" + venue.name() + "' ask for missing trades at different addresses: "
                            + addresses.stream()
                                    .map(address -> address.map(URI::toString).orElse("none"))
                                    .sorted()
                                    .toList()
                            + ".",
                    "Give all of them the same souk.feeds[*].rest-url, or none.");
        }
        return addresses.stream().flatMap(Optional::stream).findFirst();
    }
}
