package feeds;

import java.net.URI;
import java.util.List;
import market.Instrument;
import market.Trade;

/** A venue's past trades, asked for over HTTP page by page. Stateless, so safe for any thread. */
public interface TradeHistory {

    /** The address of the venue's public HTTP API. */
    URI publicAddress();

    /**
     * What is missing of an instrument, by trade ids, dense.
     *
     * @param firstId the lowest id that is missing
     * @param lastId the highest id that is missing
     * @param fromMicros event time of the trade before it, epoch µs
     * @param toMicros event time of the trade after it, epoch µs
     */
    record Missing(Instrument instrument, long firstId, long lastId, long fromMicros, long toMicros) {

        /** Whatever came after a trade. */
        static Missing after(Instrument instrument, long id, long micros) {
            return new Missing(instrument, id + 1, Long.MAX_VALUE, micros, Long.MAX_VALUE);
        }

        /** Whether the trade after it is not known. */
        boolean hasNoEnd() {
            return lastId == Long.MAX_VALUE;
        }
    }

    /**
     * The path and query of the request whose answer has trades at one end of what is missing, or around it. It is asked
     * again with what is missing then.
     */
    String request(Missing missing);

    /** What the request costs of {@link #budgetPerMinute}. */
    int weight();

    /** The part of the venue's limit of a minute that history may use; other calls have the rest. */
    int budgetPerMinute();

    /**
     * The trades of an answer with status 200, in any order; those that were not asked for may be among them.
     *
     * @param receiveTimeMicros when it came, epoch µs, our clock
     * @throws market.MalformedDataException if it is not what the venue's protocol allows, or tells of an error; the message
     *     says why
     * @throws VenueBusyException if it asks for fewer requests
     */
    List<Trade> read(byte[] answer, Instrument instrument, long receiveTimeMicros);
}
