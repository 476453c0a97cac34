package candles;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import market.CountedTrades;

/**
 * Ids that are unique and no more: those of the newest trades, by the minute in which they happened. A trade of a
 * minute that is forgotten is refused, since nobody knows any more whether it was counted.
 */
final class SparseIds implements CountedIds {

    /** 8 MB or so for an instrument. One that trades more within the memory has a shorter one. */
    static final int MAX_IDS = 200_000;

    private static final long MINUTE_MICROS = 60_000_000;

    private final long memoryMicros;
    private final TreeMap<Long, Set<Long>> byMinute = new TreeMap<>();
    private final Map<Long, List<Long>> uncommitted = new HashMap<>();
    private long forgottenBeforeMicros;
    private int size;

    SparseIds(CountedTrades stored, long memoryMicros) {
        this.memoryMicros = memoryMicros;
        this.forgottenBeforeMicros = stored.forgottenBeforeMicros();
        stored.recent().forEach((minute, ids) -> {
            byMinute.put(minute, new HashSet<>(ids));
            size += ids.size();
        });
    }

    @Override
    public boolean contains(long id, long eventMicros) {
        Set<Long> ids = byMinute.get(minute(eventMicros));
        return ids != null && ids.contains(id);
    }

    @Override
    public void add(long id, long eventMicros) {
        long minute = minute(eventMicros);
        byMinute.computeIfAbsent(minute, start -> new HashSet<>()).add(id);
        uncommitted.computeIfAbsent(minute, start -> new ArrayList<>()).add(id);
        size++;
        forgetBefore(minute(byMinute.lastKey() - memoryMicros));
        while (size > MAX_IDS && byMinute.size() > 1) {
            forgetBefore(byMinute.firstKey() + MINUTE_MICROS);
        }
    }

    @Override
    public String refuse(long eventMicros) {
        return eventMicros >= forgottenBeforeMicros
                ? null
                : "event time " + instant(eventMicros)
                        + " is too old to know whether the trade was counted already: its"
                        + " venue's trade ids are sparse, and those before " + instant(forgottenBeforeMicros)
                        + " are forgotten";
    }

    @Override
    public CountedTrades stored(String instrument, long newestMicros, BigDecimal newestPrice) {
        return new CountedTrades(instrument, List.of(), newestMicros, newestPrice, uncommitted, forgottenBeforeMicros);
    }

    @Override
    public void committed() {
        uncommitted.clear();
    }

    private void forgetBefore(long micros) {
        if (micros <= forgottenBeforeMicros) {
            return;
        }
        forgottenBeforeMicros = micros;
        var forgotten = byMinute.headMap(micros);
        forgotten.values().forEach(ids -> size -= ids.size());
        forgotten.clear();
        uncommitted.keySet().removeIf(minute -> minute < micros);
    }

    private static long minute(long micros) {
        return Math.floorDiv(micros, MINUTE_MICROS) * MINUTE_MICROS;
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }
}
