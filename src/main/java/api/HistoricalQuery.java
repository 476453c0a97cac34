package api;

import java.time.DateTimeException;
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

    /** One page is at most 1,000 candles (about 300 kB), so that no request holds the database for long. */
    static final int MAX_LIMIT = 1_000;

    static final int DEFAULT_LIMIT = 500;

    private static final List<String> TIMES = List.of("ISO-8601 UTC, as in 2026-01-01T00:00:00Z", "epoch milliseconds");
    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    /**
     * Reads the parameters as they were sent; a null stands for one that was not.
     *
     * @throws ProblemException naming the parameter that is wrong and what is allowed
     */
    static HistoricalQuery parse(
            List<Interval> served, String interval, String from, String to, String limit, String cursor, Instant now) {
        Instant end = to == null ? now.plusSeconds(1) : time("to", to);
        Optional<Instant> begin = cursor != null
                ? Optional.of(time("cursor", cursor))
                : Optional.ofNullable(from).map(text -> time("from", text));
        begin.filter(start -> !start.isBefore(end)).ifPresent(start -> {
            String parameter = cursor != null ? "cursor" : "from";
            throw ProblemException.badParameter(
                    parameter,
                    "'" + parameter + "' must be before 'to', but " + start + " is not before " + end,
                    List.of("a time before " + end));
        });
        return new HistoricalQuery(interval(served, interval), begin, end, limit(limit));
    }

    /** @param text null asks for the first of those served */
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

    private static int limit(String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw ProblemException.badParameter(
                "limit",
                "limit '" + Quoted.of(text) + "' is not allowed",
                List.of("a whole number from 1 to " + MAX_LIMIT));
    }

    private static Instant time(String parameter, String text) {
        try {
            Instant time =
                    text.matches("-?\\d{1,16}") ? Instant.ofEpochMilli(Long.parseLong(text)) : Instant.parse(text);
            if (!time.isBefore(FIRST) && time.isBefore(LAST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // answered below, like a time out of range
        }
        throw ProblemException.badParameter(
                parameter, parameter + " '" + Quoted.of(text) + "' is not a time from 1970 to 2199", TIMES);
    }
}
