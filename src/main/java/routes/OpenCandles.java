package routes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import market.Candle;
import market.CandleKey;
import market.Interval;
import market.MalformedDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The candles that changed and were published, of each the newest, for the alerts route: it takes them when it has time, and only
 * what it takes is read, so a busy market costs it no more. Safe for any thread.
 */
@Component
class OpenCandles {

    private static final Logger log = LoggerFactory.getLogger(OpenCandles.class);

    /** While nobody takes them, as when the database is away, windows come and go; what is dropped comes closed by the log. */
    private static final int MOST = 20_000;

    private Map<CandleKey, PublishedCandle> changed = new HashMap<>();
    private Set<Interval> wanted = Set.of();

    /** Of which intervals candles are kept from now on; none until it is said. */
    synchronized void want(Set<Interval> intervals) {
        wanted = Set.copyOf(intervals);
        changed.keySet().removeIf(key -> !wanted.contains(key.interval()));
    }

    synchronized void offer(PublishedCandle candle) {
        if (wanted.contains(candle.key().interval())) {
            if (changed.size() >= MOST) {
                changed.clear();
            }
            changed.put(candle.key(), candle);
        }
    }

    /**
     * Takes them out, the earlier windows first; those that are closed say that the log has them, or will have them soon. What was
     * published before one of these is among them, or was taken earlier.
     */
    List<Candle> take() {
        List<Candle> taken = new ArrayList<>();
        for (PublishedCandle published : takeChanged()) {
            try {
                taken.add(published.candle().get());
            } catch (MalformedDataException e) {
                log.error("A published candle cannot be read: {}", e.getMessage());
            }
        }
        taken.sort(Comparator.comparingLong(candle -> candle.key().startMicros()));
        return taken;
    }

    private synchronized Collection<PublishedCandle> takeChanged() {
        Collection<PublishedCandle> taken = changed.values();
        changed = new HashMap<>();
        return taken;
    }
}
