package analytics.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {

    private static final int HORIZON = 5;

    @Test
    void smoothingFollowsItsEquations() {
        DampedTrend model = DampedTrend.with(new double[] {10, 12, 13}, 0.5, 0.2, 0.9);

        // It begins with level 10 and trend 0. After 12: level 11, trend 0.4. Expected 11 + 0.36 = 11.36, error 1.64:
        // level 12.18, trend 0.36 + 0.328 = 0.688.
        assertThat(model.expected(1)).isCloseTo(12.18 + 0.9 * 0.688, within(1e-12));
        assertThat(model.expected(3)).isCloseTo(12.18 + (0.9 + 0.81 + 0.729) * 0.688, within(1e-12));
        // Two errors, 2 and 1.64; two steps ahead the first error weighs 0.5 + 0.2 * 0.9.
        double variance = (4 + 1.64 * 1.64) / 2;
        assertThat(model.deviation(1)).isCloseTo(Math.sqrt(variance), within(1e-12));
        assertThat(model.deviation(2)).isCloseTo(Math.sqrt(variance * (1 + 0.68 * 0.68)), within(1e-12));
    }

    @Test
    void aPriceThatNeverMovesIsForecastToStay() {
        Forecast forecast = Forecast.of(closes(400, i -> 100), HORIZON);

        assertThat(forecast.steps()).hasSize(HORIZON).allSatisfy(step -> {
            assertThat(step.value()).isCloseTo(100, within(1e-9));
            assertThat(step.lower()).isCloseTo(100, within(1e-9));
            assertThat(step.upper()).isCloseTo(100, within(1e-9));
        });
        assertThat(forecast.backTest().naiveError()).isZero();
        assertThat(forecast.backTest().ratio()).isNaN();
    }

    @Test
    void aTrendIsFollowedAndBeatsTheNaiveForecast() {
        Forecast forecast = Forecast.of(closes(400, i -> 100 * Math.exp(0.001 * i)), HORIZON);

        assertThat(forecast.steps().get(0).value()).isGreaterThan(100 * Math.exp(0.399));
        assertThat(forecast.backTest().ratio()).isLessThan(0.5);
    }

    @Test
    void noiseAroundALevelIsSmoothedAndBeatsTheNaiveForecast() {
        Random random = new Random(4);
        Forecast forecast = Forecast.of(closes(400, i -> 100 * Math.exp(0.01 * random.nextGaussian())), HORIZON);

        assertThat(forecast.backTest().ratio()).isLessThan(0.9);
    }

    /** What nobody can forecast: the honest answer is an error like the naive one's, and a band that holds. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aRandomWalkIsNoBetterThanNaiveAndTheBandHoldsWhatItSays(long seed) {
        Forecast forecast = Forecast.of(walk(seed, 500), HORIZON);

        assertThat(forecast.backTest().ratio()).isBetween(0.9, 1.2);
        assertThat(forecast.backTest().coverage()).isBetween(0.6, 0.95);
        for (int i = 0; i < HORIZON; i++) {
            Forecast.Step step = forecast.steps().get(i);
            assertThat(step.value()).isBetween(step.lower(), step.upper());
            if (i > 0) {
                Forecast.Step before = forecast.steps().get(i - 1);
                assertThat(step.upper() / step.lower()).isGreaterThan(before.upper() / before.lower());
            }
        }
    }

    @Test
    void overManyWalksTheBandHoldsFourInFive() {
        double covered = IntStream.range(0, 60)
                .mapToDouble(
                        seed -> Forecast.of(walk(seed, 320), HORIZON).backTest().coverage())
                .average()
                .orElseThrow();

        assertThat(covered).isBetween(0.74, 0.86);
    }

    /** The naive error by another way, and what was not known at an origin has no say there. */
    @Test
    void theBackTestKnowsNothingOfTheFuture() {
        double[] closes = walk(9, 350);
        double naive = 0;
        int last = closes.length - 1;
        for (int origin = last - 1 - 99; origin <= last - 1; origin++) {
            naive += Math.abs(closes[origin] / closes[origin + 1] - 1);
        }
        assertThat(Forecast.of(closes, 1).backTest().naiveError()).isCloseTo(naive, within(1e-9));

        double[] known = Arrays.copyOf(closes, closes.length - 1);
        double became = closes[last];
        Forecast.Step step = Forecast.of(known, 1).steps().get(0);
        double error = 100 * Math.abs(step.value() / became - 1);
        // From all closes, the last origin of the back-test is what the forecast from all but the last was.
        double[] other = closes.clone();
        other[last] = step.value();
        double difference = Forecast.of(closes, 1).backTest().error()
                - Forecast.of(other, 1).backTest().error();
        assertThat(difference).isCloseTo(error / 100, within(1e-9));
    }

    @Test
    void tooLittleHistoryAndOtherHorizonsAreRefused() {
        assertThat(Forecast.needed(HORIZON)).isEqualTo(304);
        assertThat(Forecast.of(walk(1, 304), HORIZON).steps()).hasSize(HORIZON);
        assertThatThrownBy(() -> Forecast.of(walk(1, 303), HORIZON))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("304 closes, not 303");
        assertThatThrownBy(() -> Forecast.of(walk(1, 400), 21)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Forecast.of(walk(1, 400), 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double[] walk(long seed, int count) {
        Random random = new Random(seed);
        double[] closes = new double[count];
        double log = Math.log(60_000);
        for (int i = 0; i < count; i++) {
            log += 0.001 * random.nextGaussian();
            closes[i] = Math.exp(log);
        }
        return closes;
    }

    private static double[] closes(int count, IntToDoubleFunction close) {
        return IntStream.range(0, count).mapToDouble(close).toArray();
    }
}
