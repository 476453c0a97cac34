package feeds;

import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import market.RecordingStatus;

/** The recorders of all feeds, one each, off until somebody turns them on. Safe for any thread. */
public final class Recorders implements AutoCloseable {

    private final Map<String, FrameRecorder> byFeed = new LinkedHashMap<>();
    private final Set<String> polled = new HashSet<>();

    public Recorders(Collection<FeedMonitor> feeds, RecorderSettings settings, Clock clock) {
        for (FeedMonitor monitor : feeds) {
            Feed feed = monitor.feed();
            if (feed.isPolled()) {
                polled.add(feed.name());
            }
            byFeed.put(feed.name(), new FrameRecorder(feed.name(), feed.venue().name(), settings, clock));
        }
    }

    /**
     * @throws IllegalArgumentException if there is no such feed
     * @throws IllegalStateException if it cannot be recorded now; the message says why
     */
    public void record(String feed, boolean on) {
        if (on && polled.contains(feed)) {
            throw new IllegalStateException(
                    "feed '" + feed + "' is asked over HTTP, and only what comes over a connection can be recorded");
        }
        of(feed).turn(on);
    }

    public RecordingStatus status(String feed) {
        return of(feed).status();
    }

    FrameRecorder of(String feed) {
        FrameRecorder recorder = byFeed.get(feed);
        if (recorder == null) {
            throw new IllegalArgumentException("there is no feed '" + feed + "' but " + byFeed.keySet());
        }
        return recorder;
    }

    @Override
    public void close() {
        byFeed.values().forEach(recorder -> recorder.turn(false));
    }
}
