package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import market.CandleStatus;
import market.Interval;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The contract on plain Postgres, where Souk cuts the candles' tables itself. */
class CandleStoreIT extends CandleStoreContract {

    @Override
    DataSource dataSource() {
        return EmbeddedDatabase.dataSource();
    }

    @Test
    void shortCandlesAreCutByMonthAndLongOnesByYear() {
        List<String> partitions = new ArrayList<>();
        for (Interval interval : Interval.values()) {
            checkpoints.commit(List.of(checkpoint(
                    0,
                    1,
                    candle(BTC, interval, Instant.parse("2020-12-31T00:00:00Z"), "1", CandleStatus.COMPLETE),
                    candle(BTC, interval, Instant.parse("2021-01-31T00:00:00Z"), "2", CandleStatus.COMPLETE),
                    candle(BTC, interval, Instant.parse("2021-02-01T00:00:00Z"), "3", CandleStatus.COMPLETE))));
            partitions.addAll(jdbc.queryForList(
                    "select tableoid::regclass::text from " + CandleRows.table(interval) + " order by start",
                    String.class));
        }

        assertThat(partitions)
                .containsExactly(
                        "candles_1m_2020_12",
                        "candles_1m_2021_01",
                        "candles_1m_2021_02",
                        "candles_5m_2020_12",
                        "candles_5m_2021_01",
                        "candles_5m_2021_02",
                        "candles_15m_2020",
                        "candles_15m_2021",
                        "candles_15m_2021",
                        "candles_1h_2020",
                        "candles_1h_2021",
                        "candles_1h_2021",
                        "candles_4h_2020",
                        "candles_4h_2021",
                        "candles_4h_2021",
                        "candles_1d_2020",
                        "candles_1d_2021",
                        "candles_1d_2021");
    }

    @Test
    void aPartitionsBoundsAreKnownWhateverTheZoneOfTheSession() {
        checkpoints.commit(List.of(checkpoint(
                0, 1, candle(BTC, Interval.M1, Instant.parse("2021-01-31T23:59:00Z"), "1", CandleStatus.COMPLETE))));

        String bounds = "select candle_interval || ' ' || to_char(lower_bound at time zone 'UTC', 'YYYY-MM-DD HH24:MI')"
                + " || ' ' || to_char(upper_bound at time zone 'UTC', 'YYYY-MM-DD HH24:MI')"
                + " from candle_partitions where name = 'candles_1m_2021_01'";
        for (String zone : List.of("UTC", "Pacific/Kiritimati", "America/Los_Angeles")) {
            String found = new TransactionTemplate(new DataSourceTransactionManager(dataSource())).execute(status -> {
                jdbc.execute("set local time zone '" + zone + "'");
                return jdbc.queryForObject(bounds, String.class);
            });
            assertThat(found).as(zone).isEqualTo("1m 2021-01-01 00:00 2021-02-01 00:00");
        }
    }

    /** An open candle is written with every checkpoint; in place it costs no index entry and leaves no dead page behind. */
    @Test
    void anOpenCandleIsUpdatedInPlace() {
        for (int i = 0; i < 50; i++) {
            Instant start = Instant.parse("2020-05-01T00:00:00Z");
            checkpoints.commit(List.of(
                    checkpoint(0, i + 1, candle(BTC, Interval.M1, start, Integer.toString(i + 1), CandleStatus.OPEN))));
        }

        await().untilAsserted(() -> assertThat(
                        jdbc.queryForMap(
                                "select n_tup_upd, n_tup_hot_upd from pg_stat_user_tables where relname = 'candles_1m_2020_05'"))
                .containsEntry("n_tup_upd", 49L)
                .containsEntry("n_tup_hot_upd", 49L));
    }
}
