package analytics.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a price may be at the next closes, by {@link DampedTrend} of the logarithms of the last {@value #TRAINING} closes, and
 * how well the same would have done at the last {@value #ORIGINS} closes from which its outcome is known.
 *
 * @param steps one for each close ahead, the nearest first
 */
public record Forecast(List<Step> steps, BackTest backTest) {

    /** Named in answers. */
    public static final String METHOD = "damped Holt exponential smoothing of log closes";

    /** The part of outcomes that should lie from lower to upper. */
    public static final double COVERAGE = 0.8;

    /** How many closes a forecast looks at. */
    public static final int TRAINING = 200;

    /** From how many points of the past it is tried. */
    public static final int ORIGINS = 100;

    /** With more steps the band says nothing that the last price does not. */
    public static final int MAX_HORIZON = 20;

    /** So many standard deviations on both sides hold 80 % of a normal distribution. */
    private static final double WIDTH = 1.2815515655446004;

    /** A price, and the band that it should be in. */
    public record Step(double value, double lower, double upper) {}

    /**
     * What became of forecasts from the past, each made from what was known then.
     *
     * @param origins from how many closes
     * @param error mean absolute error over all origins and steps, percent of what the price became
     * @param naiveError the same, of saying that the price stays as it is
     * @param coverage the part of outcomes that lay in the band
     */
    public record BackTest(int origins, double error, double naiveError, double coverage) {

        /** Below 1 the forecast was better than the naive one; NaN if that one never erred. */
        public double ratio() {
            return naiveError == 0 ? Double.NaN : error / naiveError;
        }
    }

    /** How many closes it takes to make and to try a forecast. */
    public static int needed(int horizon) {
        return TRAINING + ORIGINS + horizon - 1;
    }

    /**
     * @param closes oldest first, positive; at least {@link #needed} of them
     * @param horizon steps ahead, 1 to {@link #MAX_HORIZON}
     * @throws IllegalArgumentException if the horizon is not allowed or there are too few closes
     */
    public static Forecast of(double[] closes, int horizon) {
        if (horizon < 1 || horizon > MAX_HORIZON || closes.length < needed(horizon)) {
            throw new IllegalArgumentException("a forecast of " + horizon + " steps needs a horizon from 1 to "
                    + MAX_HORIZON + " and " + needed(Math.max(1, horizon)) + " closes, not " + closes.length);
        }
        double[] logs = new double[closes.length];
        for (int i = 0; i < closes.length; i++) {
            logs[i] = Math.log(closes[i]);
        }
        return new Forecast(steps(logs, closes.length, horizon), backTest(logs, closes, horizon));
    }

    private static BackTest backTest(double[] logs, double[] closes, int horizon) {
        double error = 0;
        double naiveError = 0;
        int inside = 0;
        int lastOrigin = closes.length - horizon;
        for (int origin = lastOrigin - ORIGINS + 1; origin <= lastOrigin; origin++) {
            List<Step> steps = steps(logs, origin, horizon);
            for (int i = 0; i < horizon; i++) {
                Step step = steps.get(i);
                double became = closes[origin + i];
                error += Math.abs(step.value - became) / became;
                naiveError += Math.abs(closes[origin - 1] - became) / became;
                inside += step.lower <= became && became <= step.upper ? 1 : 0;
            }
        }
        double outcomes = (double) ORIGINS * horizon;
        return new BackTest(ORIGINS, 100 * error / outcomes, 100 * naiveError / outcomes, inside / outcomes);
    }

    /** The forecast from the closes before {@code origin}, and from no other. */
    private static List<Step> steps(double[] logs, int origin, int horizon) {
        DampedTrend model = DampedTrend.fit(logs, origin - TRAINING, origin);
        List<Step> steps = new ArrayList<>(horizon);
        for (int step = 1; step <= horizon; step++) {
            double expected = model.expected(step);
            double width = WIDTH * model.deviation(step);
            steps.add(new Step(Math.exp(expected), Math.exp(expected - width), Math.exp(expected + width)));
        }
        return steps;
    }
}
