package analytics.pulse;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import market.Pulse;
import market.Quote;

/**
 * The quotes of an instrument in one window of event time. It remembers which they are by source and event time, so one that comes
 * again changes nothing; their order does not matter either. Those that Souk derives itself count only where nobody else told
 * any, so they are kept apart. Immutable.
 */
public final class PulseWindow {

    private final String instrument;
    private final long startMicros;
    private final long lengthMicros;

    /** By source: event times, µs since the window's start. */
    private final SortedMap<String, SortedSet<Long>> seen;

    /** Of venues and aggregators. */
    private final Tally told;

    /** Of Souk's own. */
    private final Tally derived;

    PulseWindow(
            String instrument,
            long startMicros,
            long lengthMicros,
            SortedMap<String, SortedSet<Long>> seen,
            Tally told,
            Tally derived) {
        this.instrument = instrument;
        this.startMicros = startMicros;
        this.lengthMicros = lengthMicros;
        this.seen = seen;
        this.told = told;
        this.derived = derived;
    }

    /** A window without quotes. */
    public static PulseWindow of(String instrument, long startMicros, long lengthMicros) {
        return new PulseWindow(instrument, startMicros, lengthMicros, new TreeMap<>(), Tally.NONE, Tally.NONE);
    }

    /**
     * This window with these quotes, too, but for those that it holds already.
     *
     * @throws IllegalArgumentException if one is of another instrument or of another time
     */
    public PulseWindow plus(Collection<Quote> quotes) {
        SortedMap<String, SortedSet<Long>> known = new TreeMap<>();
        seen.forEach((source, times) -> known.put(source, new TreeSet<>(times)));
        Tally nextTold = told;
        Tally nextDerived = derived;
        for (Quote quote : quotes) {
            long offset = quote.eventTimeMicros() - startMicros;
            if (!quote.instrument().equals(instrument) || offset < 0 || offset >= lengthMicros) {
                throw new IllegalArgumentException(quote + " is not of " + this);
            }
            if (!known.computeIfAbsent(quote.source(), source -> new TreeSet<>())
                    .add(offset)) {
                continue;
            }
            if (quote.source().equals(DerivedQuotes.SOURCE)) {
                nextDerived = nextDerived.plus(quote);
            } else {
                nextTold = nextTold.plus(quote);
            }
        }
        return new PulseWindow(instrument, startMicros, lengthMicros, known, nextTold, nextDerived);
    }

    public String instrument() {
        return instrument;
    }

    /** The first instant after the window, epoch µs. */
    public long endMicros() {
        return startMicros + lengthMicros;
    }

    /** Greatest event time of its quotes, epoch µs; the window's start if there are none. */
    public long newestMicros() {
        return startMicros
                + seen.values().stream().mapToLong(SortedSet::last).max().orElse(0);
    }

    /**
     * What the quotes add up to.
     *
     * @throws IllegalStateException if there are none
     */
    public Pulse pulse(PulseClasses classes) {
        boolean isDerived = told.quotes() == 0;
        Tally counted = isDerived ? derived : told;
        if (counted.quotes() == 0) {
            throw new IllegalStateException("there is no quote in " + this);
        }
        BigDecimal change = counted.averageChangePercent();
        return new Pulse(
                instrument,
                startMicros,
                lengthMicros,
                counted.averagePrice(),
                change,
                counted.maxVolume(),
                counted.maxQuoteVolume(),
                counted.marketCap(),
                counted.quotes(),
                isDerived,
                0,
                change == null ? null : classes.volatility(change),
                change == null ? null : classes.trend(change));
    }

    long startMicros() {
        return startMicros;
    }

    long lengthMicros() {
        return lengthMicros;
    }

    Map<String, SortedSet<Long>> seen() {
        return seen;
    }

    Tally told() {
        return told;
    }

    Tally derived() {
        return derived;
    }

    @Override
    public String toString() {
        return "the window of " + instrument + " of " + lengthMicros + " µs from " + startMicros;
    }
}
