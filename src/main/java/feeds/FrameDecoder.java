package feeds;

import java.util.List;
import market.Trade;

/** Turns a venue's frames into trades. Safe for any thread. */
public interface FrameDecoder {

    /**
     * Decodes one frame.
     *
     * @param frame as it came
     * @param receiveTimeMicros when it came, epoch µs, our clock
     * @return its trades in the venue's order; none for a frame that carries no trades, as an acknowledgement
     * @throws market.MalformedDataException if the frame is not what the venue's protocol allows; the message says why
     */
    List<Trade> decode(byte[] frame, long receiveTimeMicros);
}
