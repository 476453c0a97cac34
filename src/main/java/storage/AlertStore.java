package storage;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import market.Alert;
import market.AlertKind;
import market.AlertMemory;
import market.AlertQuery;
import market.AlertSeverity;
import market.Candle;
import market.CandleKey;
import market.Interval;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The alerts. Each is written once and then only gets worse, is over or is acknowledged; whoever writes a revision has to
 * tell the log of it, and what nobody has told for a while is handed to whoever asks. Safe for any thread and any number of
 * processes.
 */
@Repository
public class AlertStore implements AlertMemory {

    /** For how long a revision is its writer's to tell. */
    private static final Duration TURN = Duration.ofSeconds(2);

    /** How many are told together. */
    private static final int UNTOLD = 500;

    /** Nothing is changed, and so nothing answered, by what was known before. */
    private static final String SAVE = """
            insert into alerts as a (id, kind, severity, instrument, feed, rule, value, threshold, candle_interval,
                candle_start, event_time, detected_at, resolved_at, revision, text, tell_after)
            values (:id, :kind, :severity, :instrument, :feed, :rule, :value, :threshold, :interval,
                :candle, :event, :detected, :resolved, :revision, :text, now() + :turn * interval '1 millisecond')
            on conflict (id) do update set
                severity = excluded.severity, value = excluded.value, text = excluded.text,
                resolved_at = coalesce(a.resolved_at, excluded.resolved_at),
                revision = a.revision + 1,
                tell_after = excluded.tell_after
            where (array_position(array['INFO', 'WARNING', 'CRITICAL'], excluded.severity)
                    > array_position(array['INFO', 'WARNING', 'CRITICAL'], a.severity))
                or (a.resolved_at is null and excluded.resolved_at is not null)
            returning *
            """;

    private static final String TAKE_UNTOLD = """
            update alerts set tell_after = now() + :turn * interval '1 millisecond'
            where id in (select id from alerts where told < revision and tell_after <= now()
                order by tell_after limit :limit for update skip locked)
            returning *
            """;

    private final JdbcClient client;

    public AlertStore(JdbcClient client) {
        this.client = client;
    }

