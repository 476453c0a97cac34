package routes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import market.Candle;
import market.CandleKey;
import market.Interval;
import org.springframework.stereotype.Component;

/**
 * The open candles that changed, of each the newest, for the alerts route: it takes them when it has time, so a busy market costs
 * it no more. Safe for any thread.
 */
@Component
class OpenCandles {

    /** While nobody takes them, as when the database is away, windows come and go; what is dropped comes closed by the log. */
    private static final int MOST = 20_000;

    private final ConcurrentMap<CandleKey, Candle> changed = new ConcurrentHashMap<>();
    private volatile Set<Interval> wanted = Set.of();

    /** Of which intervals candles are kept from now on; none until it is said. */
    void want(Set<Interval> intervals) {
        wanted = Set.copyOf(intervals);
        changed.keySet().removeIf(key -> !wanted.contains(key.interval()));
    }

    boolean wants(Interval interval) {
        return wanted.contains(interval);
    }

    void offer(Candle candle) {
        if (candle.isOpen() && wants(candle.key().interval())) {
            if (changed.size() >= MOST) {
                changed.clear();
            }
            changed.put(candle.key(), candle);
        }
    }

    boolean isEmpty() {
        return changed.isEmpty();
    }

    /** Takes them out, the earlier windows first. */
    List<Candle> take() {
        List<Candle> taken = new ArrayList<>();
        for (Iterator<Candle> candles = changed.values().iterator(); candles.hasNext(); ) {
            taken.add(candles.next());
            candles.remove();
        }
        taken.sort(Comparator.comparingLong(candle -> candle.key().startMicros()));
        return taken;
    }
}
