package feeds;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import market.MalformedDataException;
import market.Quote;
import market.Trade;

/**
 * Gathers what a frame says, item by item: what cannot be true becomes a fault and leaves the items beside it alone. One a
 * frame, confined to its thread.
 */
final class FrameFindings {

    /** A frame of nothing but faults could have a hundred thousand; nobody reads more than these, and each is stored. */
    private static final int MAX_FAULTS = 20;

    private final List<Trade> trades = new ArrayList<>();
    private final List<Quote> quotes = new ArrayList<>();
    private final List<Signal> signals = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int faultsLeftOut;

    /**
     * One trade more.
     *
     * @param where which item of the frame it is, for people
     */
    void trade(String where, Supplier<Trade> item) {
        add(trades, where, item);
    }

    void quote(String where, Supplier<Quote> item) {
        add(quotes, where, item);
    }

    void signal(String where, Supplier<Signal> item) {
        add(signals, where, item);
    }

    DecodedFrame frame() {
        if (faultsLeftOut > 0) {
            faults.add("and " + faultsLeftOut + " more items that are not possible");
        }
        return new DecodedFrame(List.copyOf(trades), List.copyOf(quotes), List.copyOf(signals), List.copyOf(faults));
    }

    private <T> void add(List<T> known, String where, Supplier<? extends T> item) {
        try {
            known.add(item.get());
        } catch (MalformedDataException | IllegalArgumentException e) {
            if (faults.size() < MAX_FAULTS) {
                faults.add(where + ": " + e.getMessage());
            } else {
                faultsLeftOut++;
            }
        }
    }
}
