package api;

import java.util.Objects;
import market.Interval;

/**
 * One stream of updates within a channel.
 *
 * @param instrument instrument id; of alerts it may be the name of a feed; of alerts and pulses {@link #ALL} for those of all
 * @param interval null except for candles
 */
public record Topic(Channel channel, String instrument, Interval interval) {

    /** In an instrument's place: all of them. */
    static final String ALL = "*";

    public Topic {
        Objects.requireNonNull(instrument, "instrument");
        if ((channel == Channel.CANDLES) != (interval != null)) {
            throw new IllegalArgumentException(
                    "candles have an interval and nothing else has: " + channel + " " + interval);
        }
    }

    public static Topic trades(String instrument) {
        return new Topic(Channel.TRADES, instrument, null);
    }

    public static Topic pulse(String instrument) {
        return new Topic(Channel.PULSE, instrument, null);
    }

    public static Topic alerts(String instrumentOrFeed) {
        return new Topic(Channel.ALERTS, instrumentOrFeed, null);
    }

    public static Topic candles(String instrument, Interval interval) {
        return new Topic(Channel.CANDLES, instrument, interval);
    }
}
