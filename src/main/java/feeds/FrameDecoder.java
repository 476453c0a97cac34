package feeds;

/** Turns a venue's frames into trades, quotes and signals. Safe for any thread. */
public interface FrameDecoder {

    /**
     * Decodes one frame.
     *
     * @param frame as it came
     * @param receiveTimeMicros when it came, epoch µs, our clock
     * @throws market.MalformedDataException if the frame as a whole is not what the venue's protocol allows; the message
     *     says why
     */
    DecodedFrame decode(byte[] frame, long receiveTimeMicros);
}
