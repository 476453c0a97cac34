package feeds;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import market.Trade;

/**
 * How a {@link FakeVenue} speaks: what it is asked, what it answers, how it writes a trade. Instruments are named by their
 * base, as in {@code BTC}; the quote currency is the protocol's. Stateless.
 */
interface FakeProtocol {

    /**
     * What a client asks for.
     *
     * @param subscribes else it takes back
     * @param trades else heartbeats
     * @param id the request's, as it came; null if the protocol has none
     */
    record Ask(boolean subscribes, boolean trades, List<String> bases, String id) {}

    /** A trade's fields as they stand in a frame, quotation marks and all. */
    record Fields(String symbol, String price, String quantity, String side, String id, String time) {

        Fields price(String other) {
            return new Fields(symbol, other, quantity, side, id, time);
        }

        Fields quantity(String other) {
            return new Fields(symbol, price, other, side, id, time);
        }

        Fields id(String other) {
            return new Fields(symbol, price, quantity, side, other, time);
        }

        Fields time(String other) {
            return new Fields(symbol, price, quantity, side, id, other);
        }

        Fields symbol(String other) {
            return new Fields(other, price, quantity, side, id, time);
        }

        Fields side(String other) {
            return new Fields(symbol, price, quantity, other, id, time);
        }
    }

    String venue();

    String quote();

    /** As it is in requests and frames. */
    String symbol(String base);

    /** To which a venue's times are exact, µs. */
    long timeStepMicros();

    /** Said on every open. */
    default List<String> greeting() {
        return List.of();
    }

    /** Who has subscribed nothing after so long is thrown out; 0 for a patient venue. */
    default long subscribeWithinMs() {
        return 0;
    }

    Ask read(String request);

    /**
     * The answers to what is done.
     *
     * @param bases those of the request that are not refused
     * @param subscribed everything that the client has now
     */
    List<String> done(Ask ask, List<String> bases, Set<String> subscribed);

    /** The answer that refuses. */
    String refusal(Ask ask, String base);

    /** Whether nothing of a message is done in which something is refused. */
    boolean refusesWholeMessages();

    Fields fields(Trade trade);

    String frame(Fields fields);

    /** Where a decimal is a string, and where a number. */
    String decimal(String value);

    /** A time, as a trade has it. */
    String time(long micros);

    /** What is sent at once of an instrument that is subscribed. */
    default List<String> past(List<Trade> trades) {
        return List.of();
    }

    /**
     * What is sent every second.
     *
     * @param trades whose trades the client has subscribed
     * @param heartbeats whose heartbeats
     * @param lastIds of every instrument that was traded
     */
    default List<String> heartbeats(Set<String> trades, Set<String> heartbeats, Map<String, Long> lastIds) {
        return List.of();
    }

    default String instrument(String base) {
        return venue() + ":" + base + "-" + quote();
    }

    default String base(Trade trade) {
        return trade.instrument().substring(venue().length() + 1).replace("-" + quote(), "");
    }

    default String frame(Trade trade) {
        return frame(fields(trade));
    }

    static String quoted(String value) {
        return "\"" + value + "\"";
    }

    static String quoted(BigDecimal value) {
        return quoted(value.toPlainString());
    }
}