    /**
     * Writes alerts as they were raised, got worse or were resolved.
     *
     * @return those of them that were not known so yet, as they are now; to be told, and then {@link #told}
     */
    @Transactional
    public List<Alert> save(Collection<Alert> alerts) {
        List<Alert> changed = new ArrayList<>();
        for (Alert alert : alerts) {
            client.sql(SAVE)
                    .param("id", alert.id())
                    .param("kind", alert.kind().label())
                    .param("severity", alert.severity().name())
                    .param("instrument", alert.instrument(), Types.VARCHAR)
                    .param("feed", alert.feed(), Types.VARCHAR)
                    .param("rule", alert.rule(), Types.VARCHAR)
                    .param("value", alert.value(), Types.NUMERIC)
                    .param("threshold", alert.threshold(), Types.NUMERIC)
                    .param(
                            "interval",
                            alert.candle() == null
                                    ? null
                                    : alert.candle().interval().label(),
                            Types.VARCHAR)
                    .param(
                            "candle",
                            alert.candle() == null
                                    ? null
                                    : time(CandleRows.instant(alert.candle().startMicros())),
                            Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("event", time(alert.eventTime()), Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("detected", time(alert.detectedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("resolved", time(alert.resolvedAt()), Types.TIMESTAMP_WITH_TIMEZONE)
                    .param("revision", alert.revision())
                    .param("text", alert.text())
                    .param("turn", TURN.toMillis())
                    .query((row, number) -> alert(row))
                    .optional()
                    .ifPresent(changed::add);
        }
        return changed;
    }

    /** Takes over what was written and not told in time. */
    @Transactional
    public List<Alert> takeUntold() {
        return client.sql(TAKE_UNTOLD)
                .param("turn", TURN.toMillis())
                .param("limit", UNTOLD)
                .query((row, number) -> alert(row))
                .list();
    }

    /** The log has these. */
    @Transactional
    public void told(Collection<Alert> alerts) {
        for (Alert alert : alerts) {
            client.sql("update alerts set told = greatest(told, ?) where id = ?")
                    .params(alert.revision(), alert.id())
                    .update();
        }
    }

    /**
     * Notes that somebody has seen an alert; the first who does stands in it. It is told to the log a moment later.
     *
     * @return the alert as it is now; empty if there is none
     */
    @Transactional
    public Optional<Alert> acknowledge(UUID id, String by, Instant at) {
        client.sql("""
                        update alerts set acknowledged_at = ?, acknowledged_by = ?, revision = revision + 1, tell_after = now()
                        where id = ? and acknowledged_at is null
                        """).params(time(at), by, id).update();
        return client.sql("select * from alerts where id = ?")
                .param(id)
                .query((row, number) -> alert(row))
                .optional();
    }

    /** Alerts, newest first by event time. */
    public List<Alert> find(AlertQuery query) {
        List<Object> values = new ArrayList<>();
        StringBuilder where = new StringBuilder("where event_time >= ? and event_time < ?");
        Collections.addAll(values, time(query.from()), time(query.to()));
        query.instrument().ifPresent(instrument -> {
            where.append(" and instrument = ?");
            values.add(instrument);
        });
        if (!query.kinds().isEmpty()) {
            where.append(" and kind = any(?)");
            values.add(query.kinds().stream().map(AlertKind::label).toArray(String[]::new));
        }
        if (!query.severities().isEmpty()) {
            where.append(" and severity = any(?)");
            values.add(query.severities().stream().map(AlertSeverity::name).toArray(String[]::new));
        }
        query.active()
                .ifPresent(
                        active -> where.append(active ? " and resolved_at is null" : " and resolved_at is not null"));
        query.after().ifPresent(after -> {
            where.append(" and (event_time < ? or (event_time = ? and id > ?))");
            Collections.addAll(values, time(after.eventTime()), time(after.eventTime()), after.id());
        });
        values.add(query.limit());
        return client.sql("select * from alerts " + where + " order by event_time desc, id limit ?")
                .params(values)
                .query((row, number) -> alert(row))
                .list();
    }

    /** How many alerts go on and were acknowledged by nobody. */
    public long open() {
        return client.sql("select count(*) from alerts where resolved_at is null and acknowledged_at is null")
                .query(Long.class)
                .single();
    }

    /** Deletes alerts that are over and happened before an instant. */
    public int deleteBefore(Instant instant) {
        return client.sql("delete from alerts where event_time < ? and resolved_at is not null and told >= revision")
                .param(time(instant))
                .update();
    }

    @Override
    public List<Candle> closedBefore(String instrument, Interval interval, long beforeMicros, int limit) {
        // What comes last has no bound: the greatest instant of Java is none of Postgres'.
        String before = beforeMicros == Long.MAX_VALUE ? "" : " and start < ?";
        List<Object> values = new ArrayList<>(List.of(instrument));
        if (!before.isEmpty()) {
            values.add(CandleRows.instant(beforeMicros).atOffset(ZoneOffset.UTC));
        }
        values.add(limit);
        List<Candle> newestFirst = client.sql("select * from " + CandleRows.table(interval) + " where instrument = ?"
                        + before + " and status <> 'OPEN' order by start desc limit ?")
                .params(values)
                .query((row, number) -> CandleRows.candle(row, interval))
                .list();
        Collections.reverse(newestFirst);
        return newestFirst;
    }

    @Override
    public List<Alert> last(String instrumentOrFeed) {
        return client.sql("""
                        select distinct on (kind, coalesce(rule, '')) * from alerts
                        where coalesce(instrument, feed) = ? order by kind, coalesce(rule, ''), event_time desc
                        """)
                .param(instrumentOrFeed)
                .query((row, number) -> alert(row))
                .list();
    }

    @Override
    public long openGaps(String instrument) {
        return client.sql("select count(*) from gaps where instrument = ? and kind = 'TRADE_IDS' and state = 'OPEN'")
                .param(instrument)
                .query(Long.class)
                .single();
    }

    private static Alert alert(ResultSet row) throws SQLException {
        String interval = row.getString("candle_interval");
        return new Alert(
                row.getObject("id", UUID.class),
                AlertKind.find(row.getString("kind")).orElseThrow(),
                AlertSeverity.valueOf(row.getString("severity")),
                row.getString("instrument"),
                row.getString("feed"),
                row.getString("rule"),
                row.getBigDecimal("value"),
                row.getBigDecimal("threshold"),
                interval == null
                        ? null
                        : new CandleKey(
                                row.getString("instrument"),
                                Interval.of(interval),
                                CandleRows.micros(row, "candle_start")),
                instant(row, "event_time"),
                instant(row, "detected_at"),
                instant(row, "resolved_at"),
                instant(row, "acknowledged_at"),
                row.getString("acknowledged_by"),
                row.getInt("revision"),
                row.getString("text"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
