package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.stream.IntStream;
import market.TradingHours;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MarketProfileTest {

    private static final MarketProfile APPLE = MarketProfile.of("aapl", TradingHours.ALWAYS);

    @Test
    void stocksAreBusyAtTheOpenAndTheCloseAndCryptoIsNot() {
        assertThat(APPLE.volumeProfile()).isEqualTo(VolumeProfile.U_SHAPED);
        assertThat(APPLE.quantityDecimals()).isZero();
        assertThat(MarketProfile.of("BTCUSDT", TradingHours.ALWAYS).volumeProfile())
                .isEqualTo(VolumeProfile.FLAT);
        assertThat(MarketProfile.of("NOBODY", TradingHours.ALWAYS).volumeProfile())
                .isEqualTo(VolumeProfile.FLAT);
        assertThat(MarketProfile.of("NOBODY", Markets.DAYTIME).volumeProfile()).isEqualTo(VolumeProfile.U_SHAPED);
    }

    @ParameterizedTest
    @EnumSource
    void overASessionTheMeanIsOneAndThePeakIsNeverPassed(VolumeProfile profile) {
        assertThat(IntStream.range(0, 10_000)
                        .mapToDouble(i -> profile.at((i + 0.5) / 10_000))
                        .average()
                        .orElseThrow())
                .isCloseTo(1, within(1e-6));
        assertThat(IntStream.rangeClosed(0, 1_000).mapToDouble(i -> profile.at(i / 1_000.0)))
                .allSatisfy(times -> assertThat(times).isPositive().isLessThanOrEqualTo(profile.peak()));
    }

    @Test
    void aChangeChangesWhatItNamesAlone() {
        MarketProfile changed = APPLE.with(new ProfileChange(null, 0.9, null, 3.0, VolumeProfile.FLAT))
                .withBasePrice(BigDecimal.TEN);

        assertThat(changed)
                .isEqualTo(new MarketProfile(
                        BigDecimal.TEN, APPLE.drift(), 0.9, APPLE.typicalNotional(), 3, 0, VolumeProfile.FLAT));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "10.1 | -    | -    | -    | drift must be a number from -10 to 10, was 10.1",
                "NaN  | -    | -    | -    | drift must be a number from -10 to 10, was NaN",
                "-    | -0.1 | -    | -    | volatility must be a number from 0 to 10, was -0.1",
                "-    | -    | 0    | -    | typicalNotional must be a number from 0.001 to 1000000000, was 0",
                "-    | -    | -    | 1001 | weight must be a number from 0.001 to 1000, was 1001",
                "-    | -    | -    | Infinity | weight must be a number from 0.001 to 1000, was Infinity",
            })
    void whatIsOutOfRangeIsRefusedWithItsRange(
            Double drift, Double volatility, Double notional, Double weight, String told) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> APPLE.with(new ProfileChange(drift, volatility, notional, weight, null)))
                .withMessage(told);
    }

    @Test
    void aBasePriceIsPositive() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> APPLE.withBasePrice(BigDecimal.ZERO))
                .withMessage("basePrice must be more than 0, was 0");
    }
}
