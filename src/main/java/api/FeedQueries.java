package api;

import java.util.List;
import market.FeedConsole;
import org.springframework.stereotype.Component;

/** What REST asks about feeds. Safe for any thread. */
@Component
public class FeedQueries {

    private final FeedConsole console;

    public FeedQueries(FeedConsole console) {
        this.console = console;
    }

    /** Answers {@code GET /feeds}. */
    public List<FeedAnswer> feeds() {
        return console.feeds().stream().map(FeedAnswer::of).toList();
    }
}
