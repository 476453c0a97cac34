package feeds;

import java.net.URI;
import java.util.List;
import market.Instrument;

/**
 * What is wanted of a venue over one connection.
 *
 * @param name unique among the feeds, as it stands in route ids, metrics and dead letters
 * @param address where the socket is opened
 * @param subscriptions what is asked for; at most one channel of trades an instrument
 */
public record Feed(String name, Venue venue, URI address, List<Subscription> subscriptions, FrameDecoder decoder) {

    /** What it brings anything of, each once. */
    public List<Instrument> instruments() {
        return subscriptions.stream().map(Subscription::instrument).distinct().toList();
    }
}
