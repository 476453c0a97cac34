package feeds.simulator;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import market.TakerSide;

/**
 * The price of one instrument: a geometric random walk, seen through a book whose best bid and ask are one tick apart.
 * The walk itself is binary floating point; what leaves it is a whole number of ticks. Not thread safe.
 */
final class PriceWalk {

    private static final double MICROS_PER_YEAR = 365.0 * 24 * 60 * 60 * 1_000_000;

    /** Two ticks, so that the bid is a price, too. */
    private static final double LOWEST = Math.log(2);

    /** 10^15 ticks: whole numbers are exact in a double up to 9 × 10^15, and no price is there. */
    private static final double HIGHEST = Math.log(1e15);

    private final BigDecimal tick;
    private double driftPerMicro;
    private double volatilityPerRootMicro;
    private double logTicks;

    PriceWalk(BigDecimal startPrice, BigDecimal tick, MarketProfile profile) {
        this.tick = tick;
        logTicks = bounded(Math.log(startPrice.doubleValue() / tick.doubleValue()));
        follow(profile);
    }

    /** Goes on from where it is with another drift and volatility. */
    void follow(MarketProfile profile) {
        driftPerMicro = (profile.drift() - profile.volatility() * profile.volatility() / 2) / MICROS_PER_YEAR;
        volatilityPerRootMicro = profile.volatility() / Math.sqrt(MICROS_PER_YEAR);
    }

    void advance(double micros, RandomGenerator random) {
        double step = driftPerMicro * micros + volatilityPerRootMicro * Math.sqrt(micros) * random.nextGaussian();
        logTicks = bounded(logTicks + step);
    }

    /** What the taker pays or gets, this many levels deep in the book. */
    BigDecimal price(TakerSide taker, int level) {
        long bid = (long) Math.exp(logTicks);
        long ticks = taker == TakerSide.BUY ? bid + 1 + level : Math.max(1, bid - level);
        return tick.multiply(BigDecimal.valueOf(ticks));
    }

    private static double bounded(double logTicks) {
        return Math.min(HIGHEST, Math.max(LOWEST, logTicks));
    }
}
