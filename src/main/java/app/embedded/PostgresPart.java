package app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A Postgres beside this process, with one role and one database, both {@code souk}. {@code pg_ctl} detaches it from the
 * terminal: Ctrl-C is for Souk, which stops it last. Its password is made once and lies in {@code password}.
 */
final class PostgresPart implements EmbeddedPart {

    static final String NAME = "souk";

    private static final Logger log = LoggerFactory.getLogger(PostgresPart.class);

    private static final String CONTROL = "pg_ctl";

    /** s; recovery of a large database after a crash takes its time. */
    private static final String START_PATIENCE = "120";

    /** s; a fast stop drops the connections and writes a checkpoint. */
    private static final String STOP_PATIENCE = "20";

    /** How long processes of a killed server may take to notice that it is gone. */
    private static final Duration LAST_BREATH = Duration.ofSeconds(10);

    /** ms between two attempts meanwhile. */
    private static final long ATTEMPT_INTERVAL = 200;

    private final Path directory;
    private final Path data;
    private final Path pidFile;
    private final Path passwordFile;
    private final Path logFile;
    private PostgresCommands commands;
    private String password;
    private int port;

    PostgresPart(Path directory) {
        this.directory = directory;
        this.data = directory.resolve("pgdata");
        this.pidFile = data.resolve("postmaster.pid");
        this.passwordFile = directory.resolve("password");
        this.logFile = directory.resolve("postgres.log");
    }

    @Override
    public Part part() {
        return Part.POSTGRES;
    }

    @Override
    public void start() throws IOException, InterruptedException, SQLException {
        // Before the programs: an update replaces those that a server left behind is still running.
        endLeftBehind();
        commands = new PostgresCommands(PostgresBinaries.in(directory), directory.resolve("tools.log"));
        if (!Files.exists(data)) {
            create();
        }
        password = Files.readString(passwordFile).strip();
        if (Files.exists(logFile)) {
            Files.move(logFile, directory.resolve("postgres.previous.log"), StandardCopyOption.REPLACE_EXISTING);
        }
        port = Ports.free();
        startServer();
        createDatabase();
    }

    /** Under another name until it is complete: a start that was killed here begins anew. */
    private void create() throws IOException, InterruptedException {
        Path creating = directory.resolve("pgdata.creating");
        FileSystemUtils.deleteRecursively(creating);
        OwnerOnly.write(passwordFile, OwnerOnly.newSecret());
        commands.run(
                "initdb",
                "--pgdata=" + creating,
                "--username=" + NAME,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // Sorts the same on every machine, whatever locales it has.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-instructions");
        Files.move(creating, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void startServer() throws IOException, InterruptedException {
        String options = "-p " + port + " -c listen_addresses=" + Ports.LOOPBACK
                + " -c unix_socket_directories= -c fsync=on -c timezone=UTC -c log_timezone=UTC -c log_checkpoints=off";
        long deadline = System.nanoTime() + LAST_BREATH.toNanos();
        while (commands.attempt(
                        CONTROL,
                        "-D",
                        data.toString(),
                        "-l",
                        logFile.toString(),
                        "-o",
                        options,
                        "-w",
                        "-t",
                        START_PATIENCE,
                        "start")
                != 0) {
            String reason = Files.exists(logFile)
                    ? LogTail.of(logFile, "FATAL:").orElse("it said nothing")
                    : commands.lastWords().orElse(CONTROL + " said nothing");
            if (!reason.contains("still in use") || System.nanoTime() > deadline) {
                throw new IOException(reason);
            }
            Thread.sleep(ATTEMPT_INTERVAL);
        }
    }

    private void createDatabase() throws SQLException {
        Properties login = new Properties();
        login.put("user", NAME);
        login.put("password", password);
        try (Connection connection = new org.postgresql.Driver().connect(url("postgres"), login);
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select 1 from pg_database where datname = '" + NAME + "'")) {
            if (!found.next()) {
                statement.execute("create database " + NAME);
            }
        }
    }

    @Override
    public void stop() {
        try {
            endLeftBehind();
        } catch (IOException e) {
            log.warn("The embedded Postgres may still run; {} has its process id", pidFile, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the server of this directory, if one runs, and clears away what would keep the next from starting. */
    private void endLeftBehind() throws IOException, InterruptedException {
        Optional<ProcessHandle> running = LeftBehind.find(pidFile, directory, "postgres");
        if (running.isPresent()) {
            Path programs =
                    LeftBehind.program(running.get()).orElseThrow().getParent().getParent();
            PostgresCommands its = new PostgresCommands(programs, directory.resolve("tools.log"));
            int status = its.attempt(CONTROL, "-D", data.toString(), "-m", "fast", "-w", "-t", STOP_PATIENCE, "stop");
            if (status != 0) {
                LeftBehind.end(running.get(), LAST_BREATH);
            }
        } else if (!isPostgres(LeftBehind.named(pidFile))) {
            // The id went to another process, to which Postgres would give way. If it is a server that is just dying,
            // its
            // shared memory still tells: that is the "still in use" above.
            Files.deleteIfExists(pidFile);
        }
        LeftBehind.sweep(directory, LAST_BREATH);
    }

    /** Somebody else's server on our files: Postgres itself refuses then, and says so. */
    private static boolean isPostgres(Optional<ProcessHandle> process) {
        return process.flatMap(LeftBehind::program)
                .filter(path -> path.getFileName().toString().startsWith("postgres"))
                .isPresent();
    }

    private String url(String database) {
        return "jdbc:postgresql://" + address() + "/" + database;
    }

    @Override
    public String address() {
        return Ports.LOOPBACK + ":" + port;
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of(
                part().addressKey(),
                url(NAME),
                "spring.datasource.username",
                NAME,
                "spring.datasource.password",
                password);
    }

    @Override
    public String log() {
        return logFile.toString();
    }
}
