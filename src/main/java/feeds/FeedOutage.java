package feeds;

import java.time.Instant;
import java.util.List;
import market.Gap;
import market.Instrument;

/**
 * A feed was down, and is there again.
 *
 * @param from when it was heard last, our clock
 * @param to when it was connected again, our clock
 */
public record FeedOutage(Instant from, Instant to) {

    /** What may be missing because of it, of each instrument. */
    public List<Gap> gaps(List<Instrument> instruments) {
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
