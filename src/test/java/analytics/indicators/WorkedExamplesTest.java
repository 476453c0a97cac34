package analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import market.Candle;
import market.CandleStatus;
import org.junit.jupiter.api.Test;

/** Values agree with worked examples that were published, to the last digit published. */
class WorkedExamplesTest {

    /** StockCharts ChartSchool, "Moving Averages - Simple and Exponential", 30 closes from 24 March 2010. */
    private static final double[] MOVING_AVERAGES = {
        22.2734, 22.1940, 22.0847, 22.1741, 22.1840, 22.1344, 22.2337, 22.4323, 22.2436, 22.2933, 22.1542, 22.3926,
        22.3816, 22.6109, 23.3558, 24.0519, 23.7530, 23.8324, 23.9516, 23.6338, 23.8225, 23.8722, 23.6537, 23.1870,
        23.0976, 23.3260, 22.6805, 23.0976, 22.4025, 22.1725
    };

    /** StockCharts ChartSchool, "Relative Strength Index (RSI)", 33 closes of QQQQ from 14 December 2009. */
    private static final double[] RSI = {
        44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328,
        45.6140, 46.2820, 46.2820, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515,
        45.7835, 45.3548, 44.0288, 44.1783, 44.2181, 44.5672, 43.4205, 42.6628, 43.1314
    };

    /** StockCharts ChartSchool, "Bollinger Bands", 42 closes. */
    private static final double[] BOLLINGER = {
        86.1557, 89.0867, 88.7829, 90.3228, 89.0671, 91.1453, 89.4397, 89.1750, 86.9302, 87.6752, 86.9596, 89.4299,
        89.3221, 88.7241, 87.4497, 87.2634, 89.4985, 87.9006, 89.1260, 90.7043, 92.9001, 92.9784, 91.8021, 92.6647,
        92.6843, 92.3021, 92.7725, 92.5373, 92.9490, 93.2039, 91.0669, 89.8318, 89.7435, 90.3994, 90.7387, 88.0177,
        88.0867, 88.8439, 90.7781, 90.5416, 91.3894, 90.6500
    };

    /** investexcel.net, "How to Calculate MACD in Excel": the first 40 closes of its sheet. */
    private static final double[] MACD = {
        459.99, 448.85, 446.06, 450.81, 442.80, 448.97, 444.57, 441.40, 430.47, 420.05, 431.14, 425.66, 430.58, 431.72,
        437.87, 428.43, 428.35, 432.50, 443.66, 455.72, 454.49, 452.08, 452.73, 461.91, 463.58, 461.14, 452.08, 442.66,
        428.91, 429.79, 431.99, 427.72, 423.20, 426.21, 426.98, 435.69, 434.33, 429.80, 419.85, 426.24
    };

    /** StockCharts ChartSchool, "Average True Range (ATR)": high, low and close of QQQQ from 1 April 2010. */
    private static final double[][] ATR = {
        {48.70, 47.79, 48.16}, {48.72, 48.14, 48.61}, {48.90, 48.39, 48.75}, {48.87, 48.37, 48.63},
        {48.82, 48.24, 48.74}, {49.05, 48.64, 49.03}, {49.20, 48.94, 49.07}, {49.35, 48.86, 49.32},
        {49.92, 49.50, 49.91}, {50.19, 49.87, 50.13}, {50.12, 49.20, 49.53}, {49.66, 48.90, 49.50},
        {49.88, 49.43, 49.75}, {50.19, 49.73, 50.03}, {50.36, 49.26, 50.31}, {50.57, 50.09, 50.52},
        {50.65, 50.30, 50.41}, {50.43, 49.21, 49.34}, {49.63, 48.98, 49.37}, {50.33, 49.61, 50.23},
        {50.29, 49.20, 49.24}, {50.17, 49.43, 49.93}, {49.32, 48.08, 48.43}, {48.50, 47.64, 48.18},
        {48.32, 41.55, 46.57}, {46.80, 44.28, 45.41}, {47.80, 47.31, 47.77}, {48.39, 47.20, 47.72},
        {48.66, 47.90, 48.62}, {48.79, 47.73, 47.85}
    };

    @Test
    void simpleMovingAverageIsThatOfStockCharts() {
        assertThat(rounded("sma(10)", "sma", MOVING_AVERAGES, 2))
                .containsExactly(
                        22.22, 22.21, 22.23, 22.26, 22.31, 22.42, 22.61, 22.77, 22.91, 23.08, 23.21, 23.38, 23.53,
                        23.65, 23.71, 23.69, 23.61, 23.51, 23.43, 23.28, 23.13);
    }

