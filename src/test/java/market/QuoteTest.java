package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteTest {

    @ParameterizedTest
    @CsvSource({
        "2000, 2500, 25.000",
        "2500, 2000, -20.000",
        "3, 4, 33.333",
        "3, 5, 66.667",
        "100.00, 100, 0.000",
        "0.00000001, 99999999999999999999, 999999999999999999989999999900.000"
    })
    void theChangeIsInPercentOfThePriceBefore(BigDecimal before, BigDecimal now, BigDecimal percent) {
        assertThat(Quote.changePercent(before, now)).isEqualTo(percent);
    }

    @Test
    void withoutAPriceBeforeThereIsNoChange() {
        assertThat(Quote.changePercent(null, BigDecimal.ONE)).isNull();
        assertThat(Quote.changePercent(new BigDecimal("0.00"), BigDecimal.ONE)).isNull();
        assertThatThrownBy(() -> Quote.changePercent(new BigDecimal("-1"), BigDecimal.ONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the price before must not be negative, was -1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e81", "1e-81", "1e999999999", "1e-999999999"})
    void noFigureIsLongerThanCanBeStored(String figure) {
        BigDecimal value = new BigDecimal(figure);

        assertThatThrownBy(() -> quote(value, null, null, null))
                .hasMessageStartingWith("changePercent must be a decimal");
        assertThatThrownBy(() -> quote(null, value, null, null)).hasMessageStartingWith("volume must be a decimal");
        assertThatThrownBy(() -> quote(null, null, value, null))
                .hasMessageStartingWith("quoteVolume must be a decimal");
        assertThatThrownBy(() -> quote(null, null, null, value)).hasMessageStartingWith("marketCap must be a decimal");
    }

    @Test
    void theChangeMayBeNegativeAndNoAmountMay() {
        BigDecimal value = new BigDecimal("-1.5");

        assertThat(quote(value, null, null, null).changePercent()).isEqualTo(value);
        assertThatThrownBy(() -> quote(null, value, null, null)).hasMessage("volume must not be negative, was -1.5");
        assertThatThrownBy(() -> quote(null, null, value, null))
                .hasMessage("quoteVolume must not be negative, was -1.5");
        assertThatThrownBy(() -> quote(null, null, null, value)).hasMessage("marketCap must not be negative, was -1.5");
    }

    private static Quote quote(BigDecimal change, BigDecimal volume, BigDecimal quoteVolume, BigDecimal marketCap) {
        return new Quote("a:B-C", "a", BigDecimal.ONE, change, volume, quoteVolume, marketCap, 1, 2);
    }
}
