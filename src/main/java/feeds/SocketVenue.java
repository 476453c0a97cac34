package feeds;

import java.net.URI;
import java.util.List;

/** A venue that sends what is subscribed over a WebSocket. */
public interface SocketVenue extends Venue {

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
}
