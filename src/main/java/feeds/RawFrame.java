package feeds;

import java.util.List;
import java.util.function.Consumer;

/**
 * A frame as it came.
 *
 * @param receiveTimeMicros when, epoch µs, our clock
 * @param signals told what it said of its connection
 */
public record RawFrame(FeedMonitor monitor, byte[] bytes, long receiveTimeMicros, Consumer<List<Signal>> signals) {}
