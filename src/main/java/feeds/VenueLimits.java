package feeds;

import java.time.Duration;

/**
 * What a venue allows a client, and what it needs from one. Every figure is the venue's, less a margin.
 *
 * @param messageSpacing between two messages that we send on a connection
 * @param asksPerMessage subscriptions in one message at most
 * @param asksPerConnection subscriptions on one connection at most
 * @param connectSpacing between two attempts to connect, on average over a long time
 * @param maxAge after which the venue ends a connection
 * @param silence after so long without a sign of life a connection is dead: without a frame, heartbeats included, or, of a
 *     venue that sends none, without the answer to a ping
 */
public record VenueLimits(
        Duration messageSpacing,
        int asksPerMessage,
        int asksPerConnection,
        Duration connectSpacing,
        Duration maxAge,
        Duration silence) {}
