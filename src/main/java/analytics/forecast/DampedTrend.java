package analytics.forecast;

/**
 * Holt's exponential smoothing with a damped trend, in error-correction form (Hyndman and Athanasopoulos, "Forecasting:
 * Principles and Practice", ETS(A,Ad,N)). Immutable.
 */
final class DampedTrend {

    /** What is tried: coarse on purpose, since a fit that is closer to the past is not closer to the future. */
    private static final double[] LEVEL_WEIGHTS = {0.2, 0.4, 0.6, 0.8, 0.9, 1.0};

    private static final double[] TREND_WEIGHTS = {0, 0.05, 0.1, 0.2};
    private static final double[] DAMPINGS = {0.8, 0.9, 0.98};

    private final double levelWeight;
    private final double trendWeight;
    private final double damping;
    private final double level;
    private final double trend;
    private final double squares;
    private final int errors;

    private DampedTrend(double[] values, int from, int to, double levelWeight, double trendWeight, double damping) {
        this.levelWeight = levelWeight;
        this.trendWeight = trendWeight;
        this.damping = damping;
        double atLevel = values[from];
        double atTrend = 0;
        double sum = 0;
        for (int i = from + 1; i < to; i++) {
            double expected = atLevel + damping * atTrend;
            double error = values[i] - expected;
            sum += error * error;
            atLevel = expected + levelWeight * error;
            atTrend = damping * atTrend + trendWeight * error;
        }
        this.level = atLevel;
        this.trend = atTrend;
        this.squares = sum;
        this.errors = to - from - 1;
    }

    /** The weights with the least squared error one step ahead, over the values from {@code from} to before {@code to}. */
    static DampedTrend fit(double[] values, int from, int to) {
        DampedTrend best = null;
        for (double levelWeight : LEVEL_WEIGHTS) {
            for (double trendWeight : TREND_WEIGHTS) {
                for (double damping : DAMPINGS) {
                    DampedTrend tried = new DampedTrend(values, from, to, levelWeight, trendWeight, damping);
                    if (best == null || tried.squares < best.squares) {
                        best = tried;
                    }
                }
            }
        }
        return best;
    }

    static DampedTrend with(double[] values, double levelWeight, double trendWeight, double damping) {
        return new DampedTrend(values, 0, values.length, levelWeight, trendWeight, damping);
    }

    /** What is expected so many steps, at least 1, after the last value. */
    double expected(int steps) {
        double sum = 0;
        double factor = 1;
        for (int i = 1; i <= steps; i++) {
            factor *= damping;
            sum += factor;
        }
        return level + sum * trend;
    }

    /** The standard deviation of the error so many steps ahead, if the model is right. */
    double deviation(int steps) {
        double variance = 1;
        double factor = 1;
        double damped = 0;
        for (int i = 1; i < steps; i++) {
            factor *= damping;
            damped += factor;
            double weight = levelWeight + trendWeight * damped;
            variance += weight * weight;
        }
        return Math.sqrt(variance * squares / errors);
    }
}
