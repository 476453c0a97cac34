package benchmark;

import java.time.Duration;
import java.util.List;
import market.Interval;

/** What every engine folds. */
public final class Candles {

    public static final List<Interval> INTERVALS = List.of(Interval.M1, Interval.M5, Interval.M15);

    /** How long a candle waits for trades that are late: Souk's default. */
    public static final Duration LATENESS = Duration.ofSeconds(10);

    /** How often the other engines make durable what they counted. */
    public static final Duration COMMIT_INTERVAL = Duration.ofSeconds(1);

    private Candles() {}
}
