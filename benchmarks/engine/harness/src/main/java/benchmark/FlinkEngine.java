package benchmark;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Starts {@code benchmark.flink.FlinkLoop}, which has a class path of its own. */
final class FlinkEngine implements Engine {

    /** Flink's own scripts open these for Java 17. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.math",
            "java.net",
            "java.io",
            "java.nio",
            "java.text",
            "java.time",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "java.util.concurrent.locks",
            "sun.net.util",
            "sun.nio.ch");

    private static final String CANDLES = """
            create table candles (instrument text not null, candle_interval text not null, start timestamptz not null,
                open numeric not null, high numeric not null, low numeric not null, close numeric not null,
                volume numeric not null, quote_volume numeric not null, taker_buy_volume numeric not null,
                trades bigint not null, first_trade_id bigint not null, last_trade_id bigint not null,
                primary key (instrument, candle_interval, start))
            """;

    private final String state;
    private final boolean storing;

    /**
     * @param state hashmap or rocksdb
     * @param storing whether closed candles go to Postgres, else nowhere
     */
    FlinkEngine(String state, boolean storing) {
        this.state = state;
        this.storing = storing;
    }

    @Override
    public String name() {
        return "Flink, " + state + ", " + (storing ? "JDBC sink" : "no sink");
    }

    @Override
    public Running start(Stage stage, String pass) throws Exception {
        Progress progress = new Progress();
        List<String> arguments = new ArrayList<>();
        arguments.add("-Xmx" + stage.options().heap());
        OPENED.forEach(name -> arguments.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        arguments.addAll(List.of(
                "-cp",
                classPath(),
                "benchmark.flink.FlinkLoop",
                stage.broker().address(),
                pass,
                stage.work().resolve(pass).toString(),
                Integer.toString(stage.options().threads()),
                state));
        if (storing) {
            stage.database().create(pass);
            try (Connection connection = stage.database().connect(pass);
                    Statement statement = connection.createStatement()) {
                statement.execute(CANDLES);
            }
            arguments.add(stage.database().url(pass));
        }
        ChildProcess process = ChildProcess.start(stage.work().resolve(pass + ".log"), arguments, progress);
        return new Running(process, progress, storing ? Optional.of(pass) : Optional.empty());
    }

    private static String classPath() throws Exception {
        Path target = Path.of("benchmarks", "engine", "flink", "target");
        return target.resolve("classes")
                + File.pathSeparator
                + Files.readString(target.resolve("classpath")).strip();
    }
}
