package analytics.indicators;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndicatorSpecTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rsi|rsi(14)",
                "rsi()|rsi(14)",
                "rsi(9)|rsi(9)",
                " bollinger( 20 , 2.50 ) |bollinger(20,2.5)",
                "bollinger(10)|bollinger(10,2)",
                "sma(100.0)|sma(100)",
                "macd(5)|macd(5,26,9)"
            })
    void oneIndicatorHasOneText(String text, String canonical) {
        IndicatorSpec spec = IndicatorSpec.parse(text);

        assertThat(spec).hasToString(canonical).isEqualTo(IndicatorSpec.parse(canonical));
        assertThat(spec.parameters()).hasSameSizeAs(spec.name().parameters());
    }

    @ParameterizedTest
    @EnumSource(IndicatorName.class)
    void standardParametersAreAllowedAndBounded(IndicatorName name) {
        IndicatorSpec spec = name.standard();

        assertThat(IndicatorSpec.of(name, null)).isEqualTo(spec);
        assertThat(IndicatorSpec.parse(spec.toString())).isEqualTo(spec);
        assertThat(spec.settling()).isGreaterThanOrEqualTo(spec.warmUp()).isLessThan(1_000);
    }

    /** What a request can make the server read and compute at most. */
    @ParameterizedTest
    @ValueSource(strings = {"sma(1000)", "ema(400)", "bollinger(1000,10)", "rsi(200)", "macd(199,200,100)", "atr(200)"})
    void theGreatestParametersNeedSomeThousandCandles(String text) {
        assertThat(IndicatorSpec.parse(text).settling()).isLessThanOrEqualTo(6_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sma(0)|sma cannot have '0' (period: a whole number from 1 to 1000, 20 if left out)",
                "sma(1.5)|sma cannot have '1.5' (period: a whole number from 1 to 1000, 20 if left out)",
                "sma(-1)|sma cannot have '-1' (period: a whole number from 1 to 1000, 20 if left out)",
                "sma(1e3)|sma cannot have '1e3' (period: a whole number from 1 to 1000, 20 if left out)",
                "sma(20,)|sma cannot have '' (period: a whole number from 1 to 1000, 20 if left out)",
                "sma(20,2)|sma has 1 parameter, not 2 (period: a whole number from 1 to 1000, 20 if left out)",
                "bollinger(20,0)|bollinger cannot have '0' (period: a whole number from 2 to 1000, 20 if left out; "
                        + "width: a number from 0.1 to 10, 2 if left out)",
                "macd(26,12,9)|macd needs a fast period below the slow one",
                "magic(3)|there is no indicator 'magic': there are sma, ema, vwap, bollinger, rsi, macd, atr, volatility",
                "sma(20|'sma(20' is no indicator: write it like rsi or bollinger(20,2)",
                "''|'' is no indicator: write it like rsi or bollinger(20,2)"
            })
    void whatIsWrongIsSaidWithWhatIsAllowed(String text, String message) {
        assertThatThrownBy(() -> IndicatorSpec.parse(text == null ? "" : text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void commasInsideOfParenthesesDoNotSeparate() {
        assertThat(IndicatorSpec.split("ema(20),bollinger(20,2),rsi"))
                .containsExactly("ema(20)", "bollinger(20,2)", "rsi");
        assertThat(IndicatorSpec.split(" ")).isEmpty();
        assertThat(IndicatorSpec.split("a(1,2")).containsExactly("a(1", "2");
    }

    @Test
    void outputsAreAskedForByName() {
        IndicatorValue value =
                new IndicatorValue(IndicatorSpec.parse("macd"), 0, false, java.util.List.of(1.0, 2.0, -1.0));

        assertThat(value.value("signal")).isEqualTo(2.0);
        assertThatThrownBy(() -> value.value("rsi"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("macd has no output 'rsi', it has macd, signal, histogram");
    }
}
