package api;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import market.Alert;
import market.AlertKind;
import market.AlertQuery;
import market.AlertQuery.Place;
import market.AlertSeverity;
import market.Instrument;
import org.springframework.stereotype.Component;
import storage.AlertStore;
import storage.AuditStore;

/** What the edges ask of alerts and tell them. Safe for any thread. */
@Component
public class AlertQueries {

    private static final List<String> KINDS =
            Arrays.stream(AlertKind.values()).map(AlertKind::label).toList();
    private static final List<String> SEVERITIES =
            Arrays.stream(AlertSeverity.values()).map(AlertSeverity::name).toList();
    private static final List<String> STATUSES = List.of("ACTIVE", "RESOLVED");
    private static final List<String> CURSORS = List.of("the field next of an answer");

    private final AlertStore store;
    private final MarketQueries markets;
    private final AuditStore audit;
    private final Clock clock;

    public AlertQueries(AlertStore store, MarketQueries markets, AuditStore audit, Clock clock) {
        this.store = store;
        this.markets = markets;
        this.audit = audit;
        this.clock = clock;
    }

    /** What {@code alerts} was asked for, as it was sent; a null stands for what was not. */
    public record Wanted(
            String symbol,
            String kind,
            String severity,
            String status,
            String from,
            String to,
            String limit,
            String cursor) {}

    /**
     * Answers {@code GET /alerts} and {@code GET /alerts/{symbol}}.
     *
     * @throws ProblemException 404 if there is no such instrument, 400 if a parameter is wrong
     */
    public AlertPage alerts(Wanted wanted) {
        Optional<Instrument> instrument = Optional.ofNullable(wanted.symbol()).map(markets::require);
        TimePage page = TimePage.parse(wanted.from(), wanted.to(), wanted.limit(), null, clock.instant());
        Set<Boolean> active = each("status", upper(wanted.status()), STATUSES, "ACTIVE"::equals);
        AlertQuery query = new AlertQuery(
                instrument.map(Instrument::id),
                each("kind", wanted.kind(), KINDS, text -> AlertKind.find(text).orElseThrow()),
                each("severity", upper(wanted.severity()), SEVERITIES, AlertSeverity::valueOf),
                active.size() == 1 ? Optional.of(active.iterator().next()) : Optional.empty(),
                page.from().orElse(Instant.EPOCH),
                page.to(),
                Optional.ofNullable(wanted.cursor()).map(AlertQueries::place),
                page.limit() + 1);
        List<Alert> found = store.find(query);
        boolean more = found.size() > page.limit();
        List<Alert> shown = more ? found.subList(0, page.limit()) : found;
        return new AlertPage(shown, more ? cursor(shown.get(shown.size() - 1)) : null);
    }

    /** The newest alerts, of one instrument or of all, newest first. */
    public List<Alert> newest(Optional<String> instrument, int limit) {
        return store.find(new AlertQuery(
                instrument,
                Set.of(),
                Set.of(),
                Optional.empty(),
                Instant.EPOCH,
                clock.instant().plus(1, ChronoUnit.DAYS),
                Optional.empty(),
                limit));
    }

    /** How many alerts go on and were acknowledged by nobody. */
    public long open() {
        return store.open();
    }

    /**
     * Answers {@code PUT /alerts/{id}/acknowledgement}. The first who acknowledges an alert stands in it; a second time changes
     * nothing.
     *
     * @throws ProblemException 404 if there is no such alert
     */
    public Alert acknowledge(String id, String actor) {
        Alert alert = uuid(id).flatMap(known -> store.acknowledge(known, actor, clock.instant()))
                .orElseThrow(() -> ProblemException.notFound("id", "there is no alert '" + Quoted.of(id) + "'", null));
        audit.add(actor, "alert.acknowledge", alert.id().toString(), "ok");
        return alert;
    }

    private static <T> Set<T> each(String parameter, String texts, List<String> allowed, Function<String, T> read) {
        Set<T> values = new LinkedHashSet<>();
        for (String text : texts == null ? new String[0] : texts.split(",", -1)) {
            if (!allowed.contains(text.strip())) {
                throw ProblemException.badParameter(
                        parameter, parameter + " '" + Quoted.of(text) + "' is not known", allowed);
            }
            values.add(read.apply(text.strip()));
        }
        return values;
    }

    private static String upper(String text) {
        return text == null ? null : text.toUpperCase(Locale.ROOT);
    }

    /** The cursor to ask for what follows an alert with. */
    public static String cursor(Alert last) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, last.eventTime()) + "_" + last.id();
    }

    private static Place place(String cursor) {
        String[] parts = cursor.split("_", 2);
        if (parts.length == 2 && parts[0].matches("\\d{1,18}")) {
            Optional<UUID> id = uuid(parts[1]);
            if (id.isPresent()) {
                return new Place(Instant.EPOCH.plus(Long.parseLong(parts[0]), ChronoUnit.MICROS), id.get());
            }
        }
        throw ProblemException.badParameter("cursor", "cursor '" + Quoted.of(cursor) + "' is none", CURSORS);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
