package ui.live;

import api.AlertQueries;
import api.Hub;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * How many alerts go on and were acknowledged by nobody: counted once for all browsers of this process, when an alert came by or the
 * count is old, and only while somebody asks. Safe for any thread.
 */
@Component
public class OpenAlerts {

    /** In case an alert was lost on its way here. */
    private static final Duration MAX_AGE = Duration.ofSeconds(15);

    private static final Logger log = LoggerFactory.getLogger(OpenAlerts.class);

    private final AlertQueries queries;
    private final Clock clock;
    private final Ticks ticks;
    private final AtomicBoolean counting = new AtomicBoolean();
    private volatile boolean news = true;
    private volatile Instant countedAt = Instant.EPOCH;
    private volatile long count;

    public OpenAlerts(AlertQueries queries, Hub hub, Clock clock, Ticks ticks) {
        this.queries = queries;
        this.clock = clock;
        this.ticks = ticks;
        hub.subscribeAllAlerts(update -> news = true);
    }

    /** What was counted last, at once; has it counted anew if that is old. Zero before the first time. */
    public long count() {
        if ((news || countedAt.isBefore(clock.instant().minus(MAX_AGE))) && counting.compareAndSet(false, true)) {
            ticks.inBackground(this::countAnew);
        }
        return count;
    }

    private void countAnew() {
        try {
            // What comes by while the database counts may not be in it.
            news = false;
            countedAt = clock.instant();
            count = queries.open();
        } catch (RuntimeException e) {
            log.warn("Open alerts cannot be counted, the count of before stands: {}", e.getMessage());
        } finally {
            counting.set(false);
        }
    }
}
