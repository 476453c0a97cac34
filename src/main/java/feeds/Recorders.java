package feeds;

import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import market.RecordingStatus;

/** The recorders of all feeds, one each, off until somebody turns them on. Safe for any thread. */
public final class Recorders implements AutoCloseable {

    private final Map<String, FrameRecorder> byFeed = new LinkedHashMap<>();

    public Recorders(Collection<FeedMonitor> feeds, RecorderSettings settings, Clock clock) {
        for (FeedMonitor monitor : feeds) {
            Feed feed = monitor.feed();
            byFeed.put(feed.name(), new FrameRecorder(feed.name(), feed.venue().name(), settings, clock));
        }
    }

    /** @throws IllegalArgumentException if there is no such feed */
    public void record(String feed, boolean on) {
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
