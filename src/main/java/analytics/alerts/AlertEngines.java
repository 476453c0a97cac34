package analytics.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import market.AlertMemory;
import market.AlertRule;
import market.Instrument;
import market.Instruments;
import market.Interval;

/**
 * Makes engines that are all set up alike.
 *
 * @param retention for how long alerts that are over are kept
 * @param configured the rules of the settings
 * @param trades see {@link AlertEngine}
 * @param simulated see {@link AlertEngine}
 */
public record AlertEngines(
        AlertSettings settings,
        Duration retention,
        List<AlertRule> configured,
        Instruments instruments,
        AlertMemory memory,
        BiPredicate<Instrument, Instant> trades,
        Predicate<Instrument> simulated) {

    public AlertEngine newEngine() {
        return new AlertEngine(settings, instruments, memory, trades, simulated);
    }

    /** Of the candles that are always looked at, the open ones too. */
    public Interval interval() {
        return settings.interval();
    }
}
