package analytics.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import market.CandleKey;
import market.Interval;
import org.junit.jupiter.api.Test;

class WatchTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final Watch watch = new Watch(AlertKind.PRICE_MOVE, null, null);

    @Test
    void whatGetsWorseIsTheSameAlertWithTheFiguresOfTheWorseMoment() {
        Alert first = raise(60, 7, 6, AlertSeverity.WARNING).orElseThrow();
        Alert worse = raise(62, 14, 7, AlertSeverity.CRITICAL).orElseThrow();

        assertThat(worse.id()).isEqualTo(first.id());
        assertThat(worse.revision()).isEqualTo(2);
        assertThat(worse.candle()).isEqualTo(first.candle());
        assertThat(worse.value()).isEqualByComparingTo(new BigDecimal("14"));
        assertThat(worse.threshold()).isEqualByComparingTo(new BigDecimal("7"));
        assertThat(raise(63, 20, 7, AlertSeverity.CRITICAL))
                .as("it is told once")
                .isEmpty();
        assertThat(raise(64, 8, 7, AlertSeverity.WARNING)).isEmpty();
    }

    /** As when the log is read again from its start. */
    @Test
    void whatWasBeforeTheAlertDoesNotMakeItWorse() {
        raise(60, 7, 6, AlertSeverity.WARNING);

        assertThat(raise(59, 14, 6, AlertSeverity.CRITICAL)).isEmpty();
        assertThat(raise(60, 14, 6, AlertSeverity.CRITICAL)).isPresent();
    }

    private Optional<Alert> raise(int minute, double value, double threshold, AlertSeverity severity) {
        return watch.raise(
                new Watch.Finding(value, threshold, severity, 0, "it moved"),
                new CandleKey("binance:BTC-USDT", Interval.M1, TestDay.minute(minute)),
                NOON,
                NOON);
    }
}
