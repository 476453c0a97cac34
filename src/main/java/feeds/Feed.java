package feeds;

import java.net.URI;
import java.util.List;
import market.Instrument;

/**
 * One connection to a venue.
 *
 * @param name unique among the feeds, as it stands in route ids and dead letters
 * @param instruments what it brings the trades of
 * @param address where to connect to, the instruments' subscription included
 */
public record Feed(String name, List<Instrument> instruments, URI address, FrameDecoder decoder) {}
