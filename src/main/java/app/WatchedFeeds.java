package app;

import feeds.FeedMonitor;
import feeds.Recorders;
import java.util.List;
import market.FeedStatus;
import market.Feeds;
import market.RecordingStatus;

/** What {@code feeds} knows, for those who may not import it. */
record WatchedFeeds(List<FeedMonitor> monitors, Recorders recorders) implements Feeds {

    @Override
    public List<FeedStatus> statuses() {
        return monitors.stream().map(FeedMonitor::status).toList();
    }

    @Override
    public RecordingStatus recording(String feed) {
        return recorders.status(feed);
    }

    @Override
    public void record(String feed, boolean on) {
        recorders.record(feed, on);
    }
}
