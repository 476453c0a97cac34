package feeds;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import market.MalformedDataException;
import market.Quote;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the frames of feeds, and tells their monitors and sockets what was read. Safe for any thread. */
public final class Frames {

    private static final Logger log = LoggerFactory.getLogger(Frames.class);

    /** What frames say. One that cannot be understood is a fault, and the others go on. */
    public FrameContents read(FrameBatch batch) {
        FrameContents contents = new FrameContents(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (RawFrame frame : batch.frames()) {
            try {
                add(frame, contents);
            } catch (MalformedDataException e) {
                contents.faults().add(new FrameContents.Fault(frame, e.getMessage()));
            } catch (RuntimeException e) {
                // A fault of ours, and no reason to lose the frames beside it.
                log.error(
                        "A frame of {} broke its decoder",
                        frame.monitor().feed().name(),
                        e);
                frame.monitor().faulty(String.valueOf(e));
                contents.faults().add(new FrameContents.Fault(frame, "it broke the decoder: " + e));
            }
        }
        return contents;
    }

    /**
     * What a single frame says.
     *
     * @throws market.MalformedDataException as {@link #decode}
     * @throws VenueBusyException as {@link #decode}
     */
    public FrameContents read(RawFrame frame) {
        FrameContents contents = new FrameContents(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        add(frame, contents);
        return contents;
    }

    private void add(RawFrame frame, FrameContents contents) {
        DecodedFrame decoded = decode(frame);
        contents.trades().addAll(decoded.trades());
        contents.quotes().addAll(decoded.quotes());
        decoded.faults().forEach(reason -> contents.faults().add(new FrameContents.Fault(frame, reason)));
    }

    /**
     * What a frame says. A trade or quote that tells of the future is a fault of it.
     *
     * @throws market.MalformedDataException if it cannot be understood
     * @throws VenueBusyException if it is an answer that says no more than that the venue does not answer
     */
    DecodedFrame decode(RawFrame frame) {
        DecodedFrame decoded;
        try {
            decoded = withoutFuture(
                    frame.monitor().feed().decoder().decode(frame.bytes(), frame.receiveTimeMicros()),
                    frame.receiveTimeMicros());
        } catch (MalformedDataException e) {
            frame.monitor().faulty(e.getMessage());
            throw e;
        }
        frame.monitor().decoded(decoded);
        frame.socket().accept(decoded);
        return decoded;
    }

    private static DecodedFrame withoutFuture(DecodedFrame decoded, long nowMicros) {
        if (isPast(nowMicros, decoded.trades(), Trade::eventTimeMicros)
                && isPast(nowMicros, decoded.quotes(), Quote::eventTimeMicros)) {
            return decoded;
        }
        List<String> faults = new ArrayList<>(decoded.faults());
        return new DecodedFrame(
                until(nowMicros, decoded.trades(), Trade::eventTimeMicros, "trade", faults),
                until(nowMicros, decoded.quotes(), Quote::eventTimeMicros, "quote", faults),
                decoded.signals(),
                faults);
    }

    private static <T> boolean isPast(long nowMicros, List<T> items, ToLongFunction<T> time) {
        for (T item : items) {
            if (time.applyAsLong(item) > nowMicros + Trade.MAX_AHEAD_MICROS) {
                return false;
            }
        }
        return true;
    }

    private static <T> List<T> until(
            long nowMicros, List<T> items, ToLongFunction<T> time, String name, List<String> faults) {
        List<T> possible = new ArrayList<>();
        for (T item : items) {
            long micros = time.applyAsLong(item);
            if (micros > nowMicros + Trade.MAX_AHEAD_MICROS) {
                faults.add("the " + name + "'s time " + instant(micros) + " is more than "
                        + TimeUnit.MICROSECONDS.toSeconds(Trade.MAX_AHEAD_MICROS) + " s ahead of our clock, "
                        + instant(nowMicros));
            } else {
                possible.add(item);
            }
        }
        return possible;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
