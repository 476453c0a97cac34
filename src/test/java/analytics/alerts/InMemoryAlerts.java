package analytics.alerts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import market.Alert;
import market.AlertMemory;
import market.Candle;
import market.CandleKey;
import market.Interval;

/** Keeps alerts by their id and candles by their key, as the database does. */
final class InMemoryAlerts implements AlertMemory {

    final Map<UUID, Alert> alerts = new LinkedHashMap<>();
    private final Map<CandleKey, Candle> candles = new LinkedHashMap<>();
    long gaps;

    void keep(Candle candle) {
        candles.put(candle.key(), candle);
    }

    /** @return those that were not known so yet */
    List<Alert> save(List<Alert> found) {
        List<Alert> news = new ArrayList<>();
        for (Alert alert : found) {
            Alert known = alerts.get(alert.id());
            boolean worse = known != null && alert.severity().compareTo(known.severity()) > 0;
            boolean over = known != null && known.isActive() && !alert.isActive();
            if (known == null || worse || over) {
                alerts.put(alert.id(), alert);
                news.add(alert);
            }
        }
        return news;
    }

    @Override
    public List<Candle> closedBefore(String instrument, Interval interval, long beforeMicros, int limit) {
        List<Candle> before = candles.values().stream()
                .filter(candle -> candle.key().instrument().equals(instrument)
                        && candle.key().interval() == interval
                        && candle.key().startMicros() < beforeMicros)
                .sorted(Comparator.comparing(candle -> candle.key().startMicros()))
                .toList();
        return before.subList(Math.max(0, before.size() - limit), before.size());
    }

    @Override
    public List<Alert> last(String instrumentOrFeed) {
        Map<String, Alert> last = new TreeMap<>();
        alerts.values().stream()
                .filter(alert -> alert.key().equals(instrumentOrFeed))
                .forEach(alert -> last.merge(
                        alert.kind() + " " + alert.rule(),
                        alert,
                        (one, other) -> other.eventTime().isAfter(one.eventTime()) ? other : one));
        return List.copyOf(last.values());
    }

    @Override
    public long openGaps(String instrument) {
        return gaps;
    }
}
