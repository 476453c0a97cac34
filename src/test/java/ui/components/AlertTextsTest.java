package ui.components;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;
import market.AlertKind;
import market.Instrument;
import org.junit.jupiter.api.Test;
import ui.TestMarket;

class AlertTextsTest {

    private static final Optional<Instrument> BTC = Optional.of(TestMarket.BTC);

    @Test
    void figuresHaveTheUnitOfTheirKind() {
        assertThat(figure(AlertKind.PRICE_MOVE, "7.314159")).isEqualTo("7.31 σ");
        assertThat(figure(AlertKind.VENUE_SPREAD, "0.5")).isEqualTo("0.5 %");
        assertThat(figure(AlertKind.SILENCE, "95")).isEqualTo("1 min 35 s");
        assertThat(figure(AlertKind.PRICE_CROSSES, "100000")).isEqualTo("100,000.00");
        assertThat(figure(AlertKind.VOLUME_OVER, "1234.5")).isEqualTo("1,234.5 BTC");
        assertThat(figure(AlertKind.INDICATOR_CROSSES, "70")).isEqualTo("70");
    }

    @Test
    void figureOfAnInstrumentThatIsGoneIsShownAllTheSame() {
        assertThat(AlertTexts.figure(AlertKind.PRICE_CROSSES, new BigDecimal("100000"), Optional.empty()))
                .isEqualTo("100,000");
        assertThat(AlertTexts.figure(AlertKind.GAP, null, Optional.empty())).isEqualTo("–");
    }

    @Test
    void everyKindHasANameOfItsOwn() {
        assertThat(Arrays.stream(AlertKind.values()).map(AlertTexts::kind)).doesNotHaveDuplicates();
    }

    @Test
    void oneIsNotMany() {
        assertThat(AlertTexts.count(1, "alert")).isEqualTo("1 alert");
        assertThat(AlertTexts.count(1_200, "alert")).isEqualTo("1,200 alerts");
    }

    private static String figure(AlertKind kind, String value) {
        return AlertTexts.figure(kind, new BigDecimal(value), BTC);
    }
}
