package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {

    private static final long YEAR_2200 = 7_258_118_400_000_000L;

    @Property
    void anInstantLiesInItsWindowAndWindowsAreAlignedToTheEpoch(
            @ForAll Interval interval, @ForAll @LongRange(min = -YEAR_2200, max = YEAR_2200) long micros) {
        long start = interval.windowStart(micros);

        assertThat(micros).isBetween(start, start + interval.micros() - 1);
        assertThat(start % interval.micros()).isZero();
        assertThat(interval.windowStart(start)).isEqualTo(start);
        assertThat(interval.windowStart(start + interval.micros() - 1)).isEqualTo(start);
        assertThat(interval.windowStart(start + interval.micros())).isEqualTo(start + interval.micros());
    }

    @ParameterizedTest
    @CsvSource({
        "1m,  2026-01-01T13:47:00Z",
        "5m,  2026-01-01T13:45:00Z",
        "15m, 2026-01-01T13:45:00Z",
        "1h,  2026-01-01T13:00:00Z",
        "4h,  2026-01-01T12:00:00Z",
        "1d,  2026-01-01T00:00:00Z"
    })
    void windowsBeginWherePeopleExpectThem(String label, Instant start) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse("2026-01-01T13:47:59.999999Z"));

        assertThat(Interval.of(label).windowStart(micros)).isEqualTo(ChronoUnit.MICROS.between(Instant.EPOCH, start));
        assertThat(Interval.of(label).label()).isEqualTo(label);
        assertThat(Interval.of(label).duration())
                .isEqualTo(java.time.Duration.of(Interval.of(label).micros(), ChronoUnit.MICROS));
    }

    @Test
    void anUnknownLabelIsRefusedWithThoseThereAre() {
        assertThat(Interval.find("1M")).isEmpty();
        assertThatThrownBy(() -> Interval.of("1w"))
                .hasMessage("interval '1w' is unknown, allowed are 1m, 5m, 15m, 1h, 4h, 1d");
    }
}
