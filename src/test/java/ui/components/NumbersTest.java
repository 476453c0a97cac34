package ui.components;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import ui.TestMarket;

class NumbersTest {

    @ParameterizedTest
    @CsvSource({"64123.4, 64123.40", "64123.45, 64123.45", "64123, 64123.00", "0.123456, 0.123456", "6E+4, 60000.00"})
    void priceHasTheTicksDecimalsAndLosesNoDigit(String price, String shown) {
        assertThat(Numbers.price(new BigDecimal(price), TestMarket.BTC)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"'64123.45', '64,123.45'", "'999.5', '999.5'", "'1000000', '1,000,000'", "'0.123456', '0.123456'"})
    void wholePartIsGrouped(String decimal, String shown) {
        assertThat(Numbers.grouped(decimal)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "1234567, 1.23 M",
        "999, 999",
        "1000, 1.00 K",
        "999999, 1.00 M",
        "123456, 123 K",
        "2.5E9, 2.50 B",
        "3E12, 3.00 T",
        "0.123456, 0.1235",
        "0, 0"
    })
    void largeAmountsAreShort(BigDecimal amount, String shown) {
        assertThat(Numbers.compact(amount)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1.204, ▲ +1.20 %", "-0.5, ▼ −0.50 %", "0.00, 0.00 %"})
    void changeTellsItsDirectionWithoutColour(BigDecimal percent, String shown) {
        assertThat(Numbers.change(percent)).isEqualTo(shown);
    }

    @Test
    void durationShowsItsTwoLargestUnits() {
        assertThat(Numbers.duration(Duration.ofSeconds(9))).isEqualTo("9 s");
        assertThat(Numbers.duration(Duration.ofSeconds(725))).isEqualTo("12 min 5 s");
        assertThat(Numbers.duration(Duration.ofMinutes(61))).isEqualTo("1 h 1 min");
        assertThat(Numbers.duration(Duration.ofHours(76))).isEqualTo("3 d 4 h");
    }
}
