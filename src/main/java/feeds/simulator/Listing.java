package feeds.simulator;

import java.util.Objects;
import market.Instrument;
import market.TradingHours;

/** What is traded, how, and when. */
public record Listing(Instrument instrument, MarketProfile profile, TradingHours hours) {

    public Listing {
        Objects.requireNonNull(instrument, "instrument");
        Objects.requireNonNull(profile, "profile");
        Objects.requireNonNull(hours, "hours");
    }

    /** With the built-in profile. */
    public static Listing of(Instrument instrument, TradingHours hours) {
        return new Listing(instrument, MarketProfile.of(instrument.venueSymbol(), hours), hours);
    }
}
