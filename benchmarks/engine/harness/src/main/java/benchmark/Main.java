package benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * How many trades a second Souk's candle engine counts, beside what else could do it. Run from the root of the repository:
 * {@code benchmarks/engine/run}.
 */
final class Main {

    private static final int INSTRUMENTS = 50;
    private static final List<Integer> MORE_INSTRUMENTS = List.of(500, 5_000);

    private final Options options;
    private final Path work;
    private final List<Measurement> measurements = new ArrayList<>();

    private Main(Options options, Path work) {
        this.options = options;
        this.work = work;
    }

    public static void main(String[] arguments) {
        Path target = Path.of("benchmarks", "engine", "target").toAbsolutePath();
        try (FileChannel lock = lock(target)) {
            Path work = target.resolve("work");
            Directories.delete(work);
            Files.createDirectories(work);
            new Main(Options.of(arguments), work).run();
            System.exit(0);
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
    }

    /** Two runs at once would measure each other. The end of this process lets go of it. */
    private static FileChannel lock(Path target) throws IOException {
        Files.createDirectories(target);
        FileChannel lock =
                FileChannel.open(target.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock.tryLock() == null) {
            throw new IOException("Another run of this benchmark is under way");
        }
        return lock;
    }

    private void run() throws Exception {
        long begin = System.nanoTime();
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        Optional<Latency.Percentiles> latency = Optional.empty();
        try {
            throughput();
            if (options.parts().contains("latency")) {
                say("latency at " + Latency.RATE + " trades/s");
                latency = Optional.of(Latency.measure(options, work));
            }
        } finally {
            System.out.println();
            if (!measurements.isEmpty() || latency.isPresent()) {
                System.out.println(Table.of(measurements, latency));
            }
            System.out.printf(
                    "%s, %d min, %d processors with a load of %.1f before the start, Java %s, heap %s%n",
                    LocalDate.now(),
                    (System.nanoTime() - begin) / 60_000_000_000L,
                    Runtime.getRuntime().availableProcessors(),
                    load,
                    System.getProperty("java.version"),
                    options.heap());
        }
    }

    private void throughput() throws Exception {
        if (!options.parts().contains("rounds")
                && !options.parts().contains("scaling")
                && !options.parts().contains("feeds")
                && !options.parts().contains("alerts")) {
            return;
        }
        try (Database database = Database.start(work)) {
            if (options.parts().contains("feeds")) {
                new FeedRates(options, work, database).run();
            }
            if (options.parts().contains("alerts")) {
                new AlertCost(options, work, database).run();
            }
            if (options.parts().contains("rounds")) {
                rounds(database);
            }
            if (options.parts().contains("scaling")) {
                for (int instruments : MORE_INSTRUMENTS) {
                    scaling(database, instruments);
                }
            }
        }
    }

    private void rounds(Database database) throws Exception {
        long total = options.warmUp() + options.trades();
        List<Engine> engines = engines("raw", "souk", "streams", "flink");
        try (Broker broker = log(INSTRUMENTS, total)) {
            Stage stage = new Stage(broker, database, work, options, INSTRUMENTS);
            Meter meter = new Meter(stage, options.warmUp(), total);
            for (int round = 1; round <= options.rounds(); round++) {
                for (Engine engine : engines) {
                    measure(meter, engine, "round " + round);
                }
                // Nobody is always the one after the same other.
                Collections.rotate(engines, 1);
            }
        }
    }

    /** One pass each over another log, of a third of the length: with many instruments it takes longer. */
    private void scaling(Database database, int instruments) throws Exception {
        long trades = options.trades() / 3;
        try (Broker broker = log(instruments, options.warmUp() + trades)) {
            Stage stage = new Stage(broker, database, work, options, instruments);
            Meter meter = new Meter(stage, options.warmUp(), options.warmUp() + trades);
            for (Engine engine : engines("raw", "souk")) {
                measure(meter, engine, instruments + " instruments");
            }
        }
    }

    /** Those of the wanted ones that the command line names, too. */
    private List<Engine> engines(String... wanted) {
        List<Engine> engines = new ArrayList<>();
        for (String name : wanted) {
            if (options.engines().contains(name)) {
                engines.addAll(named(name));
            }
        }
        return engines;
    }

    private static List<Engine> named(String name) {
        return switch (name) {
            case "raw" -> List.of(new RawEngine());
            case "souk" -> List.of(new SoukEngine());
            case "streams" -> List.of(new StreamsEngine());
            case "flink" ->
                List.of(
                        new FlinkEngine("hashmap", false),
                        new FlinkEngine("rocksdb", false),
                        new FlinkEngine("hashmap", true));
            default -> throw new IllegalArgumentException("no engine is called " + name);
        };
    }

    private void measure(Meter meter, Engine engine, String when) throws Exception {
        Measurement measurement = meter.measure(engine, "pass_" + (measurements.size() + 1));
        measurements.add(measurement);
        say("%s: %s: %,.0f trades/s, CPU %.2f µs/trade, others took %.0f %% of the CPU%s"
                .formatted(
                        when,
                        engine.name(),
                        measurement.tradesPerSecond(),
                        measurement.engineMicros(),
                        100 * measurement.othersShare(),
                        measurement.complete() ? "" : ", not complete"));
    }

    private Broker log(int instruments, long trades) throws Exception {
        Broker broker = Broker.start(work, options.heap());
        try {
            new Ticks(instruments, trades).writeTo(broker.address());
        } catch (Exception e) {
            broker.close();
            throw e;
        }
        say("a log of %,d trades of %d instruments".formatted(trades, instruments));
        return broker;
    }

    private static void say(String text) {
        System.out.println(text);
    }
}
