package feeds;

import java.net.URI;
import java.util.List;
import market.Instrument;

/** A venue's own list of what is traded there, asked for over HTTP. Stateless, so safe for any thread. */
public interface InstrumentList {

    /** As much of it as is taken in; Binance's has some MB. */
    int MAX_BYTES = 20_000_000;

    /** The address of the venue's public HTTP API. */
    URI publicAddress();

    /** The path and query that ask for it. */
    String request();

    /**
     * What is traded at present, with the symbols that the venue's sockets take.
     *
     * @throws market.MalformedDataException if the answer is not what the venue's protocol allows; the message says why
     */
    List<Instrument> read(byte[] answer);
}
