package api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import analytics.indicators.TestCandles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import market.Candle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastQueriesTest {

    private final TestQueries stores = new TestQueries();
    private final ForecastQueries forecasts = stores.forecasts(true);

    @Test
    void aForecastComesWithItsErrorBesideTheNaiveOne() {
        stores.candles = TestCandles.walk(3, 400, 64_000, 0.001);

        ForecastAnswer answer = forecasts.forecast("BTC", null, "3");

        assertThat(answer.experimental()).isTrue();
        assertThat(answer.instrument()).isEqualTo("binance:BTC-USDT");
        assertThat(answer.coverage()).isEqualTo("0.8");
        assertThat(answer.points())
                .extracting(ForecastAnswer.Point::start)
                .containsExactly("2026-01-01T06:40:00Z", "2026-01-01T06:41:00Z", "2026-01-01T06:42:00Z");
        assertThat(answer.points()).allSatisfy(point -> assertThat(new BigDecimal(point.value()))
                .isBetween(new BigDecimal(point.lower()), new BigDecimal(point.upper())));
        ForecastAnswer.BackTest test = answer.backTest();
        assertThat(test.origins()).isEqualTo(100);
        assertThat(new BigDecimal(test.error())).isBetween(new BigDecimal("0.05"), new BigDecimal("0.3"));
        assertThat(new BigDecimal(test.naiveError())).isBetween(new BigDecimal("0.05"), new BigDecimal("0.3"));
        assertThat(Double.parseDouble(test.ratio()))
                .isCloseTo(Double.parseDouble(test.error()) / Double.parseDouble(test.naiveError()), within(0.002));
        assertThat(new BigDecimal(test.coverage())).isBetween(new BigDecimal("0.6"), BigDecimal.ONE);
    }

    @Test
    void theOpenCandleIsNotKnownYet() {
        List<Candle> candles = new ArrayList<>(TestCandles.walk(3, 320, 64_000, 0.001));
        stores.candles = candles;
        ForecastAnswer closed = forecasts.forecast("BTC", "1m", "5");

        candles.add(TestCandles.open(TestCandles.closing(320, 1)));

        assertThat(forecasts.forecast("BTC", "1m", "5")).isEqualTo(closed);
    }

    @Test
    void aPriceThatNeverMovedHasNoRatio() {
        stores.candles = still(304);

        ForecastAnswer answer = forecasts.forecast("BTC", null, null);

        assertThat(answer.backTest().naiveError()).isEqualTo("0");
        assertThat(answer.backTest().ratio()).isNull();
        assertThat(answer.points()).hasSize(5);
    }

    private static List<Candle> still(int count) {
        double[] closes = new double[count];
        Arrays.fill(closes, 100);
        return TestCandles.closes(closes);
    }

    @Test
    void tooLittleHistoryIsSaid() {
        stores.candles = TestCandles.walk(3, 303, 64_000, 0.001);

        assertProblem(null, 409, "A forecast of 5 candles needs 304 closed ones of 1m, there are 303.");
    }

    @Test
    void whatIsOffSaysHowToTurnItOn() {
        assertThat(stores.forecasts(false).enabled()).isFalse();
        assertThatThrownBy(() -> stores.forecasts(false).forecast("BTC", null, null))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problem().status()).isEqualTo(409))
                .hasMessage("Forecasts are experimental and off; souk.forecast.enabled=true turns them on.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "21", "-1", "x", "1.5", ""})
    void anotherHorizonIsRefused(String horizon) {
        assertProblem(horizon, 400, "horizon '" + horizon + "' is not allowed");
    }

    private void assertProblem(String horizon, int status, String detail) {
        assertThatThrownBy(() -> forecasts.forecast("BTC", null, horizon))
                .isInstanceOfSatisfying(ProblemException.class, e -> {
                    assertThat(e.problem().status()).isEqualTo(status);
                    assertThat(e.problem().detail()).isEqualTo(detail);
                });
    }
}
