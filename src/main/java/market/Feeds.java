package market;

import java.util.List;

/** The feeds of this process, for those who watch and steer them. Safe for any thread. */
public interface Feeds {

    /** How each of them is doing now, in configured order. */
    List<FeedStatus> statuses();

    /** What is recorded of a feed. */
    RecordingStatus recording(String feed);

    /**
     * Records the frames of a feed, or stops doing so; waits until a file that was written is whole, but for a few seconds only.
     *
     * @throws IllegalArgumentException if there is no such feed
     */
    void record(String feed, boolean on);
}
