package feeds;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import market.Instruments;

/**
 * An exchange's protocol: where to connect, how to ask for what, how to read what comes, and how to ask for what is
 * missing. See {@code docs/adding-a-venue.md}. Stateless, so safe for any thread.
 */
public interface Venue {

    /** The name in instrument ids and settings, lower case. */
    String name();

    /** The address of its public market data. */
    URI publicAddress();

    /** What can be subscribed, by the venue's names. The first is subscribed where no channel is configured, and is of trades. */
    List<String> channels();

    /** Whether a channel brings trades; else quotes. */
    boolean bringsTrades(String channel);

    VenueLimits limits();

    /** Whether a connection with subscriptions is sent a frame every few seconds even where nothing is traded. */
    default boolean sendsHeartbeats() {
        return false;
    }

    /**
     * Where to open the socket.
     *
     * @param address as configured: scheme, host and port, and perhaps a path
     */
    URI socket(URI address);

    /**
     * The message that subscribes, of at most {@link VenueLimits#asksPerMessage}.
     *
     * @param asks of one channel, since not every venue takes several in a message
     * @param requestId unique on the connection
     */
    Request subscribe(List<Subscription> asks, long requestId);

    /** The message that takes subscriptions back; of one channel, too. */
    Request unsubscribe(List<Subscription> asks, long requestId);

    /**
     * What has to be sent once on every connection beside the subscriptions, as a subscription to heartbeats.
     *
     * @param asks everything that is subscribed on it
     */
    default List<Request> greet(List<Subscription> asks, long requestId) {
        return List.of();
    }

    /** A decoder of its frames that knows these instruments. */
    FrameDecoder decoder(Instruments instruments);

    /** What is traded there; empty if it does not say. */
    default Optional<InstrumentList> instrumentList() {
        return Optional.empty();
    }

    /** Its past trades; empty if it has none to ask for. */
    Optional<TradeHistory> history();

    /** Whether the trades of a channel have the ids of those in {@link #history}: else they must not meet in one candle. */
    default boolean sharesIdsWithHistory(String channel) {
        return true;
    }
}
