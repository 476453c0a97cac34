package analytics.alerts;

import java.time.Duration;

/**
 * When a detector raises an alert and when it is over.
 *
 * @param threshold from this value on there is an alert; at twice this value it is critical
 * @param window how many candles say what is usual
 * @param minimumHistory how many candles there must be to say so
 * @param floor the least that counts, however quiet the market is, in the detector's own unit: see there
 * @param hysteresis an alert is over when a closed candle's value is below this part of the threshold
 * @param cooldown for how long after an alert there is no other of its kind and instrument
 */
public record DetectorSettings(
        boolean enabled,
        double threshold,
        int window,
        int minimumHistory,
        double floor,
        double hysteresis,
        Duration cooldown) {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    /** What is built in: see {@code docs/alerts.md} for what these values find and miss. */
    public static final DetectorSettings PRICE_MOVE = new DetectorSettings(true, 6, 60, 30, 0.0025, 0.5, QUARTER);

    public static final DetectorSettings VOLUME_SPIKE = new DetectorSettings(true, 5, 60, 30, 0.3, 0.5, QUARTER);

    public static final DetectorSettings RANGE_BREAKOUT = new DetectorSettings(true, 3, 240, 120, 0.0025, 0.5, QUARTER);

    public static final DetectorSettings DAY_CHANGE = new DetectorSettings(true, 5, 1, 1, 0, 0.8, Duration.ofHours(1));
}
