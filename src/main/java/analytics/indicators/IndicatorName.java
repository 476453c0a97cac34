package analytics.indicators;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The indicators there are. Their definitions are in docs/indicators.md. */
public enum IndicatorName {
    SMA("sma", "Simple moving average", Scale.PRICE, List.of("sma"), period(20, 1, 1_000)),
    EMA("ema", "Exponential moving average", Scale.PRICE, List.of("ema"), period(20, 1, 400)),
    VWAP("vwap", "Volume-weighted average price", Scale.PRICE, List.of("vwap"), period(20, 1, 1_000)),
    BOLLINGER(
            "bollinger",
            "Bollinger bands",
            Scale.PRICE,
            List.of("middle", "upper", "lower"),
            period(20, 2, 1_000),
            IndicatorParameter.factor("width", "2", "0.1", "10")),
    RSI("rsi", "Relative strength index", Scale.HUNDRED, List.of("rsi"), period(14, 1, 200)),
    MACD(
            "macd",
            "Moving average convergence/divergence",
            Scale.PRICE_DIFFERENCE,
            List.of("macd", "signal", "histogram"),
            IndicatorParameter.candles("fast", 12, 1, 199),
            IndicatorParameter.candles("slow", 26, 2, 200),
            IndicatorParameter.candles("signal", 9, 1, 100)),
    ATR("atr", "Average true range", Scale.PRICE_DIFFERENCE, List.of("atr"), period(14, 1, 200)),
    VOLATILITY("volatility", "Rolling volatility", Scale.PERCENT, List.of("volatility"), period(20, 2, 1_000));

    /** What the values of an indicator are measured in, and so what it can be drawn with. */
    public enum Scale {
        /** A price in quote currency: it lies over the candles. */
        PRICE,
        /** A distance of prices in quote currency: it needs a scale of its own. */
        PRICE_DIFFERENCE,
        /** From 0 to 100. */
        HUNDRED,
        /** Percent a candle. */
        PERCENT
    }

    private final String label;
    private final String title;
    private final Scale scale;
    private final List<String> outputs;
    private final List<IndicatorParameter> parameters;

    IndicatorName(String label, String title, Scale scale, List<String> outputs, IndicatorParameter... parameters) {
        this.label = label;
        this.title = title;
        this.scale = scale;
        this.outputs = outputs;
        this.parameters = List.of(parameters);
    }

    private static IndicatorParameter period(int standard, int least, int most) {
        return IndicatorParameter.candles("period", standard, least, most);
    }

    /** The name that requests and addresses write: {@code bollinger}. */
    public String label() {
        return label;
    }

    /** The name for a person: {@code Bollinger bands}. */
    public String title() {
        return title;
    }

    public Scale scale() {
        return scale;
    }

    /** Whether it is drawn over the candles, rather than on a scale of its own. */
    public boolean overlaysPrice() {
        return scale == Scale.PRICE;
    }

    /** The names of its values, the main one first. */
    public List<String> outputs() {
        return outputs;
    }

    /** In the order in which they are written. */
    public List<IndicatorParameter> parameters() {
        return parameters;
    }

    /** The indicator with its standard parameters. */
    public IndicatorSpec standard() {
        return new IndicatorSpec(
                this, parameters.stream().map(IndicatorParameter::standard).toList());
    }

    /** The labels of all indicators. */
    public static List<String> labels() {
        return Arrays.stream(values()).map(IndicatorName::label).toList();
    }

    /** The indicator with this label, if there is one. */
    public static Optional<IndicatorName> find(String label) {
        return Arrays.stream(values()).filter(name -> name.label.equals(label)).findFirst();
    }

    /** What its parameters may be, for a person. */
    String allowed() {
        return parameters.stream().map(IndicatorParameter::allowed).collect(Collectors.joining("; "));
    }
}
