package market;

import java.util.List;

/** What the edges and the console ask about feeds. Waits for nobody. Safe for any thread. */
public interface FeedConsole {

    /** All feeds of this process with the gaps of what they bring, in configured order. */
    List<FeedReport> feeds();
}
