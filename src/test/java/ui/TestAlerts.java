package ui;

import api.AlertQueries;
import api.AlertRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import market.Alert;
import market.AlertKind;
import market.AlertQuery;
import market.AlertRule;
import market.AlertSeverity;
import market.CandleKey;
import market.Instruments;
import market.Interval;
import org.springframework.dao.DataAccessResourceFailureException;
import storage.AlertRuleStore;
import storage.AlertStore;
import storage.AuditStore;
import ui.live.OpenAlerts;
import ui.live.Ticks;

/** The real questions to alerts and rules, over stores in memory that can be taken away. */
public final class TestAlerts {

    private final TestMarket market;
    private final Map<UUID, Alert> stored = new TreeMap<>();
    private final List<AlertRule> rules = new ArrayList<>();
    private final List<AlertRule> configured = new ArrayList<>();
    private final List<String> audit = new ArrayList<>();
    private boolean away;

    public TestAlerts(TestMarket market) {
        this.market = market;
    }

    public AlertQueries queries() {
        return new AlertQueries(new Store(), market.queries(), new Trail(), market.clock());
    }

    public AlertRules rules() {
        return new AlertRules(
                configured,
                new RuleStore(),
                new Instruments(List.of(TestMarket.BTC, TestMarket.ETH)),
                List.of(Interval.M1, Interval.M5),
                new Trail(),
                market.clock());
    }

    public OpenAlerts open(Ticks ticks) {
        return new OpenAlerts(queries(), market.hub(), market.clock(), ticks);
    }

    /** An alert that was raised so many seconds before noon, in the candle that holds it. */
    public Alert alert(AlertKind kind, AlertSeverity severity, int secondsBefore) {
        Instant at = market.clock().instant().minusSeconds(secondsBefore);
        CandleKey candle =
                new CandleKey(TestMarket.BTC.id(), Interval.M1, Interval.M1.windowStart(at.toEpochMilli() * 1_000));
        return new Alert(
                UUID.randomUUID(),
                kind,
                severity,
                TestMarket.BTC.id(),
                null,
                null,
                new BigDecimal("7.314159"),
                new BigDecimal("6"),
                candle,
                at,
                at,
                null,
                null,
                null,
                1,
                "BTC/USDT at binance did what it seldom does");
    }

    public static Alert acknowledged(Alert alert, String by, Instant at) {
        return new Alert(
                alert.id(),
                alert.kind(),
                alert.severity(),
                alert.instrument(),
                alert.feed(),
                alert.rule(),
                alert.value(),
                alert.threshold(),
                alert.candle(),
                alert.eventTime(),
                alert.detectedAt(),
                alert.resolvedAt(),
                at,
                by,
                alert.revision() + 1,
                alert.text());
    }

    public void store(Alert... alerts) {
        for (Alert alert : alerts) {
            stored.put(alert.id(), alert);
        }
    }

    /** Stores an alert and tells of it, as the alerts' routes do. */
    public void tell(Alert alert) {
        store(alert);
        market.hub().publish(alert);
    }

    /** A rule as the settings have it. */
    public void configure(AlertRule rule) {
        configured.add(rule);
    }

    /** A rule as a user has made it. */
    public void add(AlertRule rule) {
        rules.add(rule);
    }

    public List<AlertRule> made() {
        return rules;
    }

    public static AlertRule rule(String id, boolean configured, String level) {
        return new AlertRule(
                id,
                configured,
                TestMarket.BTC.id(),
                AlertKind.PRICE_CROSSES,
                AlertRule.Direction.UP,
                new BigDecimal(level),
                null,
                null,
                null,
                AlertSeverity.WARNING,
                java.time.Duration.ofMinutes(5),
                "",
                configured ? "settings" : "admin",
                Instant.parse("2026-01-01T00:00:00Z"));
    }

    public List<String> audit() {
        return audit;
    }

    /** From here on every query fails, as it does without a database. */
    public void loseDatabase() {
        away = true;
    }

    public void findDatabase() {
        away = false;
    }

    private void check() {
        if (away) {
            throw new DataAccessResourceFailureException("the database is away");
        }
    }

    private final class Store extends AlertStore {

        Store() {
            super(null);
        }

        @Override
        public List<Alert> find(AlertQuery query) {
            check();
            return stored.values().stream()
                    .filter(alert -> query.instrument().isEmpty()
                            || query.instrument().get().equals(alert.instrument()))
                    .filter(alert -> query.kinds().isEmpty() || query.kinds().contains(alert.kind()))
                    .filter(alert ->
                            query.severities().isEmpty() || query.severities().contains(alert.severity()))
                    .filter(alert -> query.active().isEmpty() || query.active().get() == alert.isActive())
                    .filter(alert -> query.after().isEmpty()
                            || alert.eventTime().isBefore(query.after().get().eventTime()))
                    .sorted(Comparator.comparing(Alert::eventTime).reversed())
                    .limit(query.limit())
                    .toList();
        }

        @Override
        public long open() {
            check();
            return stored.values().stream()
                    .filter(alert -> alert.isActive() && alert.acknowledgedAt() == null)
                    .count();
        }

        @Override
        public Optional<Alert> acknowledge(UUID id, String by, Instant at) {
            check();
            return Optional.ofNullable(stored.computeIfPresent(
                    id, (same, alert) -> alert.acknowledgedAt() == null ? acknowledged(alert, by, at) : alert));
        }
    }

    private final class RuleStore extends AlertRuleStore {

        RuleStore() {
            super(null);
        }

        @Override
        public List<AlertRule> all() {
            check();
            return List.copyOf(rules);
        }

        @Override
        public Version version() {
            check();
            return new Version(0, rules.size());
        }

        @Override
        public Optional<AlertRule> find(String id) {
            check();
            return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
        }

        @Override
        public void save(AlertRule rule) {
            check();
            rules.removeIf(known -> known.id().equals(rule.id()));
            rules.add(rule);
        }

        @Override
        public boolean delete(String id) {
            check();
            return rules.removeIf(rule -> rule.id().equals(id));
        }
    }

    private final class Trail extends AuditStore {

        Trail() {
            super(null);
        }

        @Override
        public void add(String actor, String action, String target, String outcome) {
            audit.add(actor + " " + action);
        }
    }
}
