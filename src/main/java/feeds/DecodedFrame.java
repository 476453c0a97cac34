package feeds;

import java.util.List;
import market.Quote;
import market.Trade;

/**
 * What a frame said.
 *
 * @param trades in the order in which they happened, oldest first, whatever order the venue sends them in
 * @param quotes 24-hour figures, in the venue's order
 * @param signals what it said of the connection and of what was asked for
 * @param faults why parts of it are no trades or quotes, a sentence each; the other parts are above
 */
public record DecodedFrame(List<Trade> trades, List<Quote> quotes, List<Signal> signals, List<String> faults) {

    /** A frame that says nothing that anybody needs to know. */
    public static final DecodedFrame NOTHING = new DecodedFrame(List.of(), List.of(), List.of(), List.of());

    /** One trade, as most frames are. */
    public static DecodedFrame of(Trade trade) {
        return new DecodedFrame(List.of(trade), List.of(), List.of(), List.of());
    }

    public static DecodedFrame of(Quote quote) {
        return new DecodedFrame(List.of(), List.of(quote), List.of(), List.of());
    }

    public static DecodedFrame of(Signal signal) {
        return new DecodedFrame(List.of(), List.of(), List.of(signal), List.of());
    }
}
