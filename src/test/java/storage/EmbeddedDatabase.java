package storage;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.JdbcTemplate;

/** A Postgres of this process, one for all tests, with a database that has Souk's tables; stopped when the process ends. */
public final class EmbeddedDatabase {

    private static final EmbeddedPostgres POSTGRES = start();
    private static final DataSource SOURCE = migrated(POSTGRES.getPostgresDatabase());
    private static final AtomicInteger databases = new AtomicInteger();

    private EmbeddedDatabase() {}

    public static DataSource dataSource() {
        return SOURCE;
    }

    /** Another database of the same Postgres, with nothing in it. */
    static DataSource empty() {
        String name = "empty_" + databases.incrementAndGet();
        new JdbcTemplate(SOURCE).execute("create database " + name);
        return POSTGRES.getDatabase("postgres", name);
    }

    /** Makes Souk's tables in an empty database. */
    static void migrate(DataSource source) {
        migrate(source, "latest");
    }

    /** Brings Souk's tables to a version. */
    static void migrate(DataSource source, String version) {
        Flyway.configure()
                .dataSource(source)
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }

    private static DataSource migrated(DataSource source) {
        migrate(source);
        return source;
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException("Postgres could not be started", e);
        }
    }
}
