package feeds;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import market.Trade;

/** Reads a feed's frames: its decoder and our clock. Safe for any thread. */
public final class Frames {

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
     * @throws market.MalformedDataException if it cannot be understood
     */
    public List<Trade> decode(Object frame) {
        byte[] bytes =
                frame instanceof byte[] binary ? binary : String.valueOf(frame).getBytes(StandardCharsets.UTF_8);
        return decoder.decode(bytes, ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
    }
}
