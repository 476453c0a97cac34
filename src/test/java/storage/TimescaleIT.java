package storage;

import static org.assertj.core.api.Assertions.assertThat;

import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
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

    @BeforeAll
    static void migrate() {
        EmbeddedDatabase.migrate(source());
    }

    @Override
    DataSource dataSource() {
        return source();
    }

    @Test
    void theCandlesAreAHypertable() {
        assertThat(jdbc.queryForList(
                        "select hypertable_name::text from timescaledb_information.hypertables", String.class))
                .containsExactly("candles");
    }

    private static DataSource source() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TIMESCALE.getJdbcUrl());
        source.setUser(TIMESCALE.getUsername());
        source.setPassword(TIMESCALE.getPassword());
        return source;
    }
}
