package analytics.indicators;

import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.RecursiveCachedIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.NaN;
import org.ta4j.core.num.Num;

/**
 * An exponentially smoothed average that begins, as the published definitions of EMA, MACD, RSI and ATR do, with the simple
 * average of its first n values. ta4j's own begins with the first value alone.
 */
final class SeededAverage extends RecursiveCachedIndicator<Num> {

    private final Indicator<Num> source;
    private final int seeded;
    private final int count;
    private final double weight;

    /**
     * @param first the index of the source's first value
     * @param count of how many values the first average is
     * @param weight of a new value, above 0 and at most 1
     */
    SeededAverage(Indicator<Num> source, int first, int count, double weight) {
        super(source);
        this.source = source;
        this.seeded = first + count - 1;
        this.count = count;
        this.weight = weight;
    }

    @Override
    protected Num calculate(int index) {
        if (index < seeded) {
            return NaN.NaN;
        }
        if (index == seeded) {
            return DoubleNum.valueOf(Window.sum(source, index, count) / count);
        }
        double before = getValue(index - 1).doubleValue();
        return DoubleNum.valueOf(before + weight * (source.getValue(index).doubleValue() - before));
    }

    @Override
    public int getUnstableBars() {
        return seeded;
    }
}
