package analytics.indicators;

import java.util.function.IntToDoubleFunction;
import org.ta4j.core.BarSeries;
import org.ta4j.core.indicators.CachedIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.NaN;
import org.ta4j.core.num.Num;

/** An indicator by a function of the index, from the first index at which it is defined. */
final class Computed extends CachedIndicator<Num> {

    private final int first;
    private final IntToDoubleFunction value;

    Computed(BarSeries series, int first, IntToDoubleFunction value) {
        super(series);
        this.first = first;
        this.value = value;
    }

    @Override
    protected Num calculate(int index) {
        return index < first ? NaN.NaN : DoubleNum.valueOf(value.applyAsDouble(index));
    }

    @Override
    public int getUnstableBars() {
        return first;
    }
}
