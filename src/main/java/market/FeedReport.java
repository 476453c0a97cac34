package market;

import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/**
 * How a feed is doing, what is missing of its instruments, and what is recorded of it.
 *
 * @param gaps of the instruments that have any, by id; empty while the database cannot say
 */
public record FeedReport(FeedStatus status, Optional<List<InstrumentGaps>> gaps, RecordingStatus recording) {

    /** Of all its instruments; empty while the database cannot say. */
    public Optional<Long> openGaps() {
        return sum(InstrumentGaps::open);
    }

    /** Those of them that the venue could not fill; empty while the database cannot say. */
    public Optional<Long> unfillableGaps() {
        return sum(InstrumentGaps::unfillable);
    }

    private Optional<Long> sum(ToLongFunction<InstrumentGaps> figure) {
        return gaps.map(of -> of.stream().mapToLong(figure).sum());
    }
}
