package candles;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import market.Candle;
import market.CandleKey;

/**
 * What computing an instrument's candles again has brought.
 *
 * @param from start of the first window that was computed, of the longest interval
 * @param notBefore windows that start before this were left as they are, since the log has lost trades of them; empty if
 *     it has lost none
 * @param trades how many trades of the instrument were read
 * @param equal how many candles were as they should be
 * @param differences the others
 */
public record RebuildReport(
        String instrument,
        Instant from,
        Optional<Instant> notBefore,
        long trades,
        long equal,
        List<Difference> differences) {

    public RebuildReport {
        differences = List.copyOf(differences);
    }

    /**
     * A candle that was not as it should be.
     *
     * @param stored as it was; empty if there was none
     * @param rebuilt as it is now; empty if there is none any more
     */
    public record Difference(CandleKey key, Optional<Candle> stored, Optional<Candle> rebuilt) {}
}
