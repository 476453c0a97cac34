package market;

import java.util.List;

/** What the edges and the console ask of feeds and tell them. Safe for any thread. */
public interface FeedConsole {

    /** All feeds of this process with the gaps of what they bring, in configured order. Waits for nobody. */
    List<FeedReport> feeds();

    /**
     * Records the frames of a feed, or stops doing so.
     *
     * @param actor the name of the user who asked for it
     * @throws IllegalArgumentException if there is no such feed
     */
    void record(String feed, boolean on, String actor);
}
