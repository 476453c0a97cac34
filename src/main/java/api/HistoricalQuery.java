package api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import market.Interval;

/**
 * What {@code historical} was asked for, checked.
 *
 * @param from first start, inclusive; empty asks for the newest candles before {@code to}
 * @param to last start, exclusive
 * @param limit how many candles at most
 */
record HistoricalQuery(Interval interval, Optional<Instant> from, Instant to, int limit) {

    /**
     * Reads the parameters as they were sent; a null stands for one that was not.
     *
     * @throws ProblemException naming the parameter that is wrong and what is allowed
     */
    static HistoricalQuery parse(
            List<Interval> served, String interval, String from, String to, String limit, String cursor, Instant now) {
        TimePage page = TimePage.parse(from, to, limit, cursor, now);
        return new HistoricalQuery(interval(served, interval), page.from(), page.to(), page.limit());
    }

    /**
     * @param text the label as it was sent; null for the shortest
     * @throws ProblemException naming those that are served, if this one is not
     */
    static Interval interval(List<Interval> served, String text) {
        if (text == null) {
            return served.get(0);
        }
        return Interval.find(text)
                .filter(served::contains)
                .orElseThrow(() -> ProblemException.badParameter(
                        "interval",
                        "interval '" + Quoted.of(text) + "' is not served",
                        served.stream().map(Interval::label).toList()));
    }
}
