package market;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The registry of instruments. Every edge resolves what a user wrote through it: an id, a venue's symbol or an alias,
 * in upper or lower case. Immutable, so safe for any thread.
 */
public final class Instruments {

    private final List<Instrument> all;
    private final Map<String, Instrument> byId = new HashMap<>();
    private final Map<String, Instrument> byName = new HashMap<>();
    private final Map<String, Instrument> byVenueSymbol = new HashMap<>();

    /** @throws IllegalArgumentException if two instruments claim the same id, or the same symbol at one venue */
    public Instruments(List<Instrument> instruments) {
        all = List.copyOf(instruments);
        for (Instrument instrument : all) {
            byId.put(instrument.id(), instrument);
            claim(byName, normalise(instrument.id()), instrument);
            claim(byVenueSymbol, venueKey(instrument.venue(), instrument.venueSymbol()), instrument);
        }
        // Ids are unique; the looser names go to the first instrument that claims them, in configured order.
        all.forEach(instrument -> byName.putIfAbsent(normalise(instrument.venueSymbol()), instrument));
        all.forEach(
                instrument -> byName.putIfAbsent(normalise(instrument.base() + "-" + instrument.quote()), instrument));
        all.forEach(
                instrument -> instrument.aliases().forEach(alias -> byName.putIfAbsent(normalise(alias), instrument)));
    }

    /** All instruments, in configured order. */
    public List<Instrument> all() {
        return all;
    }

    /** The instrument with this id, venue symbol, {@code BASE-QUOTE} or alias. */
    public Optional<Instrument> find(String idOrSymbolOrAlias) {
        return idOrSymbolOrAlias == null
                ? Optional.empty()
                : Optional.ofNullable(byName.get(normalise(idOrSymbolOrAlias.strip())));
    }

    /** The instrument with exactly this id. */
    public Optional<Instrument> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** The instrument that a venue calls by this symbol. */
    public Optional<Instrument> findAtVenue(String venue, String venueSymbol) {
        return Optional.ofNullable(byVenueSymbol.get(venueKey(venue, venueSymbol)));
    }

    private static void claim(Map<String, Instrument> names, String name, Instrument instrument) {
        Instrument other = names.putIfAbsent(name, instrument);
        if (other != null) {
            throw new IllegalArgumentException(
                    "instruments " + other.id() + " and " + instrument.id() + " share the name " + name);
        }
    }

    private static String venueKey(String venue, String venueSymbol) {
        return normalise(venue) + " " + normalise(venueSymbol);
    }

    private static String normalise(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
