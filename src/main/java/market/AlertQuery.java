package market;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Which alerts somebody wants to see.
 *
 * @param instrument instrument id; empty for all
 * @param kinds empty for all
 * @param severities empty for all
 * @param active whether they go on; empty for both
 * @param from first event time, inclusive
 * @param to last event time, exclusive
 * @param after the last one seen, of which those that follow are wanted; empty for the newest
 * @param limit how many at most
 */
public record AlertQuery(
        Optional<String> instrument,
        Set<AlertKind> kinds,
        Set<AlertSeverity> severities,
        Optional<Boolean> active,
        Instant from,
        Instant to,
        Optional<Place> after,
        int limit) {

    /** Where an alert stands among all. */
    public record Place(Instant eventTime, UUID id) {}
}
