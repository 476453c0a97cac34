package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What is in the database outlives a migration. */
class MigrationIT {

    private final DataSource source = EmbeddedDatabase.empty();
    private final JdbcTemplate jdbc = new JdbcTemplate(source);

    @Test
    void theCandlesOfTheOneTableAreInTheTablesOfTheirIntervals() {
        EmbeddedDatabase.migrate(source, "1");
        for (String interval : List.of("1m", "5m", "15m")) {
            for (String start : List.of("1970-01-01 00:00Z", "2026-01-31 23:45Z", "2026-02-01 00:00Z", "2026-12-31Z")) {
                insert(interval, start);
            }
        }
        jdbc.execute("insert into counted_trade_ids values ('x:I1-USD', 3, '{[1,9]}')");
        List<Map<String, Object>> before = allRows();
        assertThat(before).hasSize(24);

        EmbeddedDatabase.migrate(source);

        assertThat(allRows()).isEqualTo(before);
        assertThat(jdbc.queryForObject("select count(*) from candles_1m", Long.class))
                .isEqualTo(8);
        assertThat(jdbc.queryForObject("select count(*) from candles_5m_2026_02", Long.class))
                .isEqualTo(2);
        assertThat(jdbc.queryForObject("select count(*) from candles_15m_2026", Long.class))
                .isEqualTo(6);
        assertThat(new CandleCheckpoints(jdbc, transactions())
                        .takeOver(3, List.of(market.Interval.M1, market.Interval.M5, market.Interval.M15), 0)
                        .openCandles())
                .hasSize(12)
                .allMatch(candle -> candle.key().instrument().equals("x:I1-USD"));
    }

    @Test
    void nothingIsLeftOfTheOneTable() {
        EmbeddedDatabase.migrate(source, "1");
        insert("1m", "2026-01-31 23:45Z");

        EmbeddedDatabase.migrate(source);

        assertThat(jdbc.queryForList(
                        "select relname::text from pg_class where relname like 'candles\\_2%' or relname = 'candles_by_time'",
                        String.class))
                .isEmpty();
        assertThat(jdbc.queryForObject("select relkind::text from pg_class where relname = 'candles'", String.class))
                .isEqualTo("v");
    }

    /** Its offset must not be stored without its candle: both are one transaction, which fails as a whole. */
    @Test
    void aProcessOfTheVersionBeforeThatIsStillWritingIsRefused() throws Exception {
        EmbeddedDatabase.migrate(source, "1");
        jdbc.execute("select ensure_candle_partition('2026-01-31 23:45Z')");
        var threads = Executors.newFixedThreadPool(2);
        try (var older = source.getConnection();
                var statement = older.createStatement()) {
            older.setAutoCommit(false);
            statement.execute(insertion("1m", "2026-01-31 23:45Z"));
            Future<?> migration = threads.submit(() -> EmbeddedDatabase.migrate(source));
            awaitWaitingFor("lock table candles");
            Future<?> next = threads.submit(() -> insert("1m", "2026-01-31 23:46Z"));
            awaitWaitingFor("insert into candles");

            older.commit();

            migration.get(60, TimeUnit.SECONDS);
            assertThatThrownBy(() -> next.get(60, TimeUnit.SECONDS)).hasRootCauseInstanceOf(SQLException.class);
        } finally {
            threads.shutdown();
        }

        assertThat(JdbcClient.create(source)
                        .sql("select to_char(start at time zone 'UTC', 'HH24:MI') from candles_1m")
                        .query(String.class)
                        .list())
                .containsExactly("23:45", "23:45");
        assertThatThrownBy(() -> insert("1m", "2026-01-31 23:47Z")).isInstanceOf(DataAccessException.class);
    }

    private void awaitWaitingFor(String statement) {
        await().untilAsserted(() -> assertThat(jdbc.queryForObject(
                        "select count(*) from pg_stat_activity where datname = current_database()"
                                + " and wait_event_type = 'Lock' and query ilike '%" + statement + "%'",
                        Long.class))
                .isEqualTo(1));
    }

    private List<Map<String, Object>> allRows() {
        return jdbc.queryForList("""
                select instrument, candle_interval, start, open, high, low, close, volume, quote_volume, taker_buy_volume,
                    trades, first_trade_id, last_trade_id, first_trade_time, last_trade_time, revision, status, updated_at
                from candles order by candle_interval, start, instrument
                """);
    }

    private void insert(String interval, String start) {
        jdbc.execute("select ensure_candle_partition('" + start + "')");
        jdbc.execute(insertion(interval, start));
    }

    /** A candle of each of two instruments, closed and open, with another value in every column. */
    private static String insertion(String interval, String start) {
        return """
                insert into candles
                select 'x:I' || n || '-USD', '%s', '%s', 1.10 + n, 2.20 + n, 3.30 + n, 4.40 + n, 5.50 + n, 6.60 + n, 7.70 + n,
                    8 + n, 9 + n, 10 + n, now() + n * interval '1 microsecond', now() + n * interval '2 microseconds', n,
                    (array['OPEN', 'REPAIRED'])[n], now() - n * interval '1 day'
                from generate_series(1, 2) n
                """.formatted(interval, start);
    }

    private TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(source));
    }
}
