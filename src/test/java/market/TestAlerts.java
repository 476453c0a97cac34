package market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/** Alerts as detectors raise them. */
public final class TestAlerts {

    private static final Instant AT = Instant.parse("2026-01-01T00:00:41.120Z");

    private TestAlerts() {}

    /** A price that moved, by the id that belongs to this number. */
    public static Alert move(int number) {
        return move(number, AlertSeverity.WARNING);
    }

    public static Alert move(int number, AlertSeverity severity) {
        return new Alert(
                id(number),
                AlertKind.PRICE_MOVE,
                severity,
                "binance:BTC-USDT",
                null,
                null,
                new BigDecimal("7.31"),
                new BigDecimal("6"),
                new CandleKey("binance:BTC-USDT", Interval.M1, 1_767_225_600_000_000L),
                AT,
                AT.plusMillis(82),
                null,
                null,
                null,
                1,
                "BTC/USDT on binance moved by 0.8 % & <more>");
    }

    public static Alert silence(int number) {
        return new Alert(
                id(number),
                AlertKind.FEED_SILENCE,
                AlertSeverity.CRITICAL,
                null,
                "kraken",
                null,
                null,
                null,
                null,
                AT,
                AT,
                null,
                null,
                null,
                1,
                "The feed kraken is down");
    }

    /** The next revision, of which somebody has taken note. */
    public static Alert acknowledged(Alert alert) {
        return new Alert(
                alert.id(),
                alert.kind(),
                alert.severity(),
                alert.instrument(),
                alert.feed(),
                alert.rule(),
                alert.value(),
                alert.threshold(),
                alert.candle(),
                alert.eventTime(),
                alert.detectedAt(),
                null,
                AT.plusSeconds(10),
                "admin",
                alert.revision() + 1,
                alert.text());
    }

    public static Alert resolved(Alert alert) {
        return alert.resolved(AT.plusSeconds(20));
    }

    public static UUID id(int number) {
        return new UUID(0, number);
    }
}
