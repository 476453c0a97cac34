package ui.alerts;

import api.AlertQueries;
import com.vaadin.flow.router.QueryParameters;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import market.Instrument;

/**
 * Which alerts are shown, as it stands in the address with the names that the API has for it:
 * {@code severity=CRITICAL&status=ACTIVE&kind=price-move,gap&symbol=BTC}.
 *
 * @param instrument empty for all
 * @param kinds empty for all
 * @param severities empty for all
 * @param status empty for all
 */
record AlertFilter(
        Optional<Instrument> instrument,
        Set<AlertKind> kinds,
        Set<AlertSeverity> severities,
        Optional<AlertFilter.Status> status) {

    static final AlertFilter ALL = new AlertFilter(Optional.empty(), Set.of(), Set.of(), Optional.empty());

    private static final String SYMBOL = "symbol";
    private static final String KIND = "kind";
    private static final String SEVERITY = "severity";
    private static final String STATUS = "status";

    /** Whether what an alert tells goes on. */
    enum Status {
        ACTIVE("Active"),
        RESOLVED("Resolved");

        private final String text;

        Status(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    AlertFilter {
        kinds = Set.copyOf(kinds);
        severities = Set.copyOf(severities);
    }

    /**
     * Reads an address. What it says wrong is left out.
     *
     * @param find the instrument of an id, a symbol or an alias
     * @param complain is told what was wrong, in a sentence
     */
    static AlertFilter parse(
            QueryParameters address, Function<String, Optional<Instrument>> find, Consumer<String> complain) {
        return new AlertFilter(
                first(texts(address, SYMBOL).stream(), "instrument", find, complain),
                texts(address, KIND).stream()
                        .flatMap(text -> known("kind", text, AlertKind.find(text.toLowerCase(Locale.ROOT)), complain))
                        .collect(Collectors.toSet()),
                texts(address, SEVERITY).stream()
                        .flatMap(text -> known("severity", text, constant(AlertSeverity.values(), text), complain))
                        .collect(Collectors.toSet()),
                first(texts(address, STATUS).stream(), "status", text -> constant(Status.values(), text), complain));
    }

    QueryParameters address() {
        Map<String, List<String>> parameters = new LinkedHashMap<>();
        put(
                parameters,
                SEVERITY,
                EnumSet.allOf(AlertSeverity.class).stream()
                        .filter(severities::contains)
                        .map(AlertSeverity::name));
        put(parameters, STATUS, status.map(Status::name).stream());
        put(
                parameters,
                KIND,
                EnumSet.allOf(AlertKind.class).stream().filter(kinds::contains).map(AlertKind::label));
        put(parameters, SYMBOL, instrument.map(Instrument::id).stream());
        return new QueryParameters(parameters);
    }

    boolean matches(Alert alert) {
        return (instrument.isEmpty() || instrument.get().id().equals(alert.instrument()))
                && (kinds.isEmpty() || kinds.contains(alert.kind()))
                && (severities.isEmpty() || severities.contains(alert.severity()))
                && (status.isEmpty() || (status.get() == Status.ACTIVE) == alert.isActive());
    }

    /**
     * The same as a question to the database.
     *
     * @param cursor of the place after which to go on; null for the newest
     */
    AlertQueries.Wanted wanted(int limit, String cursor) {
        Map<String, List<String>> parameters = address().getParameters();
        return new AlertQueries.Wanted(
                text(parameters, SYMBOL),
                text(parameters, KIND),
                text(parameters, SEVERITY),
                text(parameters, STATUS),
                null,
                null,
                Integer.toString(limit),
                cursor);
    }

    private static void put(Map<String, List<String>> parameters, String name, Stream<String> values) {
        String text = values.collect(Collectors.joining(","));
        if (!text.isEmpty()) {
            parameters.put(name, List.of(text));
        }
    }

    private static String text(Map<String, List<String>> parameters, String name) {
        return parameters.containsKey(name) ? parameters.get(name).get(0) : null;
    }

    private static List<String> texts(QueryParameters address, String name) {
        return address.getParameters(name).stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private static <T> Optional<T> first(
            Stream<String> texts, String name, Function<String, Optional<T>> read, Consumer<String> complain) {
        return texts.flatMap(text -> known(name, text, read.apply(text), complain))
                .findFirst();
    }

    private static <T> Stream<T> known(String name, String text, Optional<T> found, Consumer<String> complain) {
        if (found.isEmpty()) {
            complain.accept("There is no " + name + " called “" + text + "”; all are shown.");
        }
        return found.stream();
    }

    private static <T extends Enum<T>> Optional<T> constant(T[] values, String text) {
        return Arrays.stream(values)
                .filter(value -> value.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
