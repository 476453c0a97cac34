package feeds;

import java.time.Instant;
import java.util.List;
import market.Gap;
import market.Instrument;

/**
 * A feed, or some of its instruments, were not heard, and may be heard again.
 *
 * @param instruments of which trades may be missing
 * @param from when they were heard last, our clock
 * @param to when they were subscribed again, our clock
 */
public record FeedOutage(List<Instrument> instruments, Instant from, Instant to) {

    /** What may be missing because of it, of each instrument. */
    public List<Gap> gaps() {
        return instruments.stream()
                .map(instrument -> new Gap(
                        instrument.id(),
                        Gap.Kind.OUTAGE,
                        Gap.UNKNOWN_ID,
                        Gap.UNKNOWN_ID,
                        from.toEpochMilli() * 1_000,
                        to.toEpochMilli() * 1_000,
                        Gap.State.REPORTED))
                .toList();
    }
}
