package ui;

import analytics.indicators.IndicatorSeries;
import analytics.indicators.IndicatorSeries.Change;
import analytics.indicators.IndicatorSpec;
import analytics.indicators.IndicatorValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import market.Candle;
import ui.components.CandleChart;

/**
 * The indicators of one chart. There are none before its history is there, since they would be of too few candles. Not
 * thread safe: used under its UI's lock.
 */
final class ChartIndicators {

    private final List<IndicatorSpec> specs;
    private final int shown;
    private final CandleChart chart;
    private IndicatorSeries series;

    /** @param shown at how many of the newest candles there are values */
    ChartIndicators(List<IndicatorSpec> specs, int shown, CandleChart chart) {
        this.specs = specs;
        this.shown = shown;
        this.chart = chart;
    }

    /** How many candles have to be read before those that are shown. */
    int before() {
        return IndicatorSeries.settling(specs);
    }

    /** Begins afresh with what is stored, oldest first, and what is shown of it in its newest version. */
    void begin(List<Candle> stored, List<Candle> newest) {
        if (specs.isEmpty()) {
            return;
        }
        series = new IndicatorSeries(specs, shown);
        stored.forEach(series::accept);
        newest.forEach(series::accept);
        showAll();
    }

    /** Follows candles that are new or changed, oldest first. */
    void update(List<Candle> candles) {
        if (series == null || candles.isEmpty()) {
            return;
        }
        boolean newestOnly = true;
        for (Candle candle : candles) {
            newestOnly &= series.accept(candle) != Change.EARLIER;
        }
        if (newestOnly) {
            List<IndicatorValue> values = new ArrayList<>();
            specs.forEach(spec -> values.addAll(series.newest(spec, candles.size())));
            chart.updateIndicators(values);
        } else {
            showAll();
        }
    }

    private void showAll() {
        Map<IndicatorSpec, List<IndicatorValue>> values = new LinkedHashMap<>();
        specs.forEach(spec -> values.put(spec, series.newest(spec, shown)));
        chart.setIndicators(values);
    }
}
