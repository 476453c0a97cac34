package storage;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import market.OpenPulse;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.processor.aggregate.jdbc.JdbcAggregationRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;

/**
 * The windows that are open, and those that are closed and not yet told, in Postgres: Camel's own repository, made fit for several
 * processes that work on the same rows. Camel 4.17 removes a row without looking whether it is still the version that was read, and
 * adds one again that another process has closed meanwhile; here both are lost races, which Camel's aggregator repeats. (Its repository for Postgres writes no versions at all.) See
 * {@code docs/decisions/013-pulse-by-the-aggregate-eip.md}. Safe for any thread.
 */
public class PulseAggregation extends JdbcAggregationRepository {

    /** Headers of the messages that are kept, and columns of the table. Times are epoch µs. */
    public static final String INSTRUMENT = "instrument";

    public static final String PARTITION = "log_partition";
    public static final String WINDOW_END = "window_end";
    public static final String NEWEST_QUOTE = "newest_quote";
    public static final String LAST_ADDED = "last_added";

    /** The table; that of the windows which are closed is named like it and {@code _completed}. */
    private static final String TABLE = "pulse_aggregation";

    /** How often somebody looks for windows that were closed and never told. */
    private static final Duration RECOVERY_INTERVAL = Duration.ofSeconds(5);

    /**
     * A window that was closed so long ago is taken for one whose process has ended before it told it. Telling takes some ms; where
     * Kafka is away it takes longer, and then another process waits with the same window and tells it again.
     */
    private static final Duration RECOVERY_AGE = Duration.ofSeconds(10);

    private static final Logger log = LoggerFactory.getLogger(PulseAggregation.class);

    private final JdbcClient client;

    public PulseAggregation(PlatformTransactionManager transactions, DataSource source) {
        super(transactions, TABLE, source);
        this.client = JdbcClient.create(source);
        setHeadersToStoreAsText(List.of(INSTRUMENT, PARTITION, WINDOW_END, NEWEST_QUOTE, LAST_ADDED));
        setRecoveryInterval(RECOVERY_INTERVAL.toMillis());
    }

    /** The windows that are open. */
    public List<OpenPulse> open() {
        return client.sql("select id, instrument, log_partition, window_end, newest_quote, last_added from " + TABLE)
                .query((row, number) -> new OpenPulse(
                        row.getString("id"),
                        row.getString(INSTRUMENT),
                        Integer.parseInt(row.getString(PARTITION)),
                        Long.parseLong(row.getString(WINDOW_END)),
                        Long.parseLong(row.getString(NEWEST_QUOTE)),
                        Long.parseLong(row.getString(LAST_ADDED))))
                .list();
    }

    /** @param known the group as it was read; null if there was none */
    @Override
    public Exchange add(CamelContext camel, String key, Exchange known, Exchange next) {
        return transactionTemplate.execute(transaction -> {
            if (known != null) {
                requireUnchanged(key, known);
            }
            return super.add(camel, key, known, next);
        });
    }

    @Override
    public void remove(CamelContext camel, String key, Exchange known) {
        transactionTemplate.executeWithoutResult(transaction -> {
            requireUnchanged(key, known);
            super.remove(camel, key, known);
        });
    }

    /** Locks the row, so that nobody changes it before this transaction ends. */
    private void requireUnchanged(String key, Exchange known) {
        boolean unchanged = client.sql("select from " + TABLE + " where id = ? and version = ? for update")
                .params(key, known.getProperty(VERSION_PROPERTY, Long.class))
                .query((row, number) -> key)
                .optional()
                .isPresent();
        if (!unchanged) {
            throw new OptimisticLockingException();
        }
    }

    /** Windows that were closed and never told. Camel would never look again after a failure, so there is none. */
    @Override
    public Set<String> scan(CamelContext camel) {
        try {
            return new HashSet<>(client.sql("select id from " + TABLE
                            + "_completed where completed_at < now() - make_interval(secs => ?)")
                    .param((double) RECOVERY_AGE.toSeconds())
                    .query(String.class)
                    .list());
        } catch (DataAccessException | TransactionException e) {
            log.warn("Cannot look for windows that were closed and not told: {}", e.getMessage());
            return Set.of();
        }
    }

    @Override
    public Exchange recover(CamelContext camel, String exchangeId) {
        try {
            return super.recover(camel, exchangeId);
        } catch (DataAccessException | TransactionException e) {
            log.warn("Cannot read the window {} that was closed and not told: {}", exchangeId, e.getMessage());
            return null;
        }
    }

    /** One that somebody else has told and confirmed meanwhile is confirmed; one that cannot be now is recovered later. */
    @Override
    public boolean confirmWithResult(CamelContext camel, String exchangeId) {
        try {
            client.sql("delete from " + TABLE + "_completed where id = ?")
                    .param(exchangeId)
                    .update();
            return true;
        } catch (DataAccessException | TransactionException e) {
            log.warn("Cannot say that the window {} was told, it may be told again: {}", exchangeId, e.getMessage());
            return false;
        }
    }
}
