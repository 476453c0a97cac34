package feeds.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import market.Instrument;

/**
 * The endless sequence of simulated trades, in order of time. Pure: it reads no clock, and the same seed, start, listings,
 * start prices and changes give the same sequence.
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
    private double tradesPerSecond;

    /** What offsets count from, epoch µs. */
    private long startMicros;

    /** The time of the next trade, and whose it is; its price is made up when it is taken. */
    private double nextMicros;

    private SimulatedMarket nextMarket;

    /** The time of the last one. */
    private double lastMicros;

    /** Whether it is another fill of the taker before. */
    private boolean anotherFill;

    /**
     * @param startPrices the last known price by instrument id; without one the walk begins at that of the profile
     * @param tradesPerSecond mean rate, all instruments together that are open
     */
    TradeGenerator(
            List<Listing> listings,
            Map<String, BigDecimal> startPrices,
            double tradesPerSecond,
            long seed,
            Instant start) {
        startMicros = SessionTime.micros(start);
        // The start goes into the seed: a restart must not repeat the moves of the run before it.
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ startMicros);
        markets = listings.stream()
                .map(listing -> new SimulatedMarket(listing, startPrice(listing, startPrices), startMicros))
                .toArray(SimulatedMarket[]::new);
        cumulatedWeights = new double[markets.length];
        this.tradesPerSecond = tradesPerSecond;
        draw(0);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    /** When the next trade happens, µs after the start. */
    long nextMicros() {
        return (long) nextMicros;
    }

    @Override
    public SimulatedTrade next() {
        SimulatedTrade trade =
                anotherFill ? nextMarket.anotherFill(random) : nextMarket.order(startMicros, (long) nextMicros, random);
        lastMicros = nextMicros;
        anotherFill = random.nextDouble() < ANOTHER_FILL;
        if (!anotherFill) {
            draw(nextMicros);
        }
        return trade;
    }

    /**
     * Time went another way than it was counted: the next trade happens at once, or when a market opens.
     *
     * @param start what offsets count from now on
     * @param offsetMicros now; not before the last trade
     */
    void goOnFrom(Instant start, long offsetMicros) {
        startMicros = SessionTime.micros(start);
        anotherFill = false;
        if (cumulate(offsetMicros) > 0) {
            nextMicros = offsetMicros;
            nextMarket = pick();
        } else {
            draw(offsetMicros);
        }
    }

    double tradesPerSecond() {
        return tradesPerSecond;
    }

    /** @param nowMicros from when on the rate is another */
    void changeRate(double changed, long nowMicros) {
        tradesPerSecond = changed;
        drawAnew(nowMicros);
    }

    /** @param nowMicros from when on the instrument trades otherwise */
    void changeProfile(Instrument instrument, ProfileChange change, long nowMicros) {
        SimulatedMarket market = market(instrument);
        market.follow(market.profile().with(change));
        drawAnew(nowMicros);
    }

    SimulatorState.Market state(Instrument instrument, Instant now) {
        return market(instrument).state(now);
    }

    SimulatorState state(Instant now) {
        return new SimulatorState(
                tradesPerSecond,
                Arrays.stream(markets).map(market -> market.state(now)).toList());
    }

    private SimulatedMarket market(Instrument instrument) {
        return Arrays.stream(markets)
                .filter(market -> market.instrument().equals(instrument))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(instrument.id() + " is not simulated"));
    }

    /** What was drawn by the old rate counts no more; the time that has passed without a trade says nothing of the rest. */
    private void drawAnew(long nowMicros) {
        if (!anotherFill && nowMicros < nextMicros) {
            draw(Math.max(nowMicros, lastMicros));
        }
    }

    /**
     * Draws when the next taker comes, and where. One Poisson process over all, split by weight, is one Poisson process
     * for each; its rate changes with the time of day, so it is drawn at its peak and thinned out.
     */
    private void draw(double fromMicros) {
        double peak = Arrays.stream(markets)
                .mapToDouble(market -> market.profile().volumeProfile().peak())
                .max()
                .orElseThrow();
        double fillsPerOrder = 1 / (1 - ANOTHER_FILL);
        double microsPerOrder = MICROS_PER_SECOND * fillsPerOrder / tradesPerSecond / peak;
        double micros = fromMicros;
        double kept;
        do {
            if (cumulate((long) micros) == 0) {
                micros = opening((long) micros);
            }
            micros += microsPerOrder * random.nextExponential();
            kept = cumulate((long) micros) / peak;
        } while (kept < 1 && random.nextDouble() >= kept);
        nextMicros = micros;
        nextMarket = pick();
    }

    /**
     * Finds out who trades how much at a moment.
     *
     * @return how many times the mean rate all of them together do; 0 if all are closed
     */
    private double cumulate(long offsetMicros) {
        double sum = 0;
        double open = 0;
        for (int i = 0; i < markets.length; i++) {
            open += markets[i].weight(startMicros + offsetMicros);
            sum += markets[i].momentaryWeight(startMicros + offsetMicros);
            cumulatedWeights[i] = sum;
        }
        return open == 0 ? 0 : sum / open;
    }

    /** When the first of them opens, as all are closed. */
    private long opening(long offsetMicros) {
        return Arrays.stream(markets)
                        .mapToLong(market -> market.opening(startMicros + offsetMicros))
                        .min()
                        .orElseThrow()
                - startMicros;
    }

    private SimulatedMarket pick() {
        double weight = random.nextDouble() * cumulatedWeights[cumulatedWeights.length - 1];
        int i = 0;
        while (i < markets.length - 1 && cumulatedWeights[i] <= weight) {
            i++;
        }
        return markets[i];
    }

    private static BigDecimal startPrice(Listing listing, Map<String, BigDecimal> startPrices) {
        BigDecimal price = startPrices.get(listing.instrument().id());
        if (price == null) {
            return listing.profile().basePrice();
        }
        if (price.signum() <= 0) {
            throw new IllegalArgumentException(
                    "start price of " + listing.instrument().id() + " must be positive, was " + price.toPlainString());
        }
        return price;
    }
}
