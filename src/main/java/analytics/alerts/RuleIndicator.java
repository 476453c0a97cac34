package analytics.alerts;

import analytics.indicators.IndicatorSeries;
import analytics.indicators.IndicatorSpec;
import java.util.List;
import java.util.OptionalDouble;
import market.Candle;

/**
 * An indicator as a rule names it.
 *
 * @param output which of its values; the main one is the first
 */
public record RuleIndicator(IndicatorSpec spec, String output) {

    /**
     * Reads {@code rsi(14)}, or {@code bollinger(20,2).upper} for another than the main value.
     *
     * @throws IllegalArgumentException with a sentence that says what is allowed
     */
    public static RuleIndicator parse(String text) {
        int dot = text.lastIndexOf('.');
        boolean named = dot > 0 && dot > text.lastIndexOf(')') && !text.endsWith(".");
        IndicatorSpec spec = IndicatorSpec.parse(named ? text.substring(0, dot) : text);
        List<String> outputs = spec.name().outputs();
        String output = named ? text.substring(dot + 1) : outputs.get(0);
        if (!outputs.contains(output)) {
            throw new IllegalArgumentException(
                    spec + " has no value '" + output + "', it has " + String.join(", ", outputs));
        }
        return new RuleIndicator(spec, output);
    }

    /** As it is written. */
    @Override
    public String toString() {
        return output.equals(spec.name().outputs().get(0)) ? spec.toString() : spec + "." + output;
    }

    /** Follows it from candle to candle. */
    Following follow() {
        return new Following(this);
    }

    /** The indicator of one instrument and interval. Not thread safe. */
    static final class Following {

        private final RuleIndicator indicator;
        private final IndicatorSeries series;

        private Following(RuleIndicator indicator) {
            this.indicator = indicator;
            this.series = new IndicatorSeries(indicator.spec());
        }

        /** How many candles it takes until where it began does not matter. */
        int warmUp() {
            return indicator.spec().settling();
        }

        /** Its value with this candle; empty while there were too few. */
        OptionalDouble accept(Candle closed) {
            series.accept(closed);
            return series.last(indicator.spec()).stream()
                    .mapToDouble(value -> value.value(indicator.output()))
                    .findFirst();
        }
    }
}
