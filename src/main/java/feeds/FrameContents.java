package feeds;

import java.util.List;
import market.Quote;
import market.Trade;

/**
 * What frames of one feed say, in their order.
 *
 * @param faults what of them cannot be understood or cannot be true
 */
public record FrameContents(List<Trade> trades, List<Quote> quotes, List<Fault> faults) {

    /** @param reason a sentence without its dot */
    public record Fault(RawFrame frame, String reason) {}
}
