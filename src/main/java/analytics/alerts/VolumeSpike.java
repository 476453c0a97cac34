package analytics.alerts;

import java.util.Locale;
import java.util.Optional;
import market.AlertKind;
import market.Candle;

/**
 * How much more is traded than of late: the logarithm of the volume less its median, in robust standard deviations. The
 * settings' floor is the least such deviation: 0.3 for a third more or less.
 */
record VolumeSpike(DetectorSettings settings) implements Detector {

    @Override
    public AlertKind kind() {
        return AlertKind.VOLUME_SPIKE;
    }

    @Override
    public Optional<Reading> read(CandleHistory before, Candle candle) {
        if (before.size() < Math.max(1, settings.minimumHistory())) {
            return Optional.empty();
        }
        double over = Math.log(candle.volume().doubleValue()) - before.logVolume(settings.window());
        double value = over / Math.max(before.logVolumeScale(settings.window()), settings.floor());
        return Optional.of(new Reading(
                value,
                () -> String.format(
                        Locale.ROOT,
                        "traded %.1f times its usual volume within %s",
                        Math.exp(over),
                        candle.key().interval().label())));
    }
}
