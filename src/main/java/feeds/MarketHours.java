package feeds;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import market.Calendars;
import market.MarketEvent;
import market.TradingHours;

/**
 * Notices that markets open and close. What changed before it was made is not told, and of a market that opened and closed
 * between two looks, as while a laptop slept, nothing is. One thread at a time.
 */
public final class MarketHours {

    private final Calendars calendars;
    private final Clock clock;
    private Instant looked;

    public MarketHours(Calendars calendars, Clock clock) {
        this.calendars = calendars;
        this.clock = clock;
        this.looked = clock.instant();
    }

    /** What opened or closed since it was asked last. */
    public List<MarketEvent> changes() {
        Instant now = clock.instant();
        List<MarketEvent> changes = new ArrayList<>();
        calendars.byVenue().forEach((venue, hours) -> {
            if (now.isAfter(looked) && hours.isOpen(now) != hours.isOpen(looked)) {
                changes.add(change(venue, hours, now));
            }
        });
        looked = now;
        return changes;
    }

    private MarketEvent change(String venue, TradingHours hours, Instant now) {
        boolean open = hours.isOpen(now);
        Instant since = looked;
        for (Instant next = looked;
                !next.isAfter(now);
                next = hours.nextChange(next).orElseThrow()) {
            since = next;
        }
        String until = hours.nextChange(now).map(next -> " until " + next).orElse("");
        return MarketEvent.ofVenue(
                open ? MarketEvent.Type.MARKET_OPEN : MarketEvent.Type.MARKET_CLOSE,
                venue,
                now,
                since,
                "Market " + venue + " is " + (open ? "open" : "closed") + until);
    }
}
