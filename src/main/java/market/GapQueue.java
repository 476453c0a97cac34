package market;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The gaps in trade ids that are to be filled, shared by all processes. Safe for any thread. */
public interface GapQueue {

    /**
     * Takes gaps that nobody else has and whose pause is over. Those that were never tried come first, the oldest before
     * the younger, then those that have waited longest.
     *
     * @param instruments ids of the instruments whose gaps are asked for
     * @param limit how many at most
     * @param lease for how long no other process is given them
     */
    List<OpenGap> lease(Collection<String> instruments, int limit, Duration lease);

    /**
     * The trades counted with the greatest ids: of each instrument the last run of them. Those of which nothing is counted
     * are not there.
     */
    Map<String, IdRun> newest(Collection<String> instruments);

    /** Keeps how attempts ended, and gives the gaps back; those whose lease has gone to somebody else are left alone. */
    void settle(Collection<GapAttempt> attempts);
}
