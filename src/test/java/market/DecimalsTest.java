package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {

    @ParameterizedTest
    @CsvSource({
        "100.00, 100",
        "0.500, 0.5",
        "0.00, 0",
        "1E+3, 1000",
        "1E-8, 0.00000001",
        "-2.50, -2.5",
        "61837.63000000, 61837.63"
    })
    void aValueHasOneText(BigDecimal value, String text) {
        assertThat(Decimals.text(value)).isEqualTo(text);
    }

    @Property
    void plainDigitsAreReadExactlyScaleKept(
            @ForAll @net.jqwik.api.constraints.BigRange(min = "-99999999999999999999", max = "99999999999999999999")
                    BigInteger digits,
            @ForAll @IntRange(max = 15) int scale) {
        BigDecimal value = new BigDecimal(digits, scale);

        assertThat(Decimals.parse(value.toPlainString(), "price")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "-", ".", "1.", ".5", "+1", "1e3", "1E3", "NaN", "1 ", " 1", "1,0", "0x1", "1..0", "\u0663"})
    void whatIsNotPlainDigitsIsRefusedByName(String text) {
        assertThatThrownBy(() -> Decimals.parse(text, "price"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("price must be a plain decimal, was '" + text + "'");
    }

    @Test
    void fortyCharactersAreEnough() {
        assertThat(Decimals.parse("0." + "1".repeat(38), "price").scale()).isEqualTo(38);
        assertThatThrownBy(() -> Decimals.parse("0." + "1".repeat(39), "price"))
                .hasMessage("price must have at most 40 characters, has 41");
    }

    @Test
    void controlCharactersAreNotSaidBack() {
        assertThatThrownBy(() -> Decimals.parse("1\u0000\n2", "price"))
                .hasMessage("price must be a plain decimal, was '1??2'");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0500, 0.0500",
        "1E+2, 100",
        "1.50E-7, 0.000000150",
        "-17, -17",
        "0E+30, 0",
        "1.5E+37, 15000000000000000000000000000000000000"
    })
    void aNumberLosesItsExponentAndNothingElse(String sent, String plain) {
        assertThat(Decimals.plain(new BigDecimal(sent), "price")).isEqualTo(new BigDecimal(plain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1E+38", "1E-39", "12E+37", "0E+38", "1E+2147483647", "1E-2147483647"})
    void anExponentThatStandsForManyDigitsIsRefusedUnwritten(String sent) {
        BigDecimal value = new BigDecimal(sent);

        assertThatThrownBy(() -> Decimals.plain(value, "price"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("price must be a number of at most 38 digits, was " + value);
    }

    @ParameterizedTest
    @CsvSource({
        "100, 110, 10.00",
        "100, 90, -10.00",
        "100, 100, 0.00",
        "3, 4, 33.33",
        "300, 100, -66.67",
        "0.00000003, 0.00000004, 33.33"
    })
    void theChangeOfTheDayIsInPercentWithTwoDecimals(BigDecimal open, BigDecimal now, String percent) {
        DayFigures day = new DayFigures(open, open, open, BigDecimal.ONE, BigDecimal.ONE, 1);

        assertThat(day.changePercent(now)).isEqualTo(percent);
    }
}
