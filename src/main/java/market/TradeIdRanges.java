package market;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The trade ids of one instrument that were counted already, as runs {@code [first..last]}. On a venue whose ids are
 * dense this is one run, and a second run tells of a gap between them.
 *
 * <p>Not thread safe: owned by the candle engine's consumer thread.
 */
public final class TradeIdRanges {

    /** A run of counted ids, both ends inclusive. */
    public record Range(long first, long last) {

        public Range {
            if (last < first) {
                throw new IllegalArgumentException("range ends at " + last + " before it starts at " + first);
            }
        }
    }

    private final TreeMap<Long, Long> lastByFirst = new TreeMap<>();

    public TradeIdRanges() {}

    public TradeIdRanges(List<Range> ranges) {
        ranges.forEach(range -> lastByFirst.put(range.first(), range.last()));
    }

    /** Counts an id; false if it was counted before. */
    public boolean add(long id) {
        Map.Entry<Long, Long> below = lastByFirst.floorEntry(id);
        if (below != null && below.getValue() >= id) {
            return false;
        }
        boolean joinsBelow = below != null && below.getValue() == id - 1;
        long first = joinsBelow ? below.getKey() : id;
        Long lastOfAbove = lastByFirst.remove(id + 1);
        lastByFirst.put(first, lastOfAbove == null ? id : lastOfAbove);
        return true;
    }

    /** The runs, lowest first. */
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>(lastByFirst.size());
        lastByFirst.forEach((first, last) -> ranges.add(new Range(first, last)));
        return ranges;
    }
}
