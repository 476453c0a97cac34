package feeds.simulator;

import java.math.BigDecimal;
import java.util.Objects;
import market.Instrument;
import market.TakerSide;

/**
 * A trade that the generator made up.
 *
 * @param tradeId +1 from trade to trade of one instrument
 * @param price quote currency, on the instrument's tick grid
 * @param quantity base currency
 * @param offsetMicros when it happens, µs after the generator's start; never less than that of the trade before it
 */
record SimulatedTrade(
        Instrument instrument,
        long tradeId,
        BigDecimal price,
        BigDecimal quantity,
        TakerSide takerSide,
        long offsetMicros) {

    SimulatedTrade {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(takerSide, "takerSide");
        if (price.signum() <= 0 || quantity.signum() <= 0) {
            throw new IllegalArgumentException(
                    "price and quantity must be positive, were " + price + " and " + quantity);
        }
        if (offsetMicros < 0) {
            throw new IllegalArgumentException("offsetMicros must not be negative, was " + offsetMicros);
        }
    }
}
