package storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import market.AlertKind;
import market.AlertRule;
import market.AlertSeverity;
import market.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The rules that users have made. Safe for any thread and any number of processes. */
@Repository
public class AlertRuleStore {

    private static final String SAVE = """
            insert into alert_rules (id, instrument, kind, direction, level, time_window, candle_interval, indicator, severity,
                cooldown, note, created_by, created_at)
            values (:id, :instrument, :kind, :direction, :level, :window * interval '1 second', :interval, :indicator, :severity,
                :cooldown * interval '1 second', :note, :by, :at)
            on conflict (id) do update set instrument = excluded.instrument, kind = excluded.kind,
                direction = excluded.direction, level = excluded.level, time_window = excluded.time_window,
                candle_interval = excluded.candle_interval, indicator = excluded.indicator, severity = excluded.severity,
                cooldown = excluded.cooldown, note = excluded.note, version = nextval('alert_rule_versions')
            """;

    private final JdbcClient client;

    /** What changes with every change of a rule. */
    public record Version(long sum, long rules) {}

    public AlertRuleStore(JdbcClient client) {
        this.client = client;
    }

    /** All of them, oldest first. */
    public List<AlertRule> all() {
        return client.sql(select("order by created_at, id")).query(this::rule).list();
    }

    /** Of one instrument, oldest first. */
    public List<AlertRule> of(String instrument) {
        return client.sql(select("where instrument = ? order by created_at, id"))
                .param(instrument)
                .query(this::rule)
                .list();
    }

    public Optional<AlertRule> find(String id) {
        return client.sql(select("where id = ?")).param(id).query(this::rule).optional();
    }

    public Version version() {
        return client.sql("select coalesce(sum(version), 0)::bigint as sum, count(*) as rules from alert_rules")
                .query((row, number) -> new Version(row.getLong("sum"), row.getLong("rules")))
                .single();
    }

    /** Adds a rule, or changes the one of its id; who made it and when stays. */
    public void save(AlertRule rule) {
        client.sql(SAVE)
                .param("id", rule.id())
                .param("instrument", rule.instrument())
                .param("kind", rule.kind().label())
                .param(
                        "direction",
                        rule.direction() == null ? null : rule.direction().name(),
                        Types.VARCHAR)
                .param("level", rule.level(), Types.NUMERIC)
                .param("window", rule.window() == null ? null : rule.window().toSeconds(), Types.BIGINT)
                .param(
                        "interval",
                        rule.interval() == null ? null : rule.interval().label(),
                        Types.VARCHAR)
                .param("indicator", rule.indicator(), Types.VARCHAR)
                .param("severity", rule.severity().name())
                .param("cooldown", rule.cooldown().toSeconds())
                .param("note", rule.note())
                .param("by", rule.createdBy())
                .param("at", rule.createdAt().atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE)
                .update();
    }

    /**
     * Ends the alerts of rules that are not there any more, whoever watched for them.
     *
     * @param configured the ids of the rules of the settings
     */
    public void resolveOrphans(Collection<String> configured) {
        client.sql("""
                        update alerts a set resolved_at = now(), revision = revision + 1, tell_after = now()
                        where rule is not null and resolved_at is null and rule <> all(?)
                            and not exists (select from alert_rules r where r.id = a.rule)
                        """).param(configured.toArray(String[]::new)).update();
    }

    /** @return whether there was one */
    public boolean delete(String id) {
        return client.sql("delete from alert_rules where id = ?").param(id).update() > 0;
    }

    private static String select(String which) {
        return "select *, extract(epoch from time_window)::bigint as window_seconds,"
                + " extract(epoch from cooldown)::bigint as cooldown_seconds from alert_rules " + which;
    }

    private AlertRule rule(ResultSet row, int number) throws SQLException {
        String direction = row.getString("direction");
        String interval = row.getString("candle_interval");
        return new AlertRule(
                row.getString("id"),
                false,
                row.getString("instrument"),
                AlertKind.find(row.getString("kind")).orElseThrow(),
                direction == null ? null : AlertRule.Direction.valueOf(direction),
                row.getBigDecimal("level"),
                Rows.optionalLong(row, "window_seconds")
                        .map(Duration::ofSeconds)
                        .orElse(null),
                interval == null ? null : Interval.of(interval),
                row.getString("indicator"),
                AlertSeverity.valueOf(row.getString("severity")),
                Duration.ofSeconds(row.getLong("cooldown_seconds")),
                row.getString("note"),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
