package storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A Postgres of this process with Souk's tables: one for all tests, stopped when the process ends. */
final class EmbeddedDatabase {

    private static final DataSource SOURCE = start();

    private EmbeddedDatabase() {}

    static DataSource dataSource() {
        return SOURCE;
    }

    /** Makes Souk's tables in an empty database. */
    static void migrate(DataSource source) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .load()
                .migrate();
    }

    private static DataSource start() {
        try {
            DataSource source = EmbeddedPostgres.builder().start().getPostgresDatabase();
            migrate(source);
            return source;
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres could not be started", e);
        }
    }
}
