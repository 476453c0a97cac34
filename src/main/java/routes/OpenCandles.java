package routes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import market.Candle;
import market.CandleKey;
import market.Interval;
import market.MalformedDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The candles that changed and were published, of each the newest, for the alerts route: it takes the open ones when it has time,
 * and only what it takes is read, so a busy market costs it no more. Safe for any thread.
 */
@Component
class OpenCandles {

    private static final Logger log = LoggerFactory.getLogger(OpenCandles.class);

    /** While nobody takes them, as when the database is away, windows come and go; what is dropped comes closed by the log. */
    private static final int MOST = 20_000;

    private final ConcurrentMap<CandleKey, PublishedCandle> changed = new ConcurrentHashMap<>();
    private volatile Set<Interval> wanted = Set.of();

    /** Of which intervals candles are kept from now on; none until it is said. */
    void want(Set<Interval> intervals) {
        wanted = Set.copyOf(intervals);
        changed.keySet().removeIf(key -> !wanted.contains(key.interval()));
    }

    void offer(PublishedCandle candle) {
        if (wanted.contains(candle.key().interval())) {
            if (changed.size() >= MOST) {
                changed.clear();
            }
            changed.put(candle.key(), candle);
        }
    }

    /** Takes them out, the earlier windows first; the closed ones come by the log. */
    List<Candle> take() {
        List<Candle> taken = new ArrayList<>();
        for (CandleKey key : changed.keySet()) {
            // What is offered from here on is taken the next time.
            PublishedCandle published = changed.remove(key);
            try {
                Candle candle = published == null ? null : published.candle().get();
                if (candle != null && candle.isOpen()) {
                    taken.add(candle);
                }
            } catch (MalformedDataException e) {
                log.error("A published candle cannot be read: {}", e.getMessage());
            }
        }
        taken.sort(Comparator.comparingLong(candle -> candle.key().startMicros()));
        return taken;
    }
}
