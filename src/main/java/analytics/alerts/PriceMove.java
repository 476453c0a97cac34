package analytics.alerts;

import java.util.Locale;
import java.util.Optional;
import market.AlertKind;
import market.Candle;

/**
 * How far a candle goes from the close before it, in robust standard deviations of the returns of late: a robust z-score. The
 * extremes of the candle count, not its close, so a single trade far off is found, too. The settings' floor is a part of the
 * price: smaller moves never count as the threshold.
 */
record PriceMove(DetectorSettings settings) implements Detector {

    @Override
    public AlertKind kind() {
        return AlertKind.PRICE_MOVE;
    }

    @Override
    public Optional<Reading> read(CandleHistory before, Candle candle) {
        if (before.size() < Math.max(2, settings.minimumHistory())) {
            return Optional.empty();
        }
        double reference = before.closeBefore(candle.key().startMicros());
        double up = Math.log(candle.high().doubleValue() / reference);
        double down = Math.log(reference / candle.low().doubleValue());
        double scale = Math.max(before.returnScale(settings.window()), settings.floor() / settings.threshold())
                * Math.sqrt(before.intervalsSince(candle.key().startMicros()));
        double value = Math.max(up, down) / scale;
        double percent = 100 * (up >= down ? Math.expm1(up) : Math.expm1(-down));
        return Optional.of(new Reading(
                value,
                () -> String.format(
                        Locale.ROOT,
                        "moved %+.2f %% within %s, %.1f times what is usual",
                        percent,
                        candle.key().interval().label(),
                        value)));
    }
}
