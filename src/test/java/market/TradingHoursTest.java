package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Stocks in New York: 14:30 to 21:00 UTC in winter, 13:30 to 20:00 in summer. */
class TradingHoursTest {

    private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);

    private static final TradingHours NEW_YORK = new TradingHours(
            ZoneId.of("America/New_York"),
            WEEKDAYS,
            LocalTime.of(9, 30),
            LocalTime.of(16, 0),
            List.of(LocalDate.parse("2026-11-26"), LocalDate.parse("2026-12-25")),
            Map.of(LocalDate.parse("2026-11-27"), LocalTime.of(13, 0)));

    private static boolean isOpen(String instant) {
        return NEW_YORK.isOpen(Instant.parse(instant));
    }

    private static Optional<Instant> nextChange(String after) {
        return NEW_YORK.nextChange(Instant.parse(after));
    }

    @Test
    void aSessionBeginsWithItsOpenAndEndsBeforeItsClose() {
        assertThat(isOpen("2026-03-04T14:29:59.999999Z")).isFalse();
        assertThat(isOpen("2026-03-04T14:30:00Z")).isTrue();
        assertThat(isOpen("2026-03-04T20:59:59.999999Z")).isTrue();
        assertThat(isOpen("2026-03-04T21:00:00Z")).isFalse();
        assertThat(nextChange("2026-03-04T14:30:00Z")).contains(Instant.parse("2026-03-04T21:00:00Z"));
        assertThat(nextChange("2026-03-04T21:00:00Z")).contains(Instant.parse("2026-03-05T14:30:00Z"));
    }

    @Test
    void theWeekendIsClosedAndClocksSetForwardInItMoveMondaysOpen() {
        assertThat(isOpen("2026-03-07T16:00:00Z")).isFalse();
        assertThat(isOpen("2026-03-08T16:00:00Z")).isFalse();
        assertThat(nextChange("2026-03-06T21:00:00Z")).contains(Instant.parse("2026-03-09T13:30:00Z"));
        assertThat(nextChange("2026-03-09T13:30:00Z")).contains(Instant.parse("2026-03-09T20:00:00Z"));
    }

    @Test
    void clocksSetBackMoveItToo() {
        assertThat(nextChange("2026-10-30T13:30:00Z")).contains(Instant.parse("2026-10-30T20:00:00Z"));
        assertThat(nextChange("2026-10-30T20:00:00Z")).contains(Instant.parse("2026-11-02T14:30:00Z"));
        assertThat(isOpen("2026-11-02T13:45:00Z")).isFalse();
    }

    @Test
    void aHolidayIsClosedAndTheDayAfterEndsEarly() {
        assertThat(isOpen("2026-11-26T16:00:00Z")).isFalse();
        assertThat(nextChange("2026-11-25T21:00:00Z")).contains(Instant.parse("2026-11-27T14:30:00Z"));
        assertThat(nextChange("2026-11-27T15:00:00Z")).contains(Instant.parse("2026-11-27T18:00:00Z"));
        assertThat(isOpen("2026-11-27T18:00:00Z")).isFalse();
        assertThat(NEW_YORK.session(Instant.parse("2026-11-27T17:59:59Z")))
                .contains(new TradingHours.Session(
                        Instant.parse("2026-11-27T14:30:00Z"), Instant.parse("2026-11-27T18:00:00Z")));
    }

    /** In New York 02:30 did not exist on 8 March 2026, and 01:30 came twice on 1 November. */
    @Test
    void aTimeThatTheClocksLeaveOutIsLaterAndOneThatComesTwiceIsTheFirst() {
        TradingHours night = new TradingHours(
                ZoneId.of("America/New_York"),
                EnumSet.allOf(DayOfWeek.class),
                LocalTime.of(1, 30),
                LocalTime.of(2, 30),
                List.of(),
                Map.of());
        TradingHours gone = new TradingHours(
                ZoneId.of("America/New_York"),
                EnumSet.allOf(DayOfWeek.class),
                LocalTime.of(2, 30),
                LocalTime.of(3, 0),
                List.of(),
                Map.of());

        assertThat(night.session(Instant.parse("2026-03-08T06:45:00Z")))
                .contains(new TradingHours.Session(
                        Instant.parse("2026-03-08T06:30:00Z"), Instant.parse("2026-03-08T07:30:00Z")));
        assertThat(night.session(Instant.parse("2026-11-01T06:00:00Z")))
                .contains(new TradingHours.Session(
                        Instant.parse("2026-11-01T05:30:00Z"), Instant.parse("2026-11-01T07:30:00Z")));
        assertThat(gone.next(Instant.parse("2026-03-08T00:00:00Z")).map(TradingHours.Session::open))
                .as("the session of 8 March would end before it begins")
                .contains(Instant.parse("2026-03-09T06:30:00Z"));
    }

    @Test
    void aMarketThatNeverClosesHasNoChange() {
        assertThat(TradingHours.ALWAYS.isAlways()).isTrue();
        assertThat(TradingHours.ALWAYS.isOpen(Instant.parse("2026-12-25T03:00:00Z")))
                .isTrue();
        assertThat(TradingHours.ALWAYS.nextChange(Instant.EPOCH)).isEmpty();
        assertThat(TradingHours.ALWAYS.openShare()).isEqualTo(1);
        assertThat(new Calendars(Map.of("nasdaq", NEW_YORK)).of("binance")).isSameAs(TradingHours.ALWAYS);
    }

    @Test
    void openTimeIsThatOfTheSessionsBetween() {
        assertThat(NEW_YORK.openBetween(Instant.parse("2026-11-25T20:00:00Z"), Instant.parse("2026-11-30T15:00:00Z")))
                .isEqualTo(Duration.ofMinutes(60 + 210 + 30));
        assertThat(NEW_YORK.openBetween(Instant.parse("2026-11-25T21:00:00Z"), Instant.parse("2026-11-25T23:00:00Z")))
                .isZero();
        assertThat(NEW_YORK.openBetween(Instant.parse("2026-11-25T20:00:00Z"), Instant.parse("2026-11-25T19:00:00Z")))
                .isZero();
        assertThat(NEW_YORK.openShare()).isEqualTo(32.5 / 168);
    }

    /** From 2026 to 2029: what is said of the next change is what comes about, to the µs. */
    @Property(tries = 500)
    void nothingChangesBeforeTheNextChangeAndThenItDoes(
            @ForAll @LongRange(min = 1_767_225_600, max = 1_861_920_000) long second,
            @ForAll @LongRange(min = 0, max = 999_999) long part) {
        Instant instant = Instant.ofEpochSecond(second, part * 1_000);
        Instant change = NEW_YORK.nextChange(instant).orElseThrow();
        boolean open = NEW_YORK.isOpen(instant);

        assertThat(change).isAfter(instant);
        assertThat(NEW_YORK.isOpen(change.minusNanos(1_000))).isEqualTo(open);
        assertThat(NEW_YORK.isOpen(
                        instant.plus(Duration.between(instant, change).dividedBy(2))))
                .isEqualTo(open);
        assertThat(NEW_YORK.isOpen(change)).isEqualTo(!open);
        assertThat(NEW_YORK.openBetween(instant, change))
                .isEqualTo(open ? Duration.between(instant, change) : Duration.ZERO);
    }

    @Test
    void hoursThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hours(Set.of(), "09:00", "17:00", Map.of()))
                .withMessage("days must name at least one day of the week");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hours(WEEKDAYS, "17:00", "09:00", Map.of()))
                .withMessage("close must be later than open on the same day, was 09:00 with open 17:00");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        hours(WEEKDAYS, "09:00", "17:00", Map.of(LocalDate.parse("2026-12-24"), LocalTime.of(18, 0))))
                .withMessage("the early close of 2026-12-24 must be after open 09:00 and not after close 17:00,"
                        + " was 18:00");
    }

    private static void hours(Set<DayOfWeek> days, String open, String close, Map<LocalDate, LocalTime> early) {
        new TradingHours(ZoneOffset.UTC, days, LocalTime.parse(open), LocalTime.parse(close), List.of(), early);
    }
}
