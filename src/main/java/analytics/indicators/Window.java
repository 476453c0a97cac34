package analytics.indicators;

import org.ta4j.core.Indicator;
import org.ta4j.core.num.Num;

/** Sums over the last values of an indicator, added up anew each time: what is not carried on cannot drift. */
final class Window {

    private Window() {}

    /** The sum of the {@code count} values that end at an index. */
    static double sum(Indicator<Num> source, int end, int count) {
        double sum = 0;
        for (int i = end - count + 1; i <= end; i++) {
            sum += source.getValue(i).doubleValue();
        }
        return sum;
    }

    /** The sum of the squared distances from {@code mean} of the {@code count} values that end at an index. */
    static double squares(Indicator<Num> source, int end, int count, double mean) {
        double sum = 0;
        for (int i = end - count + 1; i <= end; i++) {
            double distance = source.getValue(i).doubleValue() - mean;
            sum += distance * distance;
        }
        return sum;
    }
}
