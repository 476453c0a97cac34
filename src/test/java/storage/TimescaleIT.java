package storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import market.Interval;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.testcontainers.containers.PostgreSQLContainer;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.utility.DockerImageName;

/** The contract on TimescaleDB, which cuts the candles itself. Skipped where no Docker runs. */
@Testcontainers(disabledWithoutDocker = true)
class TimescaleIT extends CandleStoreContract {

    @Container
    private static final PostgreSQLContainer<?> TIMESCALE = new PostgreSQLContainer<>(
            DockerImageName.parse("timescale/timescaledb:2.28.3-pg17").asCompatibleSubstituteFor("postgres"));

    /** One for all: a transaction is that of its data source. */
    private static PGSimpleDataSource source;

    @BeforeAll
    static void migrate() {
        source = new PGSimpleDataSource();
        source.setUrl(TIMESCALE.getJdbcUrl());
        source.setUser(TIMESCALE.getUsername());
        source.setPassword(TIMESCALE.getPassword());
        EmbeddedDatabase.migrate(source);
    }

    @Override
    DataSource dataSource() {
        return source;
    }

    @Test
    void theCandlesOfEachIntervalAreAHypertable() {
        assertThat(jdbc.queryForList(
                        "select hypertable_name::text from timescaledb_information.hypertables", String.class))
                .containsExactlyInAnyOrder(
                        "candles_1m", "candles_5m", "candles_15m", "candles_1h", "candles_4h", "candles_1d");
    }

    @Test
    void aRetentionIsAPolicyOfTheHypertable() {
        String policies = "select hypertable_name || ' ' || (config ->> 'drop_after')::interval"
                + " from timescaledb_information.jobs where proc_name = 'policy_retention' order by 1";

        retention(Map.of(Interval.M1, Duration.ofDays(90), Interval.H1, Duration.ofDays(400)));
        List<Integer> jobs = jobs();
        retention(Map.of(Interval.M1, Duration.ofDays(90), Interval.H1, Duration.ofDays(400)));
        assertThat(jdbc.queryForList(policies, String.class))
                .containsExactly("candles_1h 9600:00:00", "candles_1m 2160:00:00");
        assertThat(jobs()).as("what is as it should be is left alone").isEqualTo(jobs);

        retention(Map.of(Interval.M1, Duration.ofDays(30)));
        assertThat(jdbc.queryForList(policies, String.class)).containsExactly("candles_1m 720:00:00");

        retention(Map.of());
        assertThat(jdbc.queryForList(policies, String.class)).isEmpty();
    }

    private List<Integer> jobs() {
        return jdbc.queryForList(
                "select job_id from timescaledb_information.jobs where proc_name = 'policy_retention' order by 1",
                Integer.class);
    }

    private void retention(Map<Interval, Duration> kept) {
        new CandleRetention(
                        JdbcClient.create(source),
                        new TransactionTemplate(new DataSourceTransactionManager(source)),
                        kept,
                        Clock.systemUTC())
                .apply();
    }
}
