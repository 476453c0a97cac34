package ops;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * How a route does.
 *
 * @param uptime since it was started, empty if it is not
 * @param total exchanges that it finished since it was started, failed ones included
 * @param failed exchanges that ended with an error
 * @param inFlight exchanges that are in it now
 * @param perSecond exchanges finished a second, over about the last minute
 * @param meanTime from entry to end of an exchange, over all since the start
 * @param allowed what can be done to it in its state
 */
public record RouteStatus(
        String id,
        String description,
        String group,
        State state,
        Optional<Duration> uptime,
        long total,
        long failed,
        long inFlight,
        double perSecond,
        Duration meanTime,
        Set<RouteAction> allowed) {

    /** The state of a route. */
    public enum State {
        STARTING,
        STARTED,
        SUSPENDED,
        STOPPED
    }
}
