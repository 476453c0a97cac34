package feeds;

import java.util.Objects;
import market.Instrument;

/**
 * What a feed asks its venue for.
 *
 * @param channel the venue's name for it, as {@code trade} or {@code matches}
 */
public record Subscription(String channel, Instrument instrument) {

    public Subscription {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(instrument, "instrument");
    }

    /** For people: {@code trade of binance:BTC-USDT}. */
    @Override
    public String toString() {
        return channel + " of " + instrument.id();
    }
}
