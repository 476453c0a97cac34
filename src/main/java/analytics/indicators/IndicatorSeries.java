package analytics.indicators;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import market.Candle;
import market.CandleKey;
import org.ta4j.core.Bar;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.num.Num;

/**
 * Indicators of one instrument and interval, candle by candle. A new candle and a new version of the newest one cost as much
 * as the longest window, however long the series is; a new version of an earlier one has what is remembered computed again,
 * once, when a value is next asked for. What is remembered has a bound. Not thread safe.
 *
 * <p>Windows without trades have no candle and do not count: twenty candles are twenty windows with trades.
 */
public final class IndicatorSeries {

    /** What a candle has changed. */
    public enum Change {
        /** The newest value: of a candle that is new, or of the newest once more. */
        NEWEST,
        /** Values of earlier candles, and all that follow. */
        EARLIER,
        /** None: it is older than all that is remembered, and too old to matter. */
        NONE
    }

    private final int capacity;
    private final Function<Candle, CandleBar> toBar;
    private final Map<IndicatorSpec, List<Indicator<Num>>> indicators = new LinkedHashMap<>();
    private CandleKey first;
    private BarSeries series = new BaseBarSeries("candles", DoubleNum.ZERO);

    /** The index up to which all indicators have been computed; never the newest, which may change. */
    private int computedTo = -1;

    /** One indicator of which the newest values matter. */
    public IndicatorSeries(IndicatorSpec spec) {
        this(List.of(spec), 2);
    }

    /**
     * @param specs the indicators; one that is there twice counts once
     * @param remembered of how many of the newest candles values can be asked for, at least 1. Besides, as many candles
     *     are kept as it takes for these values not to depend on where the series began.
     */
    public IndicatorSeries(List<IndicatorSpec> specs, int remembered) {
        this(specs, remembered, CandleBar::new);
    }

    /** @param toBar for tests that count what is read */
    IndicatorSeries(List<IndicatorSpec> specs, int remembered, Function<Candle, CandleBar> toBar) {
        if (specs.isEmpty() || remembered < 1) {
            throw new IllegalArgumentException("there must be an indicator and something to remember");
        }
        this.capacity = settling(specs) + remembered;
        this.toBar = toBar;
        specs.forEach(spec -> indicators.put(spec, List.of()));
        begin(new ArrayList<>());
    }

    /** How many candles before the first value that matters all these indicators need. */
    public static int settling(List<IndicatorSpec> specs) {
        return specs.stream().mapToInt(IndicatorSpec::settling).max().orElse(0);
    }

    /** The values of an indicator at these candles, oldest first; none at those before it has a value. */
    public static List<IndicatorValue> compute(IndicatorSpec spec, List<Candle> oldestFirst) {
        if (oldestFirst.isEmpty()) {
            return List.of();
        }
        IndicatorSeries series = new IndicatorSeries(List.of(spec), oldestFirst.size());
        oldestFirst.forEach(series::accept);
        return series.newest(spec, oldestFirst.size());
    }

    /** In the order in which they were given. */
    public List<IndicatorSpec> specs() {
        return List.copyOf(indicators.keySet());
    }

    /**
     * Takes in a candle: the next one, or another version of one that came before. What comes last counts; of two versions
     * the caller knows which is newer.
     *
     * @throws IllegalArgumentException if it is of another instrument or interval than those before
     */
    public Change accept(Candle candle) {
        check(candle.key());
        long start = candle.key().startMicros();
        if (series.isEmpty() || start > bar(series.getEndIndex()).startMicros()) {
            // Before an old candle is forgotten for the new one, what depends on it has to be known.
            computeTo(series.getEndIndex());
            series.addBar(toBar.apply(candle));
            computeTo(series.getEndIndex() - 1);
            return Change.NEWEST;
        }
        if (start == bar(series.getEndIndex()).startMicros()) {
            series.addBar(toBar.apply(candle), true);
            return Change.NEWEST;
        }
        return correct(candle);
    }

    /** The value at the newest candle; empty while there are too few candles for one. */
    public Optional<IndicatorValue> last(IndicatorSpec spec) {
        List<IndicatorValue> newest = newest(spec, 1);
        return newest.isEmpty() ? Optional.empty() : Optional.of(newest.get(0));
    }

    /** The value at the newest candle, of the first of the indicators; empty while there are too few candles for one. */
    public Optional<IndicatorValue> last() {
        return last(indicators.keySet().iterator().next());
    }

    /**
     * The values at the newest candles, oldest first; fewer where there are none yet. For a crossing compare the last two.
     *
     * @param count of how many candles
     * @throws IllegalArgumentException if this series does not compute such an indicator
     */
    public List<IndicatorValue> newest(IndicatorSpec spec, int count) {
        List<Indicator<Num>> outputs = indicators.get(spec);
        if (outputs == null) {
            throw new IllegalArgumentException("this series does not compute " + spec);
        }
        computeTo(series.getEndIndex() - 1);
        List<IndicatorValue> values = new ArrayList<>();
        int oldest = Math.max(series.getEndIndex() - count + 1, Math.max(0, series.getBeginIndex()));
        for (int i = oldest; i <= series.getEndIndex(); i++) {
            value(spec, outputs, i).ifPresent(values::add);
        }
        return values;
    }

    /** How many candles are held in memory at present. */
    int size() {
        return series.getBarCount();
    }

    private Optional<IndicatorValue> value(IndicatorSpec spec, List<Indicator<Num>> outputs, int index) {
        List<Double> values = new ArrayList<>(outputs.size());
        for (Indicator<Num> output : outputs) {
            double value = output.getValue(index).doubleValue();
            if (!Double.isFinite(value)) {
                return Optional.empty();
            }
            values.add(value);
        }
        CandleBar bar = bar(index);
        return Optional.of(new IndicatorValue(spec, bar.startMicros(), bar.isOpen(), values));
    }

    private Change correct(Candle candle) {
        long start = candle.key().startMicros();
        List<Bar> bars = new ArrayList<>(series.getBarData());
        int index = Collections.binarySearch(
                bars.stream().map(bar -> ((CandleBar) bar).startMicros()).toList(), start);
        if (index >= 0) {
            bars.set(index, toBar.apply(candle));
        } else if (index == -1 && bars.size() == capacity) {
            return Change.NONE;
        } else {
            bars.add(-index - 1, toBar.apply(candle));
            if (bars.size() > capacity) {
                bars.remove(0);
            }
        }
        begin(bars);
        return Change.EARLIER;
    }

    /** Starts afresh with these bars; nothing is computed until it is needed. */
    private void begin(List<Bar> bars) {
        series = new BaseBarSeries("candles", bars, DoubleNum.ZERO);
        series.setMaximumBarCount(capacity);
        computedTo = -1;
        indicators.replaceAll((spec, outputs) -> Formulas.of(spec, series));
    }

    /** One index after the other, each once: each finds the value of the index before it. */
    private void computeTo(int index) {
        for (int i = computedTo + 1; i <= index; i++) {
            for (List<Indicator<Num>> outputs : indicators.values()) {
                for (Indicator<Num> output : outputs) {
                    output.getValue(i);
                }
            }
            computedTo = i;
        }
    }

    private void check(CandleKey key) {
        if (first == null) {
            first = key;
        } else if (key.interval() != first.interval() || !key.instrument().equals(first.instrument())) {
            throw new IllegalArgumentException(
                    "a series of " + first.instrument() + " " + first.interval().label() + " cannot take a candle of "
                            + key.instrument() + " " + key.interval().label());
        }
    }

    private CandleBar bar(int index) {
        return (CandleBar) series.getBar(index);
    }
}
