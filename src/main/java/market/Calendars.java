package market;

import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The trading hours of the venues. Immutable, so safe for any thread. */
public final class Calendars {

    /** All venues trade around the clock. */
    public static final Calendars NONE = new Calendars(Map.of());

    private final SortedMap<String, TradingHours> byVenue;

    /** @param byVenue the hours of the venues that close now and then */
    public Calendars(Map<String, TradingHours> byVenue) {
        this.byVenue = Collections.unmodifiableSortedMap(new TreeMap<>(byVenue));
    }

    /** Those of a venue; around the clock if it has none of its own. */
    public TradingHours of(String venue) {
        return byVenue.getOrDefault(venue, TradingHours.ALWAYS);
    }

    /** Whether an instrument can be traded now. */
    public boolean isOpen(Instrument instrument, Clock clock) {
        return of(instrument.venue()).isOpen(clock.instant());
    }

    /** The venues with hours of their own, by name. */
    public SortedMap<String, TradingHours> byVenue() {
        return byVenue;
    }
}
