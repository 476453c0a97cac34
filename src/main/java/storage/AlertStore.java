package storage;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
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

    /** For how long a revision is its writer's to tell, or whose who asked for it. */
    public static final Duration TURN = Duration.ofSeconds(2);

    /** How many are told together. */
    private static final int UNTOLD = 500;

    /**
     * Nothing is changed, and so nothing answered, by what was known before. One statement for many: when a minute ends many
     * candles close at once.
     */
    private static final String SAVE = """
            insert into alerts as a (id, kind, severity, instrument, feed, rule, value, threshold, candle_interval,
                candle_start, event_time, detected_at, resolved_at, revision, text, tell_after)
            select id::uuid, kind, severity, instrument, feed, rule, value::numeric, threshold::numeric, candle_interval,
                candle_start::timestamptz, event_time::timestamptz, detected_at::timestamptz, resolved_at::timestamptz,
                revision::integer, text, now() + ? * interval '1 millisecond'
            from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as news (id, kind, severity, instrument, feed, rule,
                value, threshold, candle_interval, candle_start, event_time, detected_at, resolved_at, revision, text)
            on conflict (id) do update set
                severity = excluded.severity, value = excluded.value, threshold = excluded.threshold, text = excluded.text,
                resolved_at = coalesce(a.resolved_at, excluded.resolved_at),
                acknowledged_at = case when excluded.severity = a.severity then a.acknowledged_at end,
                acknowledged_by = case when excluded.severity = a.severity then a.acknowledged_by end,
                revision = a.revision + 1,
                tell_after = excluded.tell_after
            where (array_position(array['INFO', 'WARNING', 'CRITICAL'], excluded.severity)
                    > array_position(array['INFO', 'WARNING', 'CRITICAL'], a.severity))
                or (a.resolved_at is null and excluded.resolved_at is not null)
            returning *
            """;

    /** The columns of {@link #SAVE}, as texts: the only arrays that the driver takes with nulls for every type. */
    private static final List<Function<Alert, String>> COLUMNS = List.of(
            alert -> alert.id().toString(),
            alert -> alert.kind().label(),
            alert -> alert.severity().name(),
            Alert::instrument,
            Alert::feed,
            Alert::rule,
            alert -> text(alert.value()),
            alert -> text(alert.threshold()),
            alert -> alert.candle() == null ? null : alert.candle().interval().label(),
            alert -> alert.candle() == null
                    ? null
                    : text(CandleRows.instant(alert.candle().startMicros())),
            alert -> text(alert.eventTime()),
            alert -> text(alert.detectedAt()),
            alert -> text(alert.resolvedAt()),
            alert -> Integer.toString(alert.revision()),
            Alert::text);

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
     * Writes alerts as they were raised, got worse or were resolved. Whoever took note of one has not seen that it got worse.
     *
     * @return those of them that were not known so yet, as they are now; to be told, and then {@link #told}
     */
    @Transactional
    public List<Alert> save(Collection<Alert> alerts) {
        List<Alert> changed = new ArrayList<>();
        List<Alert> left = List.copyOf(alerts);
        while (!left.isEmpty()) {
            // What becomes of one alert in one round is several rows, which one statement cannot write.
            Map<UUID, Alert> first = new LinkedHashMap<>();
            List<Alert> later = new ArrayList<>();
            for (Alert alert : left) {
                if (first.putIfAbsent(alert.id(), alert) != null) {
                    later.add(alert);
                }
            }
            changed.addAll(saveEach(first.values()));
            left = later;
        }
        return changed;
    }

    private List<Alert> saveEach(Collection<Alert> alerts) {
        List<Object> values = new ArrayList<>(COLUMNS.size() + 1);
        values.add(TURN.toMillis());
        COLUMNS.forEach(column -> values.add(alerts.stream().map(column).toArray(String[]::new)));
        return client.sql(SAVE)
                .params(values)
                .query((row, number) -> alert(row))
                .list();
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

    /** Of these what nobody has told yet; it is the caller's turn anew. */
    @Transactional
    public List<Alert> untold(Collection<Alert> alerts) {
        Map<UUID, Integer> told = new HashMap<>();
        client.sql(
                        "update alerts set tell_after = now() + ? * interval '1 millisecond' where id = any(?) returning id, told")
                .params(TURN.toMillis(), alerts.stream().map(Alert::id).toArray(UUID[]::new))
                .query(row -> {
                    told.put(row.getObject("id", UUID.class), row.getInt("told"));
                });
        return alerts.stream()
                .filter(alert -> told.containsKey(alert.id()) && told.get(alert.id()) < alert.revision())
                .toList();
    }

    /** The log has these. */
    @Transactional
    public void told(Collection<Alert> alerts) {
        client.sql("update alerts a set told = greatest(a.told, news.revision) from unnest(?, ?) as news (id, revision)"
                        + " where a.id = news.id")
                .params(
                        alerts.stream().map(Alert::id).toArray(UUID[]::new),
                        alerts.stream().map(Alert::revision).toArray(Integer[]::new))
                .update();
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

    private static String text(Object value) {
        return value == null ? null : value instanceof BigDecimal decimal ? decimal.toPlainString() : value.toString();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
