package market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Figures of an instrument's last 24 hours, as a venue or an aggregator tells them. What is null was not told.
 *
 * @param instrument instrument id
 * @param source the venue or aggregator that told it
 * @param price in the quote currency; positive
 * @param changePercent of the price over 24 hours, 1.5 is one and a half percent
 * @param volume of 24 hours, in the base currency
 * @param quoteVolume of 24 hours, in the quote currency
 * @param marketCap in the quote currency
 * @param eventTimeMicros what time it is of, epoch µs, the source's clock
 * @param receiveTimeMicros when it arrived, epoch µs, our clock
 */
public record Quote(
        String instrument,
        String source,
        BigDecimal price,
        BigDecimal changePercent,
        BigDecimal volume,
        BigDecimal quoteVolume,
        BigDecimal marketCap,
        long eventTimeMicros,
        long receiveTimeMicros) {

    public Quote {
        Checks.id(instrument, "instrument");
        Checks.notBlank(source, "source");
        Checks.positive(price, "price");
    }

    /** What time it is of, by the source's clock. */
    public Instant eventTime() {
        return Instant.EPOCH.plus(eventTimeMicros, ChronoUnit.MICROS);
    }
}
