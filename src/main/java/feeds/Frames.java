package feeds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import market.MalformedDataException;
import market.Trade;

/** Reads the frames of feeds, and tells their monitors and sockets what was read. Safe for any thread. */
public final class Frames {

    /**
     * What a frame says. A trade that tells of the future is a fault of it.
     *
     * @throws market.MalformedDataException if it cannot be understood
     */
    public DecodedFrame decode(RawFrame frame) {
        DecodedFrame decoded;
        try {
            decoded = withoutFuture(
                    frame.monitor().feed().decoder().decode(frame.bytes(), frame.receiveTimeMicros()),
                    frame.receiveTimeMicros() + Trade.MAX_AHEAD_MICROS);
        } catch (MalformedDataException e) {
            frame.monitor().faulty(1);
            throw e;
        }
        frame.monitor().decoded(decoded);
        frame.socket().accept(decoded);
        return decoded;
    }

    private static DecodedFrame withoutFuture(DecodedFrame decoded, long latestMicros) {
        if (decoded.trades().stream().noneMatch(trade -> trade.eventTimeMicros() > latestMicros)) {
            return decoded;
        }
        List<Trade> trades = new ArrayList<>();
        List<String> faults = new ArrayList<>(decoded.faults());
        for (Trade trade : decoded.trades()) {
            if (trade.eventTimeMicros() > latestMicros) {
                faults.add("the trade's time " + trade.eventTime() + " is more than "
                        + TimeUnit.MICROSECONDS.toSeconds(Trade.MAX_AHEAD_MICROS)
                        + " s ahead of our clock, "
                        + Instant.EPOCH.plus(latestMicros - Trade.MAX_AHEAD_MICROS, ChronoUnit.MICROS));
            } else {
                trades.add(trade);
            }
        }
        return new DecodedFrame(trades, decoded.quotes(), decoded.signals(), faults);
    }
}
