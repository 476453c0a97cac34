package benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many frames a second one connection brings into the log, in order; what a frame costs; and what a broker that stands
 * still does to the heap.
 */
final class FeedRates {

    /** ms between two looks at the log's end. */
    private static final long INTERVAL = 50;

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STANDSTILL = Duration.ofSeconds(20);

    private final Options options;
    private final Path work;
    private final Database database;
    private final long warmUp;
    private final long total;
    private final Map<String, List<Pass>> passes = new LinkedHashMap<>();
    private int number;

    /** @param sourceMicros CPU time a frame, as the others */
    private record Pass(
            double framesPerSecond,
            double clientMicros,
            double brokerMicros,
            double sourceMicros,
            double bytesPerFrame,
            long greatestLiveHeap,
            double othersShare) {}

    private record Sample(long nanos, long millis, long records, Duration client, Duration broker, Duration source, Duration busy) {}

    FeedRates(Options options, Path work, Database database) {
        this.options = options;
        this.work = work;
        this.database = database;
        this.warmUp = options.warmUp();
        this.total = options.warmUp() + options.trades();
    }

    void run() throws Exception {
        List<String> clients = new ArrayList<>(FeedStage.CLIENTS.keySet());
        clients.removeIf(client -> !options.engines().contains(FeedStage.CLIENTS.get(client)));
        for (int round = 1; round <= options.rounds(); round++) {
            for (String client : clients) {
                Pass pass = measure(client);
                passes.computeIfAbsent(client, first -> new ArrayList<>()).add(pass);
                System.out.printf(
                        Locale.ROOT,
                        "round %d: %s: %,.0f frames/s, %,.0f bytes allocated a frame%n",
                        round,
                        client,
                        pass.framesPerSecond,
                        pass.bytesPerFrame);
            }
            Collections.rotate(clients, 1);
        }
        System.out.println(table());
        standstill();
    }

    private Pass measure(String name) throws Exception {
        String pass = "feed_" + ++number;
        try (Broker broker = Broker.start(work, options.heap())) {
            broker.makeTopic(market.LogTopics.TICKS);
            try (FeedStage.Source source = FeedStage.Source.start(work, pass, total);
                    ChildProcess client =
                            FeedStage.client(name, options, work, pass, database, broker, source)) {
                await(client, broker, source, 1, START_LIMIT);
                Sample start = await(client, broker, source, warmUp, options.passLimit());
                Sample end = await(client, broker, source, total, options.passLimit());
                if (end.records < total) {
                    throw new IllegalStateException(name + " had written " + end.records + " of " + total
                            + " when its time was over; see --pass-limit");
                }
                new TicksInOrder(broker.address(), FeedStage.instrumentCount(), total).check();
                return pass(start, end, GcLog.read(work.resolve(pass + "-gc.log"), start.millis, end.millis));
            }
        }
    }

    private Pass pass(Sample start, Sample end, GcLog heap) {
        double frames = end.records - start.records;
        Duration others = end.busy.minus(start.busy)
                .minus(end.client.minus(start.client))
                .minus(end.broker.minus(start.broker))
                .minus(end.source.minus(start.source));
        return new Pass(
                frames / ((end.nanos - start.nanos) / 1e9),
                micros(start.client, end.client) / frames,
                micros(start.broker, end.broker) / frames,
                micros(start.source, end.source) / frames,
                heap.allocated() / frames,
                heap.greatestLive(),
                Machine.share(others, Duration.ofNanos(end.nanos - start.nanos)));
    }

    private static double micros(Duration from, Duration to) {
        return to.minus(from).toNanos() / 1e3;
    }

    private static Sample await(
            ChildProcess client, Broker broker, FeedStage.Source source, long records, Duration limit)
            throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            long written = broker.records(market.LogTopics.TICKS);
            if (written >= records || System.nanoTime() > deadline) {
                return new Sample(
                        System.nanoTime(),
                        System.currentTimeMillis(),
                        written,
                        client.cpu(),
                        broker.cpu(),
                        source.process().cpu(),
                        Machine.busy());
            }
            client.check();
            Thread.sleep(INTERVAL);
        }
    }

    /** The broker stands still while the source sends as fast as it is read. */
    private void standstill() throws Exception {
        String pass = "feed_" + ++number;
        try (Broker broker = Broker.start(work, options.heap())) {
            broker.makeTopic(market.LogTopics.TICKS);
            try (FeedStage.Source source = FeedStage.Source.start(work, pass, 1_000 * total);
                    ChildProcess client =
                            FeedStage.client(FeedStage.FEED, options, work, pass, database, broker, source)) {
                await(client, broker, source, warmUp, START_LIMIT);
                long before = client.liveHeap();
                broker.suspend();
                long sent;
                long during;
                try {
                    Thread.sleep(STANDSTILL.toMillis() / 4);
                    sent = source.sent().getAsLong();
                    Thread.sleep(STANDSTILL.toMillis() * 3 / 4);
                    during = client.liveHeap();
                    sent = source.sent().getAsLong() - sent;
                } finally {
                    broker.resume();
                }
                long written = broker.records(market.LogTopics.TICKS);
                await(client, broker, source, written + warmUp, START_LIMIT);
                System.out.printf(
                        Locale.ROOT,
                        "The broker stood still for %d s: live heap %,d kB before, %,d kB at its end; in its last %d s the"
                                + " source could send %,d frames; afterwards it went on%n",
                        STANDSTILL.toSeconds(),
                        before / 1_024,
                        during / 1_024,
                        STANDSTILL.toSeconds() * 3 / 4,
                        sent);
            }
        }
    }

    private String table() {
        StringBuilder text = new StringBuilder("""
                | who | passes | frames/s, median (lowest to highest) | of by hand | CPU µs/frame: client | broker | source \
                | bytes allocated a frame | greatest live heap | CPU that others took |
                |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
                """);
        double raw = passes.containsKey(FeedStage.RAW)
                ? median(passes.get(FeedStage.RAW), Pass::framesPerSecond)
                : Double.NaN;
        passes.forEach((client, of) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %d | %,.0f (%,.0f to %,.0f) | %.2f | %.2f | %.2f | %.2f | %,.0f | %,d MB | %.0f %% |%n",
                client,
                of.size(),
                median(of, Pass::framesPerSecond),
                of.stream().mapToDouble(Pass::framesPerSecond).min().orElseThrow(),
                of.stream().mapToDouble(Pass::framesPerSecond).max().orElseThrow(),
                median(of, Pass::framesPerSecond) / raw,
                median(of, Pass::clientMicros),
                median(of, Pass::brokerMicros),
                median(of, Pass::sourceMicros),
                median(of, Pass::bytesPerFrame),
                of.stream().mapToLong(Pass::greatestLiveHeap).max().orElseThrow() >> 20,
                100 * median(of, Pass::othersShare))));
        return text.toString();
    }

    private static double median(List<Pass> of, java.util.function.ToDoubleFunction<Pass> figure) {
        double[] sorted = of.stream().mapToDouble(figure).sorted().toArray();
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    }
}
