package api;

import analytics.indicators.IndicatorValue;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import market.Decimals;

/**
 * The answer of {@code indicators}.
 *
 * @param instrument instrument id
 * @param interval label, as in {@code 1m}
 * @param name the indicator's, as in {@code bollinger}
 * @param params its parameters, the standard ones too
 * @param points oldest first; none at candles at which there is no value yet
 * @param next the cursor to ask for what follows with; null if nothing does
 */
public record IndicatorPage(
        String instrument, String interval, String name, List<BigDecimal> params, List<Point> points, String next) {

    /**
     * The values at a candle.
     *
     * @param start of the candle's window, ISO-8601 UTC
     * @param open whether that candle is open, so that the values may change
     * @param values plain decimals by the name of the output
     */
    public record Point(String start, long startMs, boolean open, Map<String, String> values) {

        static Point of(IndicatorValue value) {
            Map<String, String> values = new LinkedHashMap<>();
            List<String> outputs = value.spec().name().outputs();
            for (int i = 0; i < outputs.size(); i++) {
                values.put(
                        outputs.get(i),
                        Decimals.text(IndicatorValue.rounded(value.values().get(i))));
            }
            return new Point(value.start().toString(), value.start().toEpochMilli(), value.open(), values);
        }
    }
}
