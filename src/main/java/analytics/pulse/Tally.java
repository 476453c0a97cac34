package analytics.pulse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import market.Quote;

/**
 * What some quotes add up to. Sums are exact, so the order of the quotes does not matter. Immutable.
 *
 * @param quotes how many
 * @param changes how many of them told a change
 * @param marketCap of the latest that told one; null if none did, as {@code marketCapSource} is then
 * @param marketCapMicros its event time, epoch µs
 * @param marketCapSource who told it: of several at one time the last by name is taken
 */
record Tally(
        int quotes,
        BigDecimal priceSum,
        int changes,
        BigDecimal changeSum,
        BigDecimal maxVolume,
        BigDecimal maxQuoteVolume,
        BigDecimal marketCap,
        long marketCapMicros,
        String marketCapSource) {

    static final Tally NONE = new Tally(0, BigDecimal.ZERO, 0, BigDecimal.ZERO, null, null, null, 0, null);

    /** Decimals of a mean, unless the quotes have more. A sum's own decimals never suffice for thirds. */
    private static final int MEAN_SCALE = 8;

    Tally plus(Quote quote) {
        boolean tellsChange = quote.changePercent() != null;
        boolean latest = quote.marketCap() != null && isBefore(quote);
        return new Tally(
                quotes + 1,
                priceSum.add(quote.price()),
                tellsChange ? changes + 1 : changes,
                tellsChange ? changeSum.add(quote.changePercent()) : changeSum,
                max(maxVolume, quote.volume()),
                max(maxQuoteVolume, quote.quoteVolume()),
                latest ? quote.marketCap() : marketCap,
                latest ? quote.eventTimeMicros() : marketCapMicros,
                latest ? quote.source() : marketCapSource);
    }

    BigDecimal averagePrice() {
        return mean(priceSum, quotes);
    }

    /** Null if no quote told a change. */
    BigDecimal averageChangePercent() {
        return changes == 0 ? null : mean(changeSum, changes);
    }

    private boolean isBefore(Quote quote) {
        if (marketCap == null || marketCapMicros != quote.eventTimeMicros()) {
            return marketCap == null || marketCapMicros < quote.eventTimeMicros();
        }
        return marketCapSource.compareTo(quote.source()) < 0;
    }

    private static BigDecimal mean(BigDecimal sum, int count) {
        return sum.divide(BigDecimal.valueOf(count), Math.max(sum.scale(), MEAN_SCALE), RoundingMode.HALF_EVEN);
    }

    private static BigDecimal max(BigDecimal known, BigDecimal next) {
        if (known == null || next == null) {
            return known == null ? next : known;
        }
        return known.max(next);
    }
}
