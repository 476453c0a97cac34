package storage;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import market.Interval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Drops candles that are older than their interval is to be kept: whole partitions, so the oldest candle kept is up to a
 * partition older. With TimescaleDB it sets that database's own policies instead, which do the same with chunks. Safe for
 * any thread, and in several processes at once.
 */
public class CandleRetention {

    private static final Logger log = LoggerFactory.getLogger(CandleRetention.class);

    /** Whoever reads or writes the interval meanwhile waits behind this lock, so it must be had soon or not at all. */
    private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(2);

    private final JdbcClient client;
    private final TransactionTemplate transaction;
    private final Map<Interval, Duration> retention;
    private final Clock clock;

    /** @param retention how long the candles of an interval are kept; for ever, if it is not here */
    public CandleRetention(
            JdbcClient client, TransactionTemplate transaction, Map<Interval, Duration> retention, Clock clock) {
        this.client = client;
        this.transaction = transaction;
        this.retention = Map.copyOf(retention);
        this.clock = clock;
    }

    /** Drops what is due now. What cannot be dropped in the moment is left for the next time. */
    public void apply() {
        if (isCutBySouk()) {
            retention.forEach(
                    (interval, kept) -> dropBefore(interval, clock.instant().minus(kept)));
        } else {
            transaction.executeWithoutResult(status -> {
                client.sql("select pg_advisory_xact_lock(hashtext('candle_retention'))")
                        .query(row -> {});
                for (Interval interval : Interval.values()) {
                    setPolicy(interval);
                }
            });
        }
    }

    /** Whether the tables are partitioned by Postgres' own means; else they are hypertables. */
    private boolean isCutBySouk() {
        return client.sql("select relkind = 'p' from pg_class where oid = 'candles_1m'::regclass")
                .query(Boolean.class)
                .single();
    }

    private void dropBefore(Interval interval, Instant end) {
        List<String> due = client.sql("""
                        select name from candle_partitions where candle_interval = ? and upper_bound <= ?
                        order by upper_bound
                        """)
                .params(interval.label(), end.atOffset(ZoneOffset.UTC))
                .query(String.class)
                .list();
        try {
            for (String partition : due) {
                transaction.executeWithoutResult(status -> drop(interval, partition));
            }
        } catch (DataAccessException e) {
            log.warn(
                    "Candles of {} are past their retention, but cannot be dropped now: {}",
                    interval.label(),
                    e.getMostSpecificCause().getMessage());
        }
    }

    /** The table is locked before its partition, as those who write do it. */
    private void drop(Interval interval, String partition) {
        client.sql("set local lock_timeout = " + LOCK_TIMEOUT.toMillis()).update();
        client.sql("lock table only " + CandleRows.table(interval) + " in access exclusive mode")
                .update();
        if (client.sql("select name from candle_partitions where name = ?")
                .param(partition)
                .query(String.class)
                .optional()
                .isEmpty()) {
            return; // another process was faster
        }
        if (client.sql("select exists (select from " + partition + " where status = 'OPEN')")
                .query(Boolean.class)
                .single()) {
            log.warn("{} is past its retention, but is kept, for a candle in it is still open", partition);
            return;
        }
        client.sql("drop table " + partition).update();
        log.info("Dropped {}, which is past souk.candles.retention.{}", partition, interval.label());
    }

    /** Leaves a policy that is as it should be alone, since a new one begins its schedule anew. */
    private void setPolicy(Interval interval) {
        String table = CandleRows.table(interval);
        Duration kept = retention.get(interval);
        Duration set = client.sql("""
                        select extract(epoch from (config ->> 'drop_after')::interval)::bigint
                        from timescaledb_information.jobs where proc_name = 'policy_retention'
                            and hypertable_schema = current_schema() and hypertable_name = ?
                        """)
                .param(table)
                .query(Long.class)
                .optional()
                .map(Duration::ofSeconds)
                .orElse(null);
        if (set != null && !set.equals(kept)) {
            client.sql("select remove_retention_policy('" + table + "')").query(row -> {});
            log.info("Removed the retention policy of {} from {}", set, table);
        }
        if (kept != null && !kept.equals(set)) {
            client.sql("select add_retention_policy('" + table + "', interval '" + kept.toSeconds() + " seconds')")
                    .query(row -> {});
            log.info("Added a retention policy of {} to {}", kept, table);
        }
    }
}
