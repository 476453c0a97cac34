package feeds;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import market.Instrument;

/**
 * What is wanted of a venue over one connection, or in one request that is repeated.
 *
 * @param name unique among the feeds, as it stands in route ids, metrics and dead letters
 * @param address where the socket is opened, or what is asked, its query included
 * @param subscriptions what is asked for; at most one channel of trades an instrument
 * @param replay what is played instead of opening a socket; then nobody looks at the address
 */
public record Feed(
        String name,
        Venue venue,
        URI address,
        List<Subscription> subscriptions,
        FrameDecoder decoder,
        Optional<Replay> replay) {

    /** Of an exchange. */
    public Feed(String name, Venue venue, URI address, List<Subscription> subscriptions, FrameDecoder decoder) {
        this(name, venue, address, subscriptions, decoder, Optional.empty());
    }

    /** What it brings anything of, each once. */
    public List<Instrument> instruments() {
        return subscriptions.stream().map(Subscription::instrument).distinct().toList();
    }

    /** Whether it is asked again and again; else it is a connection. */
    public boolean isPolled() {
        return venue instanceof PolledVenue;
    }

    /** The venue of a feed that is a connection. */
    SocketVenue socketVenue() {
        return (SocketVenue) venue;
    }
}
