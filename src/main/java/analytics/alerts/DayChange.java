package analytics.alerts;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import market.AlertKind;
import market.Candle;

/** How far, in percent, a candle goes from the price of 24 hours before it. */
record DayChange(DetectorSettings settings) implements Detector {

    private static final long DAY_MICROS = Duration.ofDays(1).toMillis() * 1_000;

    @Override
    public AlertKind kind() {
        return AlertKind.DAY_CHANGE;
    }

    @Override
    public Optional<Reading> read(CandleHistory before, Candle candle) {
        double reference = before.closeAt(candle.key().startMicros() - DAY_MICROS);
        if (Double.isNaN(reference)) {
            return Optional.empty();
        }
        double up = candle.high().doubleValue() / reference - 1;
        double down = candle.low().doubleValue() / reference - 1;
        double change = 100 * (Math.abs(up) >= Math.abs(down) ? up : down);
        return Optional.of(new Reading(
                Math.abs(change), () -> String.format(Locale.ROOT, "is %+.2f %% from 24 hours ago", change)));
    }
}
