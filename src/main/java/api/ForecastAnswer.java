package api;

import analytics.forecast.Forecast;
import analytics.indicators.IndicatorValue;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import market.Candle;
import market.Decimals;

/**
 * The answer of {@code forecast}.
 *
 * @param experimental always true
 * @param coverage the part of outcomes that should lie from lower to upper, a decimal
 * @param points the closes ahead, the nearest first
 */
public record ForecastAnswer(
        String instrument,
        String interval,
        boolean experimental,
        String method,
        String coverage,
        List<Point> points,
        BackTest backTest) {

    /**
     * A close ahead; prices are plain decimals.
     *
     * @param start of the window that ends with it, ISO-8601 UTC, if no window is without trades until then
     */
    public record Point(String start, long startMs, String value, String lower, String upper) {}

    /**
     * How the same did in the past.
     *
     * @param error mean absolute error in percent, a decimal
     * @param naiveError that of the last price as forecast
     * @param ratio error by naive error, below 1 is better than naive; absent if the naive forecast never erred
     * @param coverage the part of outcomes that lay from lower to upper
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record BackTest(int origins, String error, String naiveError, String ratio, String coverage) {}

    private static final MathContext FIGURES = new MathContext(4);

    static ForecastAnswer of(Candle last, Forecast forecast) {
        List<Point> points = new ArrayList<>();
        Instant start = last.start();
        for (Forecast.Step step : forecast.steps()) {
            start = start.plus(last.key().interval().duration());
            points.add(new Point(
                    start.toString(),
                    start.toEpochMilli(),
                    price(step.value()),
                    price(step.lower()),
                    price(step.upper())));
        }
        Forecast.BackTest test = forecast.backTest();
        return new ForecastAnswer(
                last.key().instrument(),
                last.key().interval().label(),
                true,
                Forecast.METHOD,
                figure(Forecast.COVERAGE),
                points,
                new BackTest(
                        test.origins(),
                        figure(test.error()),
                        figure(test.naiveError()),
                        Double.isNaN(test.ratio()) ? null : figure(test.ratio()),
                        figure(test.coverage())));
    }

    private static String price(double value) {
        return Decimals.text(IndicatorValue.rounded(value));
    }

    private static String figure(double value) {
        return Decimals.text(BigDecimal.valueOf(value).round(FIGURES));
    }
}
