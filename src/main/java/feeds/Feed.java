package feeds;

import java.net.URI;

/**
 * One connection to a venue.
 *
 * @param name unique among the feeds, as it stands in route ids and dead letters
 * @param address where to connect to, the instruments' subscription included
 */
public record Feed(String name, URI address, FrameDecoder decoder) {}
