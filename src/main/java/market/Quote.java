package market;

import java.math.BigDecimal;
import java.math.RoundingMode;
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
        Checks.figure(changePercent, "changePercent");
        Checks.amount(volume, "volume");
        Checks.amount(quoteVolume, "quoteVolume");
        Checks.amount(marketCap, "marketCap");
    }

    /**
     * The change of a price, 1.5 is one and a half percent, to three decimals as Binance tells it.
     *
     * @param before null or 0 if there was no price yet
     * @return null if there was no price yet
     */
    public static BigDecimal changePercent(BigDecimal before, BigDecimal now) {
        if (before == null || before.signum() == 0) {
            return null;
        }
        Checks.amount(before, "the price before");
        return now.subtract(before).movePointRight(2).divide(before, 3, RoundingMode.HALF_EVEN);
    }

    /** What time it is of, by the source's clock. */
    public Instant eventTime() {
        return Instant.EPOCH.plus(eventTimeMicros, ChronoUnit.MICROS);
    }
}
