package candles;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.CountedTrades;
import market.IdRun;

/**
 * Ids that count up by one, as runs: one run where nothing is missing, whatever the number of trades. Between two runs
 * there is a hole.
 */
final class DenseIds implements CountedIds {

    /**
     * More than any venue's bad day leaves; a venue with more holes has no dense ids. It bounds an instrument's memory to
     * 32 kB.
     */
    static final int MAX_RUNS = 1_000;

    private long[] first = new long[4];
    private long[] last = new long[4];
    private long[] firstMicros = new long[4];
    private long[] lastMicros = new long[4];
    private int size;

    /** Whether a hole has appeared, shrunk or gone since somebody last asked. */
    private boolean holesChanged;

    DenseIds(List<IdRun> runs) {
        for (IdRun run : runs) {
            insert(size, run.first(), run.firstMicros());
            last[size - 1] = run.last();
            lastMicros[size - 1] = run.lastMicros();
        }
        holesChanged = size > 1;
    }

    /** The ids of both, as runs. */
    static List<IdRun> union(List<IdRun> some, List<IdRun> others) {
        List<IdRun> union = new ArrayList<>();
        IdRun current = null;
        for (IdRun run : Stream.concat(some.stream(), others.stream())
                .sorted(Comparator.comparingLong(IdRun::first))
                .toList()) {
            if (current == null || run.first() > current.last() + 1) {
                union.add(run);
            } else {
                run = run.last() > current.last()
                        ? new IdRun(current.first(), run.last(), current.firstMicros(), run.lastMicros())
                        : current;
                union.set(union.size() - 1, run);
            }
            current = run;
        }
        return union;
    }

    @Override
    public boolean contains(long id, long eventMicros) {
        int below = floor(id);
        return below >= 0 && id <= last[below];
    }

    /** Whether all ids from one to another are counted. */
    boolean containsAll(long from, long to) {
        int below = floor(from);
        return below >= 0 && to <= last[below];
    }

    /** Whether trades without a hole reach from one instant to another, epoch µs. */
    boolean spans(long fromMicros, long toMicros) {
        for (int run = size - 1; run >= 0; run--) {
            if (firstMicros[run] <= fromMicros && lastMicros[run] >= toMicros) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void add(long id, long eventMicros) {
        if (size > 0 && id == last[size - 1] + 1) {
            last[size - 1] = id;
            lastMicros[size - 1] = eventMicros;
            return;
        }
        int below = floor(id);
        boolean joinsBelow = below >= 0 && last[below] == id - 1;
        boolean joinsAbove = below + 1 < size && first[below + 1] == id + 1;
        if (joinsBelow && joinsAbove) {
            last[below] = last[below + 1];
            lastMicros[below] = lastMicros[below + 1];
            remove(below + 1);
        } else if (joinsBelow) {
            last[below] = id;
            lastMicros[below] = eventMicros;
        } else if (joinsAbove) {
            first[below + 1] = id;
            firstMicros[below + 1] = eventMicros;
        } else {
            insert(below + 1, id, eventMicros);
        }
        holesChanged |= size > 1 || (joinsBelow && joinsAbove);
    }

    /** Whatever comes first is counted: a hole is a hole until it is filled. */
    @Override
    public String refuse(long eventMicros) {
        return null;
    }

    @Override
    public CountedTrades stored(String instrument, long newestMicros, BigDecimal newestPrice) {
        return new CountedTrades(instrument, runs(), newestMicros, newestPrice, Map.of(), 0);
    }

    @Override
    public void committed() {
        // The next checkpoint stores all runs again: they are few.
    }

    /** Whether {@link #holes} may tell something else than when they were last seen. */
    boolean holesChanged() {
        return holesChanged;
    }

    void holesSeen() {
        holesChanged = false;
    }

    /** What lies between the runs, lowest first. */
    List<Hole> holes() {
        List<Hole> holes = new ArrayList<>();
        for (int run = 1; run < size; run++) {
            holes.add(hole(run));
        }
        return holes;
    }

    /** Takes the ids of the lowest hole for counted if there are more runs than can be kept. */
    Optional<Hole> abandonLowest() {
        if (size <= MAX_RUNS) {
            return Optional.empty();
        }
        Hole lowest = hole(1);
        last[0] = last[1];
        lastMicros[0] = lastMicros[1];
        remove(1);
        return Optional.of(lowest);
    }

    List<IdRun> runs() {
        List<IdRun> runs = new ArrayList<>(size);
        for (int run = 0; run < size; run++) {
            runs.add(new IdRun(first[run], last[run], firstMicros[run], lastMicros[run]));
        }
        return runs;
    }

    /**
     * Ids that are not counted between two that are.
     *
     * @param fromMicros event time of the trade before, epoch µs
     * @param toMicros event time of the trade after, epoch µs; not before {@code fromMicros}, though a venue's clock may
     *     have said so
     */
    record Hole(long firstId, long lastId, long fromMicros, long toMicros) {}

    private Hole hole(int aboveIt) {
        long before = lastMicros[aboveIt - 1];
        long after = firstMicros[aboveIt];
        return new Hole(last[aboveIt - 1] + 1, first[aboveIt] - 1, Math.min(before, after), Math.max(before, after));
    }

    /** The highest run that starts at an id or below; -1 if there is none. */
    private int floor(long id) {
        if (size > 0 && id >= first[size - 1]) {
            return size - 1;
        }
        int found = Arrays.binarySearch(first, 0, size, id);
        return found >= 0 ? found : -found - 2;
    }

    private void insert(int at, long id, long eventMicros) {
        if (size == first.length) {
            first = Arrays.copyOf(first, 2 * size);
            last = Arrays.copyOf(last, 2 * size);
            firstMicros = Arrays.copyOf(firstMicros, 2 * size);
            lastMicros = Arrays.copyOf(lastMicros, 2 * size);
        }
        shift(at, at + 1);
        size++;
        first[at] = id;
        last[at] = id;
        firstMicros[at] = eventMicros;
        lastMicros[at] = eventMicros;
    }

    private void remove(int at) {
        shift(at + 1, at);
        size--;
    }

    private void shift(int from, int to) {
        int moved = size - from;
        System.arraycopy(first, from, first, to, moved);
        System.arraycopy(last, from, last, to, moved);
        System.arraycopy(firstMicros, from, firstMicros, to, moved);
        System.arraycopy(lastMicros, from, lastMicros, to, moved);
    }
}
