package feeds.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.random.RandomGenerator;
import market.Instrument;
import market.TakerSide;
import market.TradingHours;

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

    /**
     * How much a price moves while its market is closed, of what it moves in as much time while it is open: news go on,
     * traders do not. With this and US hours a night moves a stock half as much as the day before it did.
     */
    private static final double CLOSED_PACE = 0.1;

    private final Instrument instrument;
    private final PriceWalk walk;
    private final TradingHours hours;
    private final SessionTime session;

    /** How many years of the walk a year of open time is, so that a year of both is one. */
    private final double openPace;

    private MarketProfile profile;
    private long nextTradeId;
    private long lastOrderMicros;
    private TakerSide taker = TakerSide.BUY;
    private int level;

    SimulatedMarket(Listing listing, BigDecimal startPrice, long firstTradeId) {
        instrument = listing.instrument();
        profile = listing.profile();
        hours = listing.hours();
        session = new SessionTime(hours);
        openPace = 1 / (hours.openShare() + CLOSED_PACE * (1 - hours.openShare()));
        walk = new PriceWalk(startPrice, instrument.tickSize(), profile);
        nextTradeId = firstTradeId;
    }

    Instrument instrument() {
        return instrument;
    }

    MarketProfile profile() {
        return profile;
    }

    void follow(MarketProfile changed) {
        profile = changed;
        walk.follow(changed);
    }

    SimulatorState.Market state(Instant now) {
        return new SimulatorState.Market(instrument, profile, hours.isOpen(now), hours.nextChange(now));
    }

    /** The share of all trades that it has a claim to over its session; 0 while it is closed. */
    double weight(long epochMicros) {
        return session.isOpen(epochMicros) ? profile.weight() : 0;
    }

    /** The share that it has at a moment. */
    double momentaryWeight(long epochMicros) {
        return weight(epochMicros) == 0
                ? 0
                : profile.weight() * profile.volumeProfile().at(session.progress(epochMicros));
    }

    /** When it opens, if it is closed. */
    long opening(long epochMicros) {
        return session.opening(epochMicros);
    }

    /**
     * A new taker comes; returns his first fill.
     *
     * @param startMicros what the offset counts from, epoch µs
     */
    SimulatedTrade order(long startMicros, long offsetMicros, RandomGenerator random) {
        double open = session.openBetween(startMicros + lastOrderMicros, startMicros + offsetMicros);
        double closed = offsetMicros - lastOrderMicros - open;
        walk.advance(openPace * (open + CLOSED_PACE * closed), random);
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
