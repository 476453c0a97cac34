package app;

import feeds.simulator.Listing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import market.Calendars;
import market.Instrument;
import market.Instruments;
import market.TradingHours;

/** What the simulator trades, as configured. */
final class SimulatedListings {

    private SimulatedListings() {}

    /** @throws StartRefusedException if a profile is of no simulated instrument, or cannot be */
    static List<Listing> of(SoukProperties properties, Instruments instruments, Calendars calendars) {
        Set<String> venues = properties.simulatedVenues();
        List<Instrument> simulated = instruments.all().stream()
                .filter(instrument -> venues.contains(instrument.venue()))
                .toList();
        Map<Instrument, SoukProperties.Simulator.Profile> profiles = new HashMap<>();
        properties.simulator().profiles().forEach((name, profile) -> {
            Instrument instrument = instruments
                    .find(name)
                    .filter(simulated::contains)
                    .orElseThrow(() -> new StartRefusedException(
                            "souk.simulator.profiles." + name + " is the profile of no instrument that is simulated.",
                            "Name one of "
                                    + simulated.stream().map(Instrument::id).toList()
                                    + " by its id, symbol or alias."));
            if (profiles.put(instrument, profile) != null) {
                throw new StartRefusedException(
                        "souk.simulator.profiles has two profiles of " + instrument.id() + ".",
                        "Leave one of them out.");
            }
        });
        return simulated.stream()
                .map(instrument ->
                        listing(Listing.of(instrument, calendars.of(instrument.venue())), profiles.get(instrument)))
                .toList();
    }

    private static Listing listing(Listing builtIn, SoukProperties.Simulator.Profile profile) {
        if (profile == null) {
            return builtIn;
        }
        Instrument instrument = builtIn.instrument();
        TradingHours hours = builtIn.hours();
        try {
            return new Listing(instrument, profile.applyTo(builtIn.profile()), hours);
        } catch (IllegalArgumentException e) {
            throw new StartRefusedException(
                    "The profile of " + instrument.id() + " cannot be: " + e.getMessage() + ".",
                    "Change it in souk.simulator.profiles.",
                    e);
        }
    }
}
