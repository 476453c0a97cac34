package market;

import java.util.List;

/** The feeds of this process, for those who watch them. Safe for any thread. */
public interface Feeds {

    /** How each of them is doing now, in configured order. */
    List<FeedStatus> statuses();
}
