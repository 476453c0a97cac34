package analytics.alerts;

import java.time.Duration;
import market.Interval;

/**
 * What alerts are raised for.
 *
 * @param interval of the candles that detectors and rules about prices look at: the shortest that is folded
 * @param priceMove its floor is a part of the price, 0.0025 for a quarter of a percent
 * @param volumeSpike its floor is a part of the volume, 0.3 for a third
 * @param rangeBreakout its floor is a part of the price
 * @param dayChange its threshold is in percent; window, minimum history and floor do not matter
 * @param spread between venues of the same pair
 * @param feedSilence for how long a feed is down before there is an alert
 * @param gap for how long trades are missing before there is an alert
 */
public record AlertSettings(
        Interval interval,
        DetectorSettings priceMove,
        DetectorSettings volumeSpike,
        DetectorSettings rangeBreakout,
        DetectorSettings dayChange,
        Spread spread,
        Duration feedSilence,
        Duration gap) {

    /**
     * @param percent by which the dearest venue is above the cheapest
     * @param lasting for how long it must be so
     * @param maxAge a price that is older, by the event time of its trade, is none
     */
    public record Spread(boolean enabled, double percent, Duration lasting, Duration maxAge, Duration cooldown) {

        /** What is built in. */
        public static final Spread STANDARD =
                new Spread(true, 0.5, Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ofMinutes(15));
    }
}
