package analytics.pulse;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import market.Instrument;
import market.Instruments;
import market.Pulse;

/**
 * What all instruments together do. Volumes of different quote currencies are never added.
 *
 * @param instruments how many have a pulse
 * @param risers how many of them are above their price of 24 hours ago
 * @param fallers how many are below
 * @param averageChangePercent mean of the changes, each instrument the same; null if none has one
 * @param breadth risers less fallers as a share of those that have a change, from -1 to 1; null if none has one
 * @param markets by quote currency, that of the most instruments first
 * @param gainers those that rose most, at most {@link #MOVERS}, the greatest change first
 * @param losers those that fell most, likewise
 */
public record MarketOverview(
        int instruments,
        int risers,
        int fallers,
        BigDecimal averageChangePercent,
        BigDecimal breadth,
        List<QuoteMarket> markets,
        List<Pulse> gainers,
        List<Pulse> losers) {

    /** How many are told of those that moved most, each way. */
    public static final int MOVERS = 5;

    /** From three risers on two fallers a mood is one: below it, chance does as much. */
    private static final BigDecimal MOOD = new BigDecimal("0.2");

    private static final int SCALE = 4;

    private static final Comparator<Pulse> BY_CHANGE =
            Comparator.comparing(Pulse::averageChangePercent).thenComparing(Pulse::instrument);

    /**
     * The instruments that have the same quote currency.
     *
     * @param volume the sum of their greatest 24-hour volumes, in that currency; where a quote told the base currency's only, at
     *     its window's average price
     * @param weightedChangePercent mean of their changes, weighted with these volumes; null if there is none
     */
    public record QuoteMarket(String quote, int instruments, BigDecimal volume, BigDecimal weightedChangePercent) {}

    /** @param latest one pulse an instrument; of one that is not registered it is left out */
    public static MarketOverview of(Collection<Pulse> latest, Instruments registry) {
        Map<String, List<Pulse>> byQuote = new TreeMap<>();
        List<Pulse> changed = new ArrayList<>();
        int instruments = 0;
        for (Pulse pulse : latest) {
            Instrument instrument = registry.withId(pulse.instrument()).orElse(null);
            if (instrument == null) {
                continue;
            }
            instruments++;
            byQuote.computeIfAbsent(instrument.quote(), quote -> new ArrayList<>())
                    .add(pulse);
            if (pulse.averageChangePercent() != null) {
                changed.add(pulse);
            }
        }
        List<Pulse> gainers = changed.stream().filter(pulse -> sign(pulse) > 0).toList();
        List<Pulse> losers = changed.stream().filter(pulse -> sign(pulse) < 0).toList();
        BigDecimal sum = changed.stream().map(Pulse::averageChangePercent).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new MarketOverview(
                instruments,
                gainers.size(),
                losers.size(),
                share(sum, changed.size()),
                share(BigDecimal.valueOf(gainers.size() - losers.size()), changed.size()),
                byQuote.entrySet().stream()
                        .map(market -> quoteMarket(market.getKey(), market.getValue()))
                        .sorted(Comparator.comparing(QuoteMarket::instruments).reversed())
                        .toList(),
                gainers.stream().sorted(BY_CHANGE.reversed()).limit(MOVERS).toList(),
                losers.stream().sorted(BY_CHANGE).limit(MOVERS).toList());
    }

    /**
     * By breadth: from 0.2 on {@code BULLISH}, from -0.2 down {@code BEARISH}, between them {@code NEUTRAL}. {@code MIXED} if the
     * volume-weighted change of the quote currency with the most instruments goes the other way.
     */
    public Sentiment sentiment() {
        if (breadth == null || breadth.abs().compareTo(MOOD) < 0) {
            return Sentiment.NEUTRAL;
        }
        BigDecimal money = markets.get(0).weightedChangePercent();
        if (money != null && money.signum() == -breadth.signum()) {
            return Sentiment.MIXED;
        }
        return breadth.signum() > 0 ? Sentiment.BULLISH : Sentiment.BEARISH;
    }

    private static QuoteMarket quoteMarket(String quote, List<Pulse> pulses) {
        BigDecimal volume = BigDecimal.ZERO;
        BigDecimal weights = BigDecimal.ZERO;
        BigDecimal weighted = BigDecimal.ZERO;
        for (Pulse pulse : pulses) {
            BigDecimal traded = quoteVolume(pulse);
            volume = volume.add(traded);
            if (pulse.averageChangePercent() != null) {
                weights = weights.add(traded);
                weighted = weighted.add(traded.multiply(pulse.averageChangePercent()));
            }
        }
        return new QuoteMarket(
                quote,
                pulses.size(),
                volume,
                weights.signum() == 0 ? null : weighted.divide(weights, SCALE, RoundingMode.HALF_EVEN));
    }

    private static BigDecimal quoteVolume(Pulse pulse) {
        if (pulse.maxQuoteVolume() != null) {
            return pulse.maxQuoteVolume();
        }
        return pulse.maxVolume() == null ? BigDecimal.ZERO : pulse.maxVolume().multiply(pulse.averagePrice());
    }

    private static BigDecimal share(BigDecimal sum, int count) {
        return count == 0 ? null : sum.divide(BigDecimal.valueOf(count), SCALE, RoundingMode.HALF_EVEN);
    }

    private static int sign(Pulse pulse) {
        return pulse.averageChangePercent().signum();
    }
}