    @Test
    void exponentialMovingAverageIsThatOfStockCharts() {
        assertThat(rounded("ema(10)", "ema", MOVING_AVERAGES, 8))
                .containsExactly(
                        22.22475,
                        22.21192273,
                        22.24477314,
                        22.26965075,
                        22.33169607,
                        22.51789678,
                        22.79680646,
                        22.97065983,
                        23.12733986,
                        23.27720534,
                        23.34204073,
                        23.42939696,
                        23.50990661,
                        23.53605086,
                        23.47258707,
                        23.4044076,
                        23.39015167,
                        23.2611241,
                        23.23139244,
                        23.08068473,
                        22.91556023);
    }

    @Test
    void relativeStrengthIndexIsThatOfStockCharts() {
        assertThat(rounded("rsi(14)", "rsi", RSI, 2))
                .containsExactly(
                        70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99,
                        41.46, 41.87, 45.46, 37.30, 33.08, 37.77);
        // PyAlgoTrade's test of the same sheet gives more digits of the first and the last.
        List<Double> more = rounded("rsi(14)", "rsi", RSI, 8);
        assertThat(more.get(0)).isEqualTo(70.53278948);
        assertThat(more.get(18)).isEqualTo(37.77295211);
    }

    @Test
    void bollingerBandsAreThoseOfStockCharts() {
        assertThat(rounded("bollinger(20,2)", "middle", BOLLINGER, 2))
                .containsExactly(
                        88.71, 89.05, 89.24, 89.39, 89.51, 89.69, 89.75, 89.91, 90.08, 90.38, 90.66, 90.86, 90.88,
                        90.91, 90.99, 91.15, 91.19, 91.12, 91.17, 91.25, 91.24, 91.17, 91.05);
        assertThat(rounded("bollinger(20,2)", "upper", BOLLINGER, 2))
                .containsExactly(
                        91.29, 91.95, 92.61, 92.93, 93.31, 93.73, 93.90, 94.27, 94.57, 94.79, 95.04, 94.91, 94.90,
                        94.90, 94.86, 94.67, 94.56, 94.68, 94.58, 94.53, 94.53, 94.37, 94.15);
        assertThat(rounded("bollinger(20,2)", "lower", BOLLINGER, 2))
                .containsExactly(
                        86.12, 86.14, 85.87, 85.85, 85.70, 85.65, 85.59, 85.56, 85.60, 85.98, 86.27, 86.82, 86.87,
                        86.91, 87.12, 87.63, 87.83, 87.56, 87.76, 87.97, 87.95, 87.96, 87.95);
    }

    @Test
    void macdIsThatOfInvestExcel() {
        IndicatorSpec spec = IndicatorSpec.parse("macd(12,26,9)");
        List<IndicatorValue> values = IndicatorSeries.compute(spec, TestCandles.closes(MACD));

        // The first signal is there with the ninth MACD, 8.275269503907623 being the first.
        assertThat(values).hasSize(7);
        assertThat(values.get(6).value("signal")).isCloseTo(-1.338100412582993, within(1e-12));
        assertThat(values.get(0).value("signal")).isCloseTo(3.037525868733945, within(1e-12));
        assertThat(macdLine()).startsWith(8.2752695039, 7.7033783815, 6.416074757, 4.2375197833, 2.5525833249);
    }

    /** The MACD line from its first value on: with a signal over one value it has no later beginning. */
    private static List<Double> macdLine() {
        return rounded("macd(12,26,1)", "macd", MACD, 10);
    }

    @Test
    void averageTrueRangeIsThatOfStockCharts() {
        List<Candle> candles = new ArrayList<>();
        for (double[] day : ATR) {
            candles.add(TestCandles.candle(candles.size(), day[0], day[1], day[2], 1, CandleStatus.COMPLETE));
        }
        List<IndicatorValue> values = IndicatorSeries.compute(IndicatorSpec.parse("atr(14)"), candles);

        // The sheet's prices are shown rounded to cents, its averages are of the unrounded ones: up to one cent apart.
        List<Double> published = List.of(
                0.55, 0.59, 0.59, 0.57, 0.61, 0.62, 0.64, 0.67, 0.69, 0.77, 0.78, 1.21, 1.30, 1.38, 1.37, 1.34, 1.32);
        assertThat(values).hasSameSizeAs(published);
        for (int i = 0; i < published.size(); i++) {
            assertThat(values.get(i).value()).as("ATR %d", i).isCloseTo(published.get(i), within(0.011));
        }
    }

    private static List<Double> rounded(String spec, String output, double[] closes, int decimals) {
        return IndicatorSeries.compute(IndicatorSpec.parse(spec), TestCandles.closes(closes)).stream()
                .map(value -> BigDecimal.valueOf(value.value(output))
                        .setScale(decimals, RoundingMode.HALF_UP)
                        .doubleValue())
                .toList();
    }
}
