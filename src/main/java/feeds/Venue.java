package feeds;

import java.net.URI;
import java.util.List;
import market.Instrument;
import market.Instruments;

/** An exchange's protocol: how to ask for trades and how to read them. */
public interface Venue {

    /** The name in instrument ids and settings, lower case. */
    String name();

    /** The address of its public market data. */
    URI publicAddress();

    /** The address that sends the trades of these instruments to whoever connects to it. */
    URI tradesOf(List<Instrument> instruments, URI address);

    /** A decoder of its frames that knows these instruments. */
    FrameDecoder decoder(Instruments instruments);
}
