package benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import market.Interval;
import market.LogTopics;

/** The jar as it is delivered, with the benchmark's broker and database. What it has counted is what Postgres says. */
final class SoukEngine implements Engine {

    static final String NAME = "Souk, candles and offsets in Postgres";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Running start(Stage stage, String pass) throws IOException, SQLException {
        stage.database().create(pass);
        Path directory = Files.createDirectories(stage.work().resolve(pass));
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx" + stage.options().heap(),
                "-jar",
                stage.options().soukJar().toString(),
                "--server.port=0",
                "--spring.config.additional-location=" + instruments(directory, stage.instruments()),
                "--souk.kafka.brokers=" + stage.broker().address(),
                "--souk.embedded.data-dir=" + directory.resolve("data"),
                "--spring.datasource.url=" + stage.database().url(pass),
                "--souk.candles.intervals="
                        + Candles.INTERVALS.stream().map(Interval::label).collect(Collectors.joining(",")),
                "--souk.candles.lateness=" + Candles.LATENESS.toSeconds() + "s"));
        arguments.addAll(stage.options().soukArguments());
        ChildProcess process = ChildProcess.start(stage.work().resolve(pass + ".log"), directory, arguments);
        return new Running(process, new Offsets(stage.database().connect(pass)), Optional.of(pass));
    }

    @Override
    public void check(Stage stage, String pass, long trades) throws SQLException {
        try (Connection connection = stage.database().connect(pass);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select count(*), min(trades), max(trades) from (
                            select sum(trades) as trades from candles group by candle_interval) as by_interval
                        """)) {
            row.next();
            if (row.getInt(1) != Candles.INTERVALS.size() || row.getLong(2) != trades || row.getLong(3) != trades) {
                throw new IllegalStateException("Souk's offsets say %d trades, but its %d intervals hold %d to %d"
                        .formatted(trades, row.getInt(1), row.getLong(2), row.getLong(3)));
            }
        }
    }

    /** All instruments of the log, and an exchange that refuses: the log has all the trades. */
    private static Path instruments(Path directory, int count) throws IOException {
        StringBuilder yaml = new StringBuilder("""
                souk:
                  feeds:
                    - { name: binance, venue: binance, url: "ws://127.0.0.1:9" }
                  instruments:
                """);
        for (String base : Ticks.bases(count)) {
            yaml.append("    - { venue: binance, base: %s, quote: USDT, symbol: %sUSDT, tick-size: \"0.01\" }%n"
                    .formatted(base, base));
        }
        return Files.writeString(directory.resolve("application.yaml"), yaml);
    }

    /** The sum of the offsets up to which the log is counted; every partition begins at 0 and has ticks only. */
    private static final class Offsets implements Counter {

        private final Connection connection;

        Offsets(Connection connection) {
            this.connection = connection;
        }

        @Override
        public long getAsLong() {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "select sum(next_offset) from consumer_offsets where topic = '" + LogTopics.TICKS + "'")) {
                row.next();
                long counted = row.getLong(1);
                if (counted > 0) {
                    // From here on one transaction, so that the benchmark's own are not counted as Souk's.
                    connection.setAutoCommit(false);
                }
                return counted;
            } catch (SQLException e) {
                return 0; // There is no such table yet.
            }
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                // The database is dropped next, with what is still connected to it.
            }
        }
    }
}
