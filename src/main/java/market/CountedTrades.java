package market;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which trades of an instrument are counted.
 *
 * @param runs the ids, lowest first; empty for an instrument whose ids are sparse
 * @param newestMicros greatest event time of a counted trade, epoch µs, the venue's clock
 * @param newestPrice its price; null if none is counted
 * @param recent for sparse ids: the ids by the start of the minute in which their trades happened, epoch µs. In a
 *     checkpoint only those that are new since the last one
 * @param forgottenBeforeMicros for sparse ids: of trades before this the ids are not kept, so none is counted any more;
 *     epoch µs
 */
public record CountedTrades(
        String instrument,
        List<IdRun> runs,
        long newestMicros,
        BigDecimal newestPrice,
        Map<Long, List<Long>> recent,
        long forgottenBeforeMicros) {

    public CountedTrades {
        Objects.requireNonNull(instrument, "instrument");
        runs = List.copyOf(runs);
        recent = Map.copyOf(recent);
    }

    /** Nothing is counted yet. */
    public static CountedTrades none(String instrument) {
        return new CountedTrades(instrument, List.of(), Long.MIN_VALUE, null, Map.of(), Long.MIN_VALUE);
    }
}
