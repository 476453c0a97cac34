package market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What the quotes of an instrument said in one window of event time. What is null was not told by any of them.
 *
 * @param instrument instrument id
 * @param startMicros of the window, epoch µs; a multiple of its length
 * @param lengthMicros of the window, µs
 * @param averagePrice mean of the quotes' prices, quote currency
 * @param averageChangePercent mean of their changes over 24 hours, 1.5 is one and a half percent
 * @param maxVolume the greatest 24-hour volume, base currency
 * @param maxQuoteVolume the greatest 24-hour volume, quote currency
 * @param marketCap of the latest quote that told one, quote currency
 * @param quotes how many
 * @param derived whether they are Souk's own, from its last trades, since nobody else told any
 * @param late how many came after the window was closed, and so are not in the figures
 * @param volatility null if no quote told a change; so is {@code trend}
 */
public record Pulse(
        String instrument,
        long startMicros,
        long lengthMicros,
        BigDecimal averagePrice,
        BigDecimal averageChangePercent,
        BigDecimal maxVolume,
        BigDecimal maxQuoteVolume,
        BigDecimal marketCap,
        int quotes,
        boolean derived,
        int late,
        Volatility volatility,
        Trend trend) {

    public Pulse {
        Checks.id(instrument, "instrument");
        if (lengthMicros <= 0 || startMicros < 0 || startMicros % lengthMicros != 0) {
            throw new IllegalArgumentException("a window starts at a multiple of its length, this one of "
                    + lengthMicros + " µs at " + startMicros);
        }
        if (averagePrice == null) {
            throw new IllegalArgumentException("averagePrice is missing");
        }
        Checks.amount(averagePrice, "averagePrice");
        Checks.figure(averageChangePercent, "averageChangePercent");
        Checks.amount(maxVolume, "maxVolume");
        Checks.amount(maxQuoteVolume, "maxQuoteVolume");
        Checks.amount(marketCap, "marketCap");
        if (quotes < 1 || late < 0) {
            throw new IllegalArgumentException(
                    "a pulse is of at least one quote, this one of " + quotes + ", and of " + late + " late ones");
        }
        if ((averageChangePercent == null) != (volatility == null) || (volatility == null) != (trend == null)) {
            throw new IllegalArgumentException("a change, its volatility and its trend go together");
        }
    }

    public Instant start() {
        return Instant.EPOCH.plus(startMicros, ChronoUnit.MICROS);
    }

    /** The first instant after the window. */
    public Instant end() {
        return Instant.EPOCH.plus(startMicros + lengthMicros, ChronoUnit.MICROS);
    }

    /** This pulse, with another count of quotes that came too late for it. */
    public Pulse withLate(int count) {
        return new Pulse(
                instrument,
                startMicros,
                lengthMicros,
                averagePrice,
                averageChangePercent,
                maxVolume,
                maxQuoteVolume,
                marketCap,
                quotes,
                derived,
                count,
                volatility,
                trend);
    }

    /** The one of two pulses whose window starts later; the second if they are of the same window. */
    public static Pulse later(Pulse one, Pulse other) {
        return other.startMicros < one.startMicros ? one : other;
    }
}
