package feeds.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import market.Instrument;

/**
 * The endless sequence of simulated trades, in order of time. Pure: it reads no clock, and the same seed, start and
 * start prices give the same sequence.
 *
 * <p>The first trade id of every instrument is the start in epoch µs, then +1. Ids of an earlier run are therefore
 * lower, and between the two runs there is a hole in the ids, as a real outage leaves one.
 *
 * <p>Not thread safe: owned by the simulator's event loop.
 */
final class TradeGenerator implements Iterator<SimulatedTrade> {

    /** How likely a fill is followed by another one of the same taker, so some trades share a timestamp. */
    private static final double ANOTHER_FILL = 0.15;

    private static final double MICROS_PER_SECOND = 1_000_000;

    private final SplittableRandom random;
    private final SimulatedMarket[] markets;
    private final double[] cumulatedWeights;
    private final double microsPerOrder;
    private double offsetMicros;
    private SimulatedMarket current;

    /**
     * @param startPrices the last known price by instrument id; without one the walk begins at a built-in price
     * @param tradesPerSecond mean rate, all instruments together
     */
    TradeGenerator(
            List<Instrument> instruments,
            Map<String, BigDecimal> startPrices,
            double tradesPerSecond,
            long seed,
            Instant start) {
        long firstTradeId = ChronoUnit.MICROS.between(Instant.EPOCH, start);
        // The start goes into the seed: a restart must not repeat the moves of the run before it.
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ firstTradeId);
        markets = instruments.stream()
                .map(instrument -> new SimulatedMarket(instrument, startPrice(instrument, startPrices), firstTradeId))
                .toArray(SimulatedMarket[]::new);
        cumulatedWeights = new double[markets.length];
        double sum = 0;
        for (int i = 0; i < markets.length; i++) {
            sum += markets[i].weight();
            cumulatedWeights[i] = sum;
        }
        double fillsPerOrder = 1 / (1 - ANOTHER_FILL);
        microsPerOrder = MICROS_PER_SECOND * fillsPerOrder / tradesPerSecond;
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public SimulatedTrade next() {
        if (current != null && random.nextDouble() < ANOTHER_FILL) {
            return current.anotherFill(random);
        }
        // One Poisson process over all, split by weight, is one Poisson process for each.
        offsetMicros += microsPerOrder * random.nextExponential();
        current = pick(random.nextDouble() * cumulatedWeights[cumulatedWeights.length - 1]);
        return current.order((long) offsetMicros, random);
    }

    private SimulatedMarket pick(double weight) {
        int i = 0;
        while (i < markets.length - 1 && cumulatedWeights[i] <= weight) {
            i++;
        }
        return markets[i];
    }

    private static BigDecimal startPrice(Instrument instrument, Map<String, BigDecimal> startPrices) {
        BigDecimal price = startPrices.get(instrument.id());
        if (price == null) {
            return MarketProfile.of(instrument.venueSymbol()).basePrice();
        }
        if (price.signum() <= 0) {
            throw new IllegalArgumentException(
                    "start price of " + instrument.id() + " must be positive, was " + price.toPlainString());
        }
        return price;
    }
}
