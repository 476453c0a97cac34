package storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import market.CandleStatus;
import market.Interval;
import org.junit.jupiter.api.Test;

/** The contract on plain Postgres, where Souk cuts the candles by month itself. */
class CandleStoreIT extends CandleStoreContract {

    @Override
    DataSource dataSource() {
        return EmbeddedDatabase.dataSource();
    }

    @Test
    void aMonthsCandlesAreInAPartitionOfTheirOwn() {
        store.commit(List.of(checkpoint(
                0,
                1,
                candle(BTC, Interval.M1, Instant.parse("2021-01-31T23:59:00Z"), "1", CandleStatus.COMPLETE),
                candle(BTC, Interval.M1, Instant.parse("2021-02-01T00:00:00Z"), "2", CandleStatus.COMPLETE))));

        assertThat(jdbc.queryForList("select tableoid::regclass::text from candles order by start", String.class))
                .containsExactly("candles_2021_01", "candles_2021_02");
    }
}
