package benchmark;

import java.time.Duration;
import java.util.Optional;

/** Runs an engine over the log and measures it. */
final class Meter {

    /** ms between two looks: half a percent of the shortest time that is measured, and hardly any work for Postgres. */
    private static final long INTERVAL = 20;

    /** From the start of the process to its first trade. */
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final Stage stage;
    private final long warmUp;
    private final long total;

    private record Sample(
            long nanos, long counted, Duration engine, Duration postgres, Duration broker, Duration others) {

        private static Sample of(Engine.Running running, Stage stage, long counted) {
            long nanos = System.nanoTime();
            Duration engine = running.process().cpu();
            Duration postgres = stage.database().cpu();
            Duration broker = stage.broker().cpu();
            Duration benchmark =
                    ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
            Duration own = engine.plus(postgres).plus(broker).plus(benchmark);
            return new Sample(
                    nanos, counted, engine, postgres, broker, Machine.busy().minus(own));
        }
    }

    /**
     * @param warmUp trades that are not measured
     * @param total trades in the log
     */
    Meter(Stage stage, long warmUp, long total) {
        this.stage = stage;
        this.warmUp = warmUp;
        this.total = total;
    }

    Measurement measure(Engine engine, String pass) throws Exception {
        try (Engine.Running running = engine.start(stage, pass)) {
            Sample first = await(running, 1, START_LIMIT);
            if (first.counted == 0) {
                throw new IllegalStateException(engine.name() + " counted nothing within " + START_LIMIT);
            }
            Optional<Database.Counters> before = counters(running);
            Duration half = stage.options().passLimit().dividedBy(2);
            Sample start = await(running, warmUp, half);
            Sample end = await(running, total, half);
            running.close();
            Database.Counters written = new Database.Counters(0, 0);
            if (before.isPresent()) {
                stage.database().awaitNobody(running.database().orElseThrow());
                written = counters(running).orElseThrow().minus(before.get());
                if (end.counted >= total) {
                    engine.check(stage, pass, total);
                }
                stage.database().drop(running.database().orElseThrow());
            }
            return measurement(engine, first, start, end, written);
        }
    }

    private Measurement measurement(Engine engine, Sample first, Sample start, Sample end, Database.Counters written) {
        long trades = end.counted - start.counted;
        double whole = (end.nanos - first.nanos) / 1e9;
        return new Measurement(
                engine.name(),
                stage.instruments(),
                trades / ((end.nanos - start.nanos) / 1e9),
                micros(start.engine, end.engine) / trades,
                micros(start.postgres, end.postgres) / trades,
                micros(start.broker, end.broker) / trades,
                written.rows() / whole,
                written.transactions() / whole,
                Machine.share(end.others.minus(start.others), Duration.ofNanos(end.nanos - start.nanos)),
                end.counted >= total);
    }

    private static double micros(Duration from, Duration to) {
        return to.minus(from).toNanos() / 1e3;
    }

    private Optional<Database.Counters> counters(Engine.Running running) throws Exception {
        return running.database().isPresent()
                ? Optional.of(stage.database().counters(running.database().get()))
                : Optional.empty();
    }

    /** Waits until so many trades are counted, or so much time is over. */
    private Sample await(Engine.Running running, long counted, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            long now = running.counted().getAsLong();
            if (now >= counted || System.nanoTime() > deadline) {
                return Sample.of(running, stage, now);
            }
            running.process().check();
            Thread.sleep(INTERVAL);
        }
    }
}
