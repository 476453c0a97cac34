package market;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * One executed trade, normalised.
 *
 * @param instrument instrument id, {@code venue:BASE-QUOTE}
 * @param price in the quote currency, exactly as the venue sent it; positive, no exponent, at most 38 digits
 * @param quantity in the base currency, exactly as the venue sent it; the same bounds
 * @param takerSide the side that took liquidity
 * @param tradeId the venue's own id, unique for the instrument, not negative; +1 from trade to trade on Binance, Coinbase and Kraken
 * @param eventTimeMicros when the trade happened, epoch µs, the venue's clock; after 1970 and before 2200
 * @param receiveTimeMicros when its frame arrived, epoch µs, our clock
 * @param publishTimeMicros when it was handed to the log, epoch µs, our clock
 */
public record Trade(
        String instrument,
        BigDecimal price,
        BigDecimal quantity,
        TakerSide takerSide,
        long tradeId,
        long eventTimeMicros,
        long receiveTimeMicros,
        long publishTimeMicros) {

    /** How far a venue's clock may be ahead of ours, µs. A trade from later on would close candles that are not over. */
    public static final long MAX_AHEAD_MICROS = 60_000_000;

    /** Epoch µs. No trade is from then or later; what claims to be has been sent in another unit. */
    public static final long END_MICROS = Instant.parse("2200-01-01T00:00:00Z").toEpochMilli() * 1_000;

    public Trade {
        Checks.id(instrument, "instrument");
        Checks.positive(price, "price");
        Checks.positive(quantity, "quantity");
        Objects.requireNonNull(takerSide, "takerSide");
        if (tradeId < 0 || tradeId == Long.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "tradeId must be from 0 to " + (Long.MAX_VALUE - 1) + ", was " + tradeId);
        }
        if (!isPossible(eventTimeMicros)) {
            throw new IllegalArgumentException(
                    "eventTime must be after 1970 and before 2200, was " + eventTimeMicros + " µs");
        }
    }

    /** Whether something can have happened then, epoch µs. */
    public static boolean isPossible(long eventTimeMicros) {
        return eventTimeMicros > 0 && eventTimeMicros < END_MICROS;
    }

    /** When the trade happened, by the venue's clock. */
    public Instant eventTime() {
        return Instant.EPOCH.plus(eventTimeMicros, ChronoUnit.MICROS);
    }

    /** This trade, handed to the log at an instant of our clock in epoch µs. */
    public Trade publishedAt(long micros) {
        return new Trade(instrument, price, quantity, takerSide, tradeId, eventTimeMicros, receiveTimeMicros, micros);
    }

    /** The one of two trades that comes after the other in the order of {@link #isBefore}; the second if they are the same. */
    public static Trade later(Trade one, Trade other) {
        return other.isBefore(one.eventTimeMicros, one.tradeId) ? one : other;
    }

    /** The order in which trades open and close a candle: event time, then trade id. */
    public boolean isBefore(long otherEventTimeMicros, long otherTradeId) {
        return eventTimeMicros != otherEventTimeMicros
                ? eventTimeMicros < otherEventTimeMicros
                : tradeId < otherTradeId;
    }
}
