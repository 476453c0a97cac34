package analytics.pulse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import market.Trend;
import market.Volatility;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PulseClassesTest {

    private static final PulseClasses CLASSES = TestPulse.CLASSES;

    @ParameterizedTest
    @CsvSource({
        "0,        STABLE,   STABLE",
        "1.999999, STABLE,   STABLE",
        "2,        MOVING,   RISING",
        "2.0000,   MOVING,   RISING",
        "4.999999, MOVING,   RISING",
        "5,        VOLATILE, SURGING",
        "9.999999, VOLATILE, SURGING",
        "10,       HIGH,     SURGING",
        "19.99999, HIGH,     SURGING",
        "20,       EXTREME,  SURGING",
        "1e6,      EXTREME,  SURGING",
        "-1.99999, STABLE,   STABLE",
        "-2,       MOVING,   FALLING",
        "-4.99999, MOVING,   FALLING",
        "-5,       VOLATILE, CRASHING",
        "-10,      HIGH,     CRASHING",
        "-20,      EXTREME,  CRASHING",
        "-99.9,    EXTREME,  CRASHING"
    })
    void aBoundaryBelongsToTheStrongerClass(BigDecimal change, Volatility volatility, Trend trend) {
        assertThat(CLASSES.volatility(change)).isEqualTo(volatility);
        assertThat(CLASSES.trend(change)).isEqualTo(trend);
    }

    /** Held against a table of intervals, whose ends are said one by one. */
    @Property
    void everyChangeIsOfTheClassWhoseIntervalItIsIn(
            @ForAll @BigRange(min = "-30", max = "30") @Scale(3) BigDecimal change) {
        double percent = change.doubleValue();
        double size = Math.abs(percent);

        Volatility volatility = size < 2
                ? Volatility.STABLE
                : size < 5
                        ? Volatility.MOVING
                        : size < 10 ? Volatility.VOLATILE : size < 20 ? Volatility.HIGH : Volatility.EXTREME;
        Trend trend = percent > -2 && percent < 2
                ? Trend.STABLE
                : percent >= 5
                        ? Trend.SURGING
                        : percent >= 2 ? Trend.RISING : percent > -5 ? Trend.FALLING : Trend.CRASHING;
        assertThat(CLASSES.volatility(change)).isEqualTo(volatility);
        assertThat(CLASSES.trend(change)).isEqualTo(trend);
    }

    @Property
    void aGreaterChangeIsNeverOfALesserClass(
            @ForAll @BigRange(min = "-30", max = "30") @Scale(2) BigDecimal one,
            @ForAll @BigRange(min = "-30", max = "30") @Scale(2) BigDecimal other) {
        BigDecimal less = one.min(other);
        BigDecimal more = one.max(other);

        // From surging to crashing is the order in which they are declared.
        assertThat(CLASSES.trend(less)).isGreaterThanOrEqualTo(CLASSES.trend(more));
        assertThat(CLASSES.volatility(one.abs().min(other.abs())))
                .isLessThanOrEqualTo(CLASSES.volatility(one.abs().max(other.abs())));
    }

    @Test
    void boundariesThatDoNotAscendAreRefused() {
        for (List<String> bounds : List.of(
                List.of("0", "5", "10", "20", "5", "2", "-2", "-5"),
                List.of("2", "2", "10", "20", "5", "2", "-2", "-5"),
                List.of("2", "5", "10", "9", "5", "2", "-2", "-5"),
                List.of("2", "5", "10", "20", "2", "2", "-2", "-5"),
                List.of("2", "5", "10", "20", "5", "2", "0", "-5"),
                List.of("2", "5", "10", "20", "5", "2", "-5", "-2"))) {
            List<BigDecimal> b = bounds.stream().map(BigDecimal::new).toList();
            assertThatThrownBy(() -> new PulseClasses(
                            b.get(0), b.get(1), b.get(2), b.get(3), b.get(4), b.get(5), b.get(6), b.get(7)))
                    .as(bounds.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
