package benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;

/** A Postgres that syncs what it commits, beside this process; every pass has a database of its own in it. */
final class Database implements AutoCloseable {

    private static final String USER = "postgres";

    /** How long the sessions of a process that was killed may take to notice. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final EmbeddedPostgres postgres;
    private final ProcessHandle postmaster;

    /** What one database has seen: transactions committed, rows inserted or updated. */
    record Counters(long transactions, long rows) {

        Counters minus(Counters earlier) {
            return new Counters(transactions - earlier.transactions, rows - earlier.rows);
        }
    }

    private Database(EmbeddedPostgres postgres, ProcessHandle postmaster) {
        this.postgres = postgres;
        this.postmaster = postmaster;
    }

    static Database start(Path work) throws IOException {
        Path data = work.resolve("postgres");
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(work.resolve("postgres-programs").toFile())
                // This library turns them off, for tests.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        long pid;
        try (Stream<String> lines = Files.lines(data.resolve("postmaster.pid"))) {
            pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
        }
        return new Database(postgres, ProcessHandle.of(pid).orElseThrow());
    }

    String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name + "?user=" + USER;
    }

    Connection connect(String name) throws SQLException {
        return postgres.getDatabase(USER, name).getConnection();
    }

    void create(String name) throws SQLException {
        run("create database " + name);
    }

    void drop(String name) throws SQLException {
        run("drop database " + name + " with (force)");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Sessions tell what they did once a second and when they end. */
    Counters counters(String name) throws SQLException {
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select xact_commit, tup_inserted + tup_updated from pg_stat_database where datname = '" + name
                                + "'")) {
            row.next();
            return new Counters(row.getLong(1), row.getLong(2));
        }
    }

    /** Waits until nobody is connected to a database, after which its {@link #counters} are complete. */
    void awaitNobody(String name) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try (Connection connection = connect(USER);
                Statement statement = connection.createStatement()) {
            while (System.nanoTime() < deadline) {
                try (ResultSet row = statement.executeQuery(
                        "select count(*) from pg_stat_activity where datname = '" + name + "'")) {
                    row.next();
                    if (row.getLong(1) == 0) {
                        return;
                    }
                }
                Thread.sleep(50);
            }
        }
    }

    /** CPU time so far of the server and of all its processes that live. */
    Duration cpu() {
        return Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
