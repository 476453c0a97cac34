package ops;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.FeedConsole;
import market.FeedReport;
import market.FeedStatus;
import market.Feeds;
import market.InstrumentGaps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import storage.AuditStore;
import storage.OpenGaps;

/**
 * Shows and steers the feeds of this process. Every attempt to steer leaves an audit row, also one that failed. Gaps are counted every few seconds on a thread of its own, so that whoever looks at a
 * feed does not wait for the database, nor for one that is away. Safe for any thread.
 */
@Service
public class FeedControl implements FeedConsole {

    private static final Logger log = LoggerFactory.getLogger(FeedControl.class);

    private static final long PERIOD_MS = 5_000;

    private final Feeds feeds;
    private final OpenGaps gaps;
    private final AuditStore audit;

    /** By instrument id; empty while the database cannot say. */
    private volatile Optional<Map<String, InstrumentGaps>> counted = Optional.empty();

    public FeedControl(Feeds feeds, OpenGaps gaps, AuditStore audit) {
        this.feeds = feeds;
        this.gaps = gaps;
        this.audit = audit;
    }

    @Override
    public List<FeedReport> feeds() {
        Optional<Map<String, InstrumentGaps>> known = counted;
        return feeds.statuses().stream()
                .map(status ->
                        new FeedReport(status, known.map(all -> of(status, all)), feeds.recording(status.feed())))
                .toList();
    }

    @Override
    public void record(String feed, boolean on, String actor) {
        String action = on ? "feed.record" : "feed.stop-recording";
        try {
            feeds.record(feed, on);
        } catch (RuntimeException e) {
            audit.add(actor, action, feed, "failed: " + e.getMessage());
            throw e;
        }
        audit.add(actor, action, feed, "ok");
    }

    private static List<InstrumentGaps> of(FeedStatus status, Map<String, InstrumentGaps> all) {
        Set<String> instruments = instruments(status).collect(Collectors.toSet());
        return all.values().stream()
                .filter(gap -> instruments.contains(gap.instrument()))
                .sorted(Comparator.comparing(InstrumentGaps::instrument))
                .toList();
    }

    private static Stream<String> instruments(FeedStatus status) {
        return status.channels().stream().map(FeedStatus.ChannelStatus::instrument);
    }

    @Scheduled(fixedDelay = PERIOD_MS)
    void countGaps() {
        Set<String> instruments =
                feeds.statuses().stream().flatMap(FeedControl::instruments).collect(Collectors.toSet());
        try {
            counted = Optional.of(gaps.count(instruments).stream()
                    .collect(Collectors.toMap(InstrumentGaps::instrument, Function.identity())));
        } catch (DataAccessException e) {
            if (counted.isPresent()) {
                log.warn("The gaps of the feeds cannot be counted: {}", e.getMessage());
            }
            counted = Optional.empty();
        }
    }
}
