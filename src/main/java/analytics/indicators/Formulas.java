package analytics.indicators;

import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.helpers.AmountIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.helpers.GainIndicator;
import org.ta4j.core.indicators.helpers.LossIndicator;
import org.ta4j.core.indicators.helpers.TRIndicator;
import org.ta4j.core.indicators.helpers.VolumeIndicator;
import org.ta4j.core.num.Num;

/** The definitions of docs/indicators.md, as ta4j indicators on a series that is asked index after index. */
final class Formulas {

    /** RSI where no price has moved at all: neither gains nor losses prevail. */
    private static final double NEUTRAL = 50;

    private Formulas() {}

    /** One indicator for each output of the spec's indicator, in their order; NaN where there is no value yet. */
    static List<Indicator<Num>> of(IndicatorSpec spec, BarSeries series) {
        Indicator<Num> close = new ClosePriceIndicator(series);
        return switch (spec.name()) {
            case SMA -> List.of(mean(close, spec.whole(0)));
            case EMA -> List.of(ema(close, 0, spec.whole(0)));
            case VWAP -> List.of(vwap(series, spec.whole(0)));
            case BOLLINGER -> bollinger(close, spec.whole(0), spec.real(1));
            case RSI -> List.of(rsi(close, spec.whole(0)));
            case MACD -> macd(close, spec.whole(0), spec.whole(1), spec.whole(2));
            case ATR -> List.of(wilder(new TRIndicator(series), 0, spec.whole(0)));
            case VOLATILITY -> List.of(volatility(close, spec.whole(0)));
        };
    }

    /** The weight of a new value in an EMA. */
    static double emaWeight(int period) {
        return 2.0 / (period + 1);
    }

    /** The weight of a new value in Wilder's smoothing. */
    static double wilderWeight(int period) {
        return 1.0 / period;
    }

    private static Indicator<Num> ema(Indicator<Num> source, int first, int period) {
        return new SeededAverage(source, first, period, emaWeight(period));
    }

    private static Indicator<Num> wilder(Indicator<Num> source, int first, int period) {
        return new SeededAverage(source, first, period, wilderWeight(period));
    }

    /** Not ta4j's SMA: see docs/decisions/014-indicators.md. */
    private static Indicator<Num> mean(Indicator<Num> source, int period) {
        return new Computed(source.getBarSeries(), period - 1, index -> Window.sum(source, index, period) / period);
    }

    private static Indicator<Num> vwap(BarSeries series, int period) {
        Indicator<Num> amount = new AmountIndicator(series);
        Indicator<Num> volume = new VolumeIndicator(series);
        return new Computed(
                series, period - 1, index -> Window.sum(amount, index, period) / Window.sum(volume, index, period));
    }

    private static List<Indicator<Num>> bollinger(Indicator<Num> close, int period, double width) {
        BarSeries series = close.getBarSeries();
        Indicator<Num> middle = mean(close, period);
        Indicator<Num> deviation = new Computed(
                series,
                period - 1,
                index -> Math.sqrt(Window.squares(
                                close, index, period, middle.getValue(index).doubleValue())
                        / period));
        return List.of(middle, plus(middle, deviation, width, period - 1), plus(middle, deviation, -width, period - 1));
    }

    private static Indicator<Num> rsi(Indicator<Num> close, int period) {
        Indicator<Num> gain = wilder(new GainIndicator(close), 1, period);
        Indicator<Num> loss = wilder(new LossIndicator(close), 1, period);
        return new Computed(close.getBarSeries(), period, index -> {
            double up = gain.getValue(index).doubleValue();
            double moved = up + loss.getValue(index).doubleValue();
            return moved == 0 ? NEUTRAL : 100 * up / moved;
        });
    }

    private static List<Indicator<Num>> macd(Indicator<Num> close, int fast, int slow, int smoothing) {
        Indicator<Num> macd = plus(ema(close, 0, fast), ema(close, 0, slow), -1, slow - 1);
        Indicator<Num> signal = ema(macd, slow - 1, smoothing);
        return List.of(macd, signal, plus(macd, signal, -1, slow + smoothing - 2));
    }

    private static Indicator<Num> volatility(Indicator<Num> close, int period) {
        Indicator<Num> change = new Computed(
                close.getBarSeries(),
                1,
                index -> Math.log(close.getValue(index).doubleValue()
                        / close.getValue(index - 1).doubleValue()));
        return new Computed(close.getBarSeries(), period, index -> {
            double mean = Window.sum(change, index, period) / period;
            return 100 * Math.sqrt(Window.squares(change, index, period, mean) / (period - 1));
        });
    }

    /** The sum of one indicator and a multiple of another. */
    private static Indicator<Num> plus(Indicator<Num> one, Indicator<Num> other, double factor, int first) {
        return new Computed(
                one.getBarSeries(),
                first,
                index -> one.getValue(index).doubleValue()
                        + factor * other.getValue(index).doubleValue());
    }
}
