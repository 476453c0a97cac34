package feeds;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A venue that is asked over HTTP, again and again, and answers with quotes. */
public interface PolledVenue extends Venue {

    /** What may be asked for in one request, at most. */
    int asksPerRequest();

    /**
     * What to ask.
     *
     * @param address as configured: scheme, host and port, and perhaps a path
     * @return with its query
     */
    URI request(URI address, List<Subscription> asks);

    /** What a request says of who asks. */
    Map<String, String> headers();

    @Override
    default Optional<TradeHistory> history() {
        return Optional.empty();
    }
}
