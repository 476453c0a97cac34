package app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import market.Instrument;
import market.Instruments;

/** Makes the registry of what is configured and of what the venues list. */
final class InstrumentRegistry {

    private final List<SoukProperties.InstrumentSettings> configured;
    private final Map<String, SoukProperties.Listing> wanted;
    private final Function<String, List<Instrument>> listings;

    /**
     * @param wanted by venue
     * @param listings what a venue lists
     */
    InstrumentRegistry(
            List<SoukProperties.InstrumentSettings> configured,
            Map<String, SoukProperties.Listing> wanted,
            Function<String, List<Instrument>> listings) {
        this.configured = configured;
        this.wanted = wanted;
        this.listings = listings;
    }

    /** Those that are configured in their order, then those that are only listed, by id. */
    Instruments instruments() {
        List<Instrument> all =
                new ArrayList<>(configured.stream().map(this::configured).toList());
        Set<String> names = new HashSet<>();
        all.forEach(instrument -> names.addAll(names(instrument)));
        wanted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> listed(entry.getKey(), entry.getValue()).stream()
                        .filter(instrument -> names(instrument).stream().noneMatch(names::contains))
                        .forEach(all::add));
        if (all.isEmpty()) {
            throw new StartRefusedException(
                    "There is no instrument: souk.instruments is empty, and so is what souk.listings asks for.",
                    "Configure at least one of souk.instruments, or let souk.listings.<venue>.quotes name the quote"
                            + " currencies of the instruments that a venue lists.");
        }
        return new Instruments(all);
    }

    private static List<String> names(Instrument instrument) {
        return List.of(instrument.id(), instrument.venue() + " " + instrument.venueSymbol());
    }

    private Instrument configured(SoukProperties.InstrumentSettings settings) {
        if (settings.isComplete()) {
            return settings.toInstrument();
        }
        Instrument listed = listings.apply(settings.venue()).stream()
                .filter(instrument -> instrument.base().equals(settings.base())
                        && instrument.quote().equals(settings.quote()))
                .findFirst()
                .orElseThrow(() -> new StartRefusedException(
                        "Instrument " + settings.venue() + ":" + settings.base() + "-" + settings.quote()
                                + " has no symbol or no tick-size, and " + settings.venue() + " does not list it.",
                        "Set souk.instruments[*].symbol and .tick-size, or correct its base and quote."));
        return settings.completedBy(listed);
    }

    private List<Instrument> listed(String venue, SoukProperties.Listing wanted) {
        List<Instrument> listed = listings.apply(venue).stream()
                .filter(instrument -> wanted.quotes().contains(instrument.quote()))
                .filter(instrument -> wanted.bases().isEmpty() || wanted.bases().contains(instrument.base()))
                .sorted(Comparator.comparing(Instrument::id))
                .toList();
        if (listed.size() > wanted.atMost()) {
            throw new StartRefusedException(
                    venue + " lists " + listed.size() + " instruments with the quote currencies " + wanted.quotes()
                            + ", and souk.listings." + venue + ".at-most is " + wanted.atMost() + ".",
                    "Name some of them in souk.listings." + venue + ".bases, or raise at-most.");
        }
        return listed;
    }
}
