package analytics.pulse;

import java.math.BigDecimal;
import java.time.Duration;
import market.Pulse;
import market.Quote;

/** Quotes, pulses and the default settings, for tests. */
public final class TestPulse {

    public static final PulseClasses CLASSES = new PulseClasses(
            new BigDecimal("2"),
            new BigDecimal("5"),
            new BigDecimal("10"),
            new BigDecimal("20"),
            new BigDecimal("5"),
            new BigDecimal("2"),
            new BigDecimal("-2"),
            new BigDecimal("-5"));

    public static final PulseSettings SETTINGS = new PulseSettings(
            Duration.ofSeconds(30), Duration.ofSeconds(10), Duration.ofSeconds(60), Duration.ofDays(30), CLASSES);

    private TestPulse() {}

    /** @param change may be null */
    public static Quote quote(String instrument, String source, long eventTimeMicros, String price, String change) {
        return new Quote(
                instrument,
                source,
                new BigDecimal(price),
                change == null ? null : new BigDecimal(change),
                null,
                null,
                null,
                eventTimeMicros,
                eventTimeMicros);
    }

    /** Of one quote, in a window of 30 s. */
    public static Pulse pulse(String instrument, long startMicros, String price, String change, String quoteVolume) {
        BigDecimal percent = change == null ? null : new BigDecimal(change);
        return new Pulse(
                instrument,
                startMicros,
                30_000_000,
                new BigDecimal(price),
                percent,
                null,
                quoteVolume == null ? null : new BigDecimal(quoteVolume),
                null,
                1,
                false,
                0,
                percent == null ? null : CLASSES.volatility(percent),
                percent == null ? null : CLASSES.trend(percent));
    }
}
