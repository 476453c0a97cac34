package routes;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import market.FeedConsole;
import market.FeedReport;
import market.TestFeedReports;

/** One feed; keeps what it was told last. */
final class TestConsole implements FeedConsole {

    static final AtomicReference<String> LAST = new AtomicReference<>();

    @Override
    public List<FeedReport> feeds() {
        return List.of(TestFeedReports.live("binance"));
    }

    @Override
    public void record(String feed, boolean on, String actor) {
        LAST.set(feed + " " + on + " by " + actor);
    }
}
