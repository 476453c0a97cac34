package feeds.simulator;

import java.math.BigDecimal;
import java.util.random.RandomGenerator;
import market.Instrument;
import market.TakerSide;

/**
 * One instrument's book: takers come one after the other, and each may be filled several times, at one moment and at
 * prices that get no better for it. Not thread safe.
 */
final class SimulatedMarket {

    /** How likely the next taker is on the side of the last one: real takers come in runs. */
    private static final double MOMENTUM = 0.62;

    /** How likely a fill after the first goes one level deeper. */
    private static final double SWEEP = 0.5;

    /** Spread of the trades' sizes, of the logarithm: one in a hundred is 25 times the median. */
    private static final double SIZE_SPREAD = 1.4;

    private final Instrument instrument;
    private final MarketProfile profile;
    private final PriceWalk walk;
    private long nextTradeId;
    private long lastOrderMicros;
    private TakerSide taker = TakerSide.BUY;
    private int level;

    SimulatedMarket(Instrument instrument, BigDecimal startPrice, long firstTradeId) {
        this.instrument = instrument;
        profile = MarketProfile.of(instrument.venueSymbol());
        walk = new PriceWalk(startPrice, instrument.tickSize(), profile);
        nextTradeId = firstTradeId;
    }

    double weight() {
        return profile.weight();
    }

    /** A new taker comes; returns his first fill. */
    SimulatedTrade order(long offsetMicros, RandomGenerator random) {
        walk.advance(offsetMicros - lastOrderMicros, random);
        lastOrderMicros = offsetMicros;
        level = 0;
        if (random.nextDouble() >= MOMENTUM) {
            taker = taker == TakerSide.BUY ? TakerSide.SELL : TakerSide.BUY;
        }
        return fill(random);
    }

    /** One more fill of the same taker, at the same moment. */
    SimulatedTrade anotherFill(RandomGenerator random) {
        if (random.nextDouble() < SWEEP) {
            level++;
        }
        return fill(random);
    }

    private SimulatedTrade fill(RandomGenerator random) {
        BigDecimal price = walk.price(taker, level);
        double notional = profile.typicalNotional() * Math.exp(SIZE_SPREAD * random.nextGaussian());
        double quantity = notional / price.doubleValue();
        long lots = Math.max(1, Math.round(quantity * Math.pow(10, profile.quantityDecimals())));
        return new SimulatedTrade(
                instrument,
                nextTradeId++,
                price,
                BigDecimal.valueOf(lots, profile.quantityDecimals()),
                taker,
                lastOrderMicros);
    }
}
