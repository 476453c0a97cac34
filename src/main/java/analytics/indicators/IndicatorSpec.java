package analytics.indicators;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An indicator with its parameters: {@code bollinger(20,2)}. Two are equal if they say the same.
 *
 * @param parameters one value for each of the name's parameters, in their order, without trailing zeros
 */
public record IndicatorSpec(IndicatorName name, List<BigDecimal> parameters) {

    /** Long enough for every parameter with more digits than make sense, short enough to be parsed by anybody's request. */
    private static final int MAX_NUMBER_LENGTH = 12;

    private static final Pattern NUMBER = Pattern.compile("\\d{1,10}(\\.\\d{1,10})?");
    private static final Pattern TEXT = Pattern.compile("\\s*([a-z]+)\\s*(?:\\(([^()]*)\\))?\\s*");
    private static final Pattern BETWEEN_SPECS = Pattern.compile(",(?![^(]*\\))");

    /**
     * What is left of where a smoothed indicator began, as a part of 1, once it has {@link #settling settled}. A hundredth
     * of the promised 1e-9: that promise is about the value, which can be small beside what it was smoothed from.
     */
    private static final double REST = 1e-11;

    /** @throws IllegalArgumentException if a parameter is missing, too much or not allowed */
    public IndicatorSpec {
        Objects.requireNonNull(name, "name");
        parameters = parameters.stream().map(IndicatorSpec::plain).toList();
        List<IndicatorParameter> expected = name.parameters();
        if (parameters.size() != expected.size()) {
            throw new IllegalArgumentException(name.label() + " has " + count(expected.size()) + ", not "
                    + parameters.size() + " (" + name.allowed() + ")");
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!expected.get(i).allows(parameters.get(i))) {
                throw new IllegalArgumentException(name.label() + " cannot have '"
                        + parameters.get(i).toPlainString() + "' (" + name.allowed() + ")");
            }
        }
        if (name == IndicatorName.MACD && parameters.get(0).compareTo(parameters.get(1)) >= 0) {
            throw new IllegalArgumentException("macd needs a fast period below the slow one");
        }
    }

    /**
     * An indicator by its name and its parameters as they are written.
     *
     * @param parameters separated by commas; those left out at the end are the standard ones; null or empty for all standard
     * @throws IllegalArgumentException with a sentence that says what is allowed
     */
    public static IndicatorSpec of(IndicatorName name, String parameters) {
        List<BigDecimal> values = new ArrayList<>();
        if (parameters != null && !parameters.isBlank()) {
            for (String text : parameters.split(",", -1)) {
                values.add(number(name, text.strip()));
            }
        }
        for (int i = values.size(); i < name.parameters().size(); i++) {
            values.add(name.parameters().get(i).standard());
        }
        return new IndicatorSpec(name, values);
    }

    /**
     * Reads what {@link #toString} writes; {@code rsi} stands for {@code rsi(14)}.
     *
     * @throws IllegalArgumentException with a sentence that says what is allowed
     */
    public static IndicatorSpec parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'" + printable(text) + "' is no indicator: write it like rsi or bollinger(20,2)");
        }
        IndicatorName name = IndicatorName.find(matcher.group(1))
                .orElseThrow(() -> new IllegalArgumentException("there is no indicator '" + printable(matcher.group(1))
                        + "': there are " + String.join(", ", IndicatorName.labels())));
        return of(name, matcher.group(2));
    }

    /** The texts of several, separated by commas: {@code ema(20),bollinger(20,2)} are two. */
    public static List<String> split(String texts) {
        return texts.isBlank() ? List.of() : List.of(BETWEEN_SPECS.split(texts));
    }

    /** How many candles it takes until there is a value: the first ones have none. */
    public int warmUp() {
        return switch (name) {
            case SMA, EMA, VWAP, BOLLINGER, ATR -> whole(0);
            case RSI, VOLATILITY -> whole(0) + 1;
            case MACD -> whole(1) + whole(2) - 1;
        };
    }

    /**
     * After how many candles a value no longer depends on where the series began, to 1e-9 of it. For those that look at a
     * window it is the window; for those that are smoothed it is some thirteen (RSI and ATR: twenty-five) times the period.
     */
    public int settling() {
        return switch (name) {
            case SMA, VWAP, BOLLINGER, VOLATILITY -> warmUp();
            case EMA -> warmUp() + fading(Formulas.emaWeight(whole(0)));
            case RSI, ATR -> warmUp() + 1 + fading(Formulas.wilderWeight(whole(0)));
            case MACD -> warmUp() + fading(Formulas.emaWeight(whole(1))) + fading(Formulas.emaWeight(whole(2)));
        };
    }

    /** After how many steps of this weight the value before them counts for less than {@link #REST}. */
    private static int fading(double weight) {
        return weight >= 1 ? 0 : (int) Math.ceil(Math.log(REST) / Math.log(1 - weight));
    }

    int whole(int index) {
        return parameters.get(index).intValueExact();
    }

    double real(int index) {
        return parameters.get(index).doubleValue();
    }

    /** {@code bollinger(20,2)}: what {@link #parse} reads. */
    @Override
    public String toString() {
        return name.label()
                + parameters.stream().map(BigDecimal::toPlainString).collect(Collectors.joining(",", "(", ")"));
    }

    private static BigDecimal number(IndicatorName name, String text) {
        if (text.length() > MAX_NUMBER_LENGTH || !NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    name.label() + " cannot have '" + printable(text) + "' (" + name.allowed() + ")");
        }
        return new BigDecimal(text);
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String count(int parameters) {
        return parameters == 1 ? "1 parameter" : parameters + " parameters";
    }

    /** Somebody's text, made fit to be said back: short and without control characters. */
    private static String printable(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", "?");
        return plain.length() <= 40 ? plain : plain.substring(0, 40) + "…";
    }
}
