package feeds;

import java.util.OptionalLong;

/** What a venue says of a connection, besides data. */
public sealed interface Signal {

    /**
     * The answer to a request, by its number, as Binance's {@code {"result":null,"id":1}}.
     *
     * @param error why it was refused as a whole; null if it was not
     */
    record Answer(long requestId, String error) implements Signal {}

    /**
     * The venue will send a channel of an instrument.
     *
     * @param symbol the venue's
     */
    record Accepted(String channel, String symbol) implements Signal {}

    /**
     * The venue will not send something that was asked for.
     *
     * @param channel null if the venue does not say which
     * @param symbol the venue's; null if it does not say which
     */
    record Refused(String channel, String symbol, String reason) implements Signal {}

    /**
     * The connection lives.
     *
     * @param symbol of the instrument that it tells of; null if it tells of none
     * @param lastTradeId the id of the instrument's last trade, if it says so: who has that one has missed nothing
     */
    record Heartbeat(String symbol, OptionalLong lastTradeId) implements Signal {}

    /** The venue is about to close this connection. */
    record GoingAway(String reason) implements Signal {}
}
