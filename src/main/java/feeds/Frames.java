package feeds;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import market.MalformedDataException;
import market.Trade;

/** Reads a feed's frames: its decoder and our clock. Safe for any thread. */
public final class Frames {

    /** How far a venue's clock may be ahead of ours. A trade beyond it would close the candles of all others too early. */
    private static final Duration MAX_AHEAD = Duration.ofSeconds(60);

    private final FrameDecoder decoder;
    private final Clock clock;

    public Frames(FrameDecoder decoder, Clock clock) {
        this.decoder = decoder;
        this.clock = clock;
    }

    /**
     * The trades of a frame that has just come.
     *
     * @param frame text or bytes, as the socket gives it
     * @throws market.MalformedDataException if it cannot be understood, or tells of the future
     */
    public List<Trade> decode(Object frame) {
        byte[] bytes =
                frame instanceof byte[] binary ? binary : String.valueOf(frame).getBytes(StandardCharsets.UTF_8);
        Instant now = clock.instant();
        List<Trade> trades = decoder.decode(bytes, ChronoUnit.MICROS.between(Instant.EPOCH, now))
                .trades();
        for (Trade trade : trades) {
            if (trade.eventTime().isAfter(now.plus(MAX_AHEAD))) {
                throw new MalformedDataException("the trade's time " + trade.eventTime() + " is more than "
                        + MAX_AHEAD.toSeconds() + " s ahead of our clock, " + now);
            }
        }
        return trades;
    }
}
