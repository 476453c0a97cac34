package analytics.alerts;

import java.util.Locale;
import java.util.Optional;
import market.AlertKind;
import market.Candle;

/**
 * How far the price is beyond the highest and lowest of the window, in robust standard deviations of the returns in it: a new
 * high by a tick is none. The settings' floor is a part of the price: less never counts as the threshold.
 */
record RangeBreakout(DetectorSettings settings) implements Detector {

    @Override
    public AlertKind kind() {
        return AlertKind.RANGE_BREAKOUT;
    }

    @Override
    public Optional<Reading> read(CandleHistory before, Candle candle) {
        if (before.size() < Math.max(2, settings.minimumHistory())) {
            return Optional.empty();
        }
        double high = before.highest(settings.window(), candle.key().startMicros());
        double low = before.lowest(settings.window(), candle.key().startMicros());
        double above = Math.log(candle.high().doubleValue() / high);
        double below = Math.log(low / candle.low().doubleValue());
        double scale = Math.max(before.returnScale(settings.window()), settings.floor() / settings.threshold());
        return Optional.of(new Reading(
                Math.max(above, below) / scale,
                () -> above >= below
                        ? String.format(Locale.ROOT, "rose %.2f %% above its range", 100 * Math.expm1(above))
                        : String.format(Locale.ROOT, "fell %.2f %% below its range", -100 * Math.expm1(-below))));
    }
}
