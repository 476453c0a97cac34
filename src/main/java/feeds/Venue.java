package feeds;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import market.Instruments;

/**
 * An exchange's or aggregator's protocol: where it is, what it has, how to read what comes, and how to ask for what is
 * missing. How to ask for what there is: {@link SocketVenue} or {@link PolledVenue}. See {@code docs/adding-a-venue.md}.
 * Stateless, so safe for any thread.
 */
public interface Venue {

    /** The name in instrument ids and settings, lower case. */
    String name();

    /** The address of its public market data. */
    URI publicAddress();

    /** What can be asked for, by the venue's names. The first is asked for where no channel is configured; of trades, if it has any. */
    List<String> channels();

    /** Whether a channel brings trades; else quotes. */
    boolean bringsTrades(String channel);

    /** A decoder of its frames that knows these instruments. */
    FrameDecoder decoder(Instruments instruments);

    /** What is traded there; empty if it does not say. */
    default Optional<InstrumentList> instrumentList() {
        return Optional.empty();
    }

    /** Its past trades; empty if it has none to ask for. */
    Optional<TradeHistory> history();

    /** Whether the trades of a channel have the ids of those in {@link #history}: else they must not meet in one candle. */
    default boolean sharesIdsWithHistory(String channel) {
        return true;
    }
}
