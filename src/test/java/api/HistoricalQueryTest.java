package api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import market.Interval;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HistoricalQueryTest {

    private static final List<Interval> SERVED = List.of(Interval.M1, Interval.H1);
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    @Test
    void nothingAskedIsTheNewestPageOfTheShortestInterval() {
        HistoricalQuery query = HistoricalQuery.parse(SERVED, null, null, null, null, null, NOW);

        assertThat(query.interval()).isEqualTo(Interval.M1);
        assertThat(query.from()).isEmpty();
        assertThat(query.to()).isAfter(NOW).isBefore(NOW.plusSeconds(5));
        assertThat(query.limit()).isEqualTo(500);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-01T00:00:00Z", "1767225600000", "2026-01-01T00:00:00.000000Z"})
    void timesAreIsoOrEpochMilliseconds(String time) {
        Instant expected = Instant.parse("2026-01-01T00:00:00Z");

        assertThat(parse(null, time, null, null, null).from()).contains(expected);
        assertThat(parse(null, null, time, null, null).to()).isEqualTo(expected);
        assertThat(parse(null, null, null, null, time).from()).contains(expected);
    }

    @Test
    void aCursorTakesThePlaceOfFrom() {
        assertThat(parse(null, "1000", null, null, "2000").from()).contains(Instant.ofEpochMilli(2_000));
        assertThat(parse(null, "not even a time", null, null, "2000").from()).contains(Instant.ofEpochMilli(2_000));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 999, 1_000})
    void aPageHasFromOneToAThousandCandles(int limit) {
        assertThat(parse(null, null, null, Integer.toString(limit), null).limit())
                .isEqualTo(limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "x", "", " ", "1.5", "1e2", "99999999999999999999"})
    void anotherLimitIsRefused(String limit) {
        assertRefused(
                () -> parse(null, null, null, limit, null),
                "limit",
                "limit '" + limit + "' is not allowed",
                List.of("a whole number from 1 to 1000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"5m", "1M", "", "1h ", "60"})
    void anIntervalThatIsNotServedIsRefusedWithThoseThatAre(String interval) {
        assertRefused(
                () -> parse(interval, null, null, null, null),
                "interval",
                "interval '" + interval + "' is not served",
                List.of("1m", "1h"));
    }

    @Test
    void anIntervalThatIsServedIsTaken() {
        assertThat(parse("1h", null, null, null, null).interval()).isEqualTo(Interval.H1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "",
                "-1",
                "7258118400000",
                "99999999999999999",
                "2026-01-01",
                "1969-12-31T23:59:59Z",
                "2200-01-01T00:00:00Z",
                "1e3"
            })
    void whatIsNoTimeIsRefusedByItsParameter(String time) {
        List<String> allowed = List.of("ISO-8601 UTC, as in 2026-01-01T00:00:00Z", "epoch milliseconds");

        assertRefused(
                () -> parse(null, time, null, null, null),
                "from",
                "from '" + time + "' is not a time from 1970 to 2199",
                allowed);
        assertRefused(
                () -> parse(null, null, time, null, null),
                "to",
                "to '" + time + "' is not a time from 1970 to 2199",
                allowed);
        assertRefused(
                () -> parse(null, null, null, null, time),
                "cursor",
                "cursor '" + time + "' is not a time from 1970 to 2199",
                allowed);
    }

    @ParameterizedTest
    @CsvSource({"2000, 2000", "2001, 2000"})
    void fromMustBeBeforeTo(String from, String to) {
        List<String> allowed = List.of("a time before 1970-01-01T00:00:02Z");

        assertRefused(
                () -> parse(null, from, to, null, null),
                "from",
                "'from' must be before 'to', but " + Instant.ofEpochMilli(Long.parseLong(from))
                        + " is not before 1970-01-01T00:00:02Z",
                allowed);
        assertRefused(
                () -> parse(null, null, to, null, from),
                "cursor",
                "'cursor' must be before 'to', but " + Instant.ofEpochMilli(Long.parseLong(from))
                        + " is not before 1970-01-01T00:00:02Z",
                allowed);
    }

    @Test
    void theFirstAndTheLastMillisecondsAreTimes() {
        HistoricalQuery query = parse(null, "0", "7258118399999", null, null);

        assertThat(query.from()).contains(Instant.EPOCH);
        assertThat(query.to()).isEqualTo(Instant.parse("2199-12-31T23:59:59.999Z"));
    }

    @Test
    void aHostileValueIsSaidBackShortAndWithoutControlCharacters() {
        assertThatThrownBy(() -> parse("1m\r\nSet-Cookie: a=b\u0000" + "x".repeat(10_000), null, null, null, null))
                .isInstanceOf(ProblemException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .hasSizeLessThan(120)
                        .doesNotContainPattern("\\p{Cntrl}")
                        .startsWith("interval '1m??Set-Cookie: a=b?xxx"));
    }

    private static HistoricalQuery parse(String interval, String from, String to, String limit, String cursor) {
        return HistoricalQuery.parse(SERVED, interval, from, to, limit, cursor, NOW);
    }

    private static void assertRefused(ThrowingCallable call, String parameter, String detail, List<String> allowed) {
        assertThatThrownBy(call).isInstanceOfSatisfying(ProblemException.class, e -> assertThat(e.problem())
                .isEqualTo(new Problem("about:blank", "Bad Request", 400, detail, parameter, allowed)));
    }
}
