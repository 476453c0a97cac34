package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TradeTest {

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "1e-999999999", "1e1", "100000000000000000000000000000000000000"})
    void aPriceWhosePlainTextWouldBeLongIsRefused(BigDecimal price) {
        assertThatThrownBy(() -> trade(price, 1, 1)).hasMessage("price must be a plain decimal of at most 38 digits");
    }

    @Test
    void aTradeIsComparedByTimeThenId() {
        Trade trade = trade(BigDecimal.ONE, 5, 1_000);

        assertThat(trade.isBefore(1_001, 1)).isTrue();
        assertThat(trade.isBefore(999, 9)).isFalse();
        assertThat(trade.isBefore(1_000, 6)).isTrue();
        assertThat(trade.isBefore(1_000, 5)).isFalse();
        assertThat(trade.isBefore(1_000, 4)).isFalse();
    }

    @Test
    void publishingChangesOnlyThePublishTime() {
        Trade trade = trade(BigDecimal.ONE, 5, 1_000_001);

        assertThat(trade.publishedAt(77))
                .usingRecursiveComparison()
                .ignoringFields("publishTimeMicros")
                .isEqualTo(trade);
        assertThat(trade.publishedAt(77).publishTimeMicros()).isEqualTo(77);
        assertThat(trade.eventTime()).isEqualTo(Instant.parse("1970-01-01T00:00:01.000001Z"));
    }

    private static Trade trade(BigDecimal price, long id, long micros) {
        return new Trade("binance:BTC-USDT", price, BigDecimal.ONE, TakerSide.BUY, id, micros, micros, micros);
    }
}
