package analytics.alerts;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;
import market.Candle;
import market.Interval;

/**
 * The closed candles of an instrument, oldest first, as numbers, and what is usual among them: computed once a candle, however
 * often it is asked for. Binary floating point is exact enough to say what is unusual; nothing of it is stored as a price. Not
 * thread safe.
 */
final class CandleHistory {

    /** Makes the median absolute deviation of a normal distribution its standard deviation. */
    private static final double MAD_TO_SIGMA = 1.4826;

    /** How many candles may come before those that are too old are dropped: moving them costs as much as to add so many. */
    private static final int SLACK = 256;

    private final Interval interval;
    private final int kept;
    private final Map<Question, Double> usual = new HashMap<>();
    private long[] starts;
    private double[] closes;
    private double[] highs;
    private double[] lows;
    private double[] volumes;
    private int size;
    private Candle unclosed;

    private enum What {
        RETURN_SCALE,
        LOG_VOLUME,
        LOG_VOLUME_SCALE,
        HIGHEST,
        LOWEST
    }

    /** @param window of so many candles */
    private record Question(What what, int window) {}

    /** @param kept how many candles are remembered at least, once so many were there */
    CandleHistory(Interval interval, int kept) {
        this.interval = interval;
        this.kept = kept;
        starts = new long[SLACK];
        closes = new double[SLACK];
        highs = new double[SLACK];
        lows = new double[SLACK];
        volumes = new double[SLACK];
    }

    /** Adds a closed candle, or takes it instead of the one that was known of its window. */
    void add(Candle candle) {
        long start = candle.key().startMicros();
        int at = Arrays.binarySearch(starts, 0, size, start);
        if (at < 0) {
            at = insertAt(-at - 1);
        }
        starts[at] = start;
        closes[at] = candle.close().doubleValue();
        highs[at] = candle.high().doubleValue();
        lows[at] = candle.low().doubleValue();
        volumes[at] = candle.volume().doubleValue();
        usual.clear();
        if (unclosed != null && unclosed.key().startMicros() <= newestStart()) {
            unclosed = null;
        }
    }

    /** A candle that is not closed yet, though later ones have begun: it stands for itself until it is. */
    void expect(Candle over) {
        if (size == 0 || over.key().startMicros() > newestStart()) {
            unclosed = over;
        }
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Whether this window's candle is here already. */
    boolean has(long startMicros) {
        return Arrays.binarySearch(starts, 0, size, startMicros) >= 0;
    }

    /** Start of the newest closed one, epoch µs. */
    long newestStart() {
        return starts[size - 1];
    }

    /** The close before a window. */
    double closeBefore(long startMicros) {
        return isUnclosedBefore(startMicros) ? unclosed.close().doubleValue() : closes[size - 1];
    }

    /** How many intervals before a window the last candle starts; 1 if nothing lies between them. */
    long intervalsSince(long startMicros) {
        long last = isUnclosedBefore(startMicros) ? unclosed.key().startMicros() : newestStart();
        return Math.max(1, (startMicros - last) / interval.micros());
    }

    private boolean isUnclosedBefore(long startMicros) {
        return unclosed != null && unclosed.key().startMicros() < startMicros;
    }

    /** The close of the last candle that was over at an instant, epoch µs; not a number if none is remembered. */
    double closeAt(long micros) {
        long lastStart = micros - interval.micros();
        if (unclosed != null && unclosed.key().startMicros() <= lastStart) {
            return unclosed.close().doubleValue();
        }
        int at = Arrays.binarySearch(starts, 0, size, lastStart);
        int last = at >= 0 ? at : -at - 2;
        return last < 0 ? Double.NaN : closes[last];
    }

    /**
     * How far the price usually goes in one candle: a robust standard deviation of the logarithmic returns from close to
     * close, those over missing windows scaled down to one.
     */
    double returnScale(int window) {
        return usual(What.RETURN_SCALE, window, () -> {
            int first = Math.max(1, size - window);
            return scale(values(
                    first,
                    i -> Math.log(closes[i] / closes[i - 1])
                            / Math.sqrt(Math.max(1, (starts[i] - starts[i - 1]) / interval.micros()))));
        });
    }

    /** The usual volume of a candle, as its logarithm: a median. */
    double logVolume(int window) {
        return usual(What.LOG_VOLUME, window, () -> median(values(size - window, i -> Math.log(volumes[i]))));
    }

    /** How far the logarithm of the volume usually is from its median: a robust standard deviation. */
    double logVolumeScale(int window) {
        return usual(What.LOG_VOLUME_SCALE, window, () -> scale(values(size - window, i -> Math.log(volumes[i]))));
    }

    /** The highest price of a window's candles and what came after them before this start. */
    double highest(int window, long startMicros) {
        double highest = usual(What.HIGHEST, window, () -> Arrays.stream(highs, Math.max(0, size - window), size)
                .max()
                .orElse(Double.NaN));
        return isUnclosedBefore(startMicros) ? Math.max(highest, unclosed.high().doubleValue()) : highest;
    }

    double lowest(int window, long startMicros) {
        double lowest = usual(What.LOWEST, window, () -> Arrays.stream(lows, Math.max(0, size - window), size)
                .min()
                .orElse(Double.NaN));
        return isUnclosedBefore(startMicros) ? Math.min(lowest, unclosed.low().doubleValue()) : lowest;
    }

    private double usual(What what, int window, Supplier<Double> computed) {
        return usual.computeIfAbsent(new Question(what, window), missing -> computed.get());
    }

    private double[] values(int first, IntToDoubleFunction value) {
        int from = Math.max(0, first);
        double[] values = new double[size - from];
        for (int i = from; i < size; i++) {
            values[i - from] = value.applyAsDouble(i);
        }
        return values;
    }

    private static double scale(double[] values) {
        double median = median(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.abs(values[i] - median);
        }
        return MAD_TO_SIGMA * median(values);
    }

    /** Sorts the values. */
    private static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }

    private int insertAt(int wanted) {
        int at = wanted;
        if (size == starts.length) {
            if (size < kept + SLACK) {
                grow(Math.min(kept + SLACK, 2 * size));
            } else {
                int dropped = size - kept;
                move(dropped, 0, kept);
                size = kept;
                at = Math.max(0, at - dropped);
            }
        }
        move(at, at + 1, size - at);
        size++;
        return at;
    }

    private void grow(int capacity) {
        starts = Arrays.copyOf(starts, capacity);
        closes = Arrays.copyOf(closes, capacity);
        highs = Arrays.copyOf(highs, capacity);
        lows = Arrays.copyOf(lows, capacity);
        volumes = Arrays.copyOf(volumes, capacity);
    }

    private void move(int from, int to, int count) {
        System.arraycopy(starts, from, starts, to, count);
        System.arraycopy(closes, from, closes, to, count);
        System.arraycopy(highs, from, highs, to, count);
        System.arraycopy(lows, from, lows, to, count);
        System.arraycopy(volumes, from, volumes, to, count);
    }
}
