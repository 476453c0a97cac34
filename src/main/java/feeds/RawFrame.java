package feeds;

import java.util.function.Consumer;

/**
 * A frame as it came.
 *
 * @param receiveTimeMicros when, epoch µs, our clock
 * @param socket told what it said
 */
public record RawFrame(FeedMonitor monitor, byte[] bytes, long receiveTimeMicros, Consumer<DecodedFrame> socket) {}
