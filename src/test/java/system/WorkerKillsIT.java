package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import app.embedded.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import market.Trade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** Two processes share the candles under load, and again and again one of them is killed and another joins. */
class WorkerKillsIT {

    private static final int KILLS = 10;

    /** Every fifth kill or so falls between the commits; that none of so many does is no chance. */
    private static final int MOST_KILLS = 30;

    private static final int TRADES_PER_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** Records that are counted between a join and the next kill: 1 to 5 s of the load. */
    private static final int LEAST_PROGRESS = 1_000;

    private static final int MOST_PROGRESS = 5_000;

    /** Progress is seen just after a commit in Postgres; half of the kills come up to so many ms later: anywhere. */
    private static final int KILL_WITHIN = 150;

    private static final int SHOWN_ERRORS = 5;

    /** Says which worker is killed when; what the threads make of it differs all the same. */
    private final long seed = Long.getLong("souk.test.seed", System.nanoTime());

    private final Random random = new Random(seed);
    private final Map<String, SoukProcess> workers = new TreeMap<>();
    private final Map<Integer, Long> greatestOffsets = new TreeMap<>();
    private final List<String> setbacks = new ArrayList<>();
    private final ScheduledExecutorService killer = Executors.newSingleThreadScheduledExecutor();
    private int started;

    @TempDir
    Path directory;

    private TestServers servers;
    private Broker broker;
    private Database database;

    @BeforeEach
    void startServers() throws Exception {
        servers = TestServers.start(directory.resolve("servers"));
        broker = new Broker(servers.setting("souk.kafka.brokers"));
        database = new Database(servers::setting);
    }

    @AfterEach
    void stopAll() throws Exception {
        killer.shutdownNow();
        for (SoukProcess worker : workers.values()) {
            worker.close();
        }
        database.close();
        broker.close();
        servers.close();
    }

    @Test
    void whoeverIsKilledWheneverEveryTradeIsCountedOnce(TestReporter report) throws Exception {
        startWorker().awaitUrl();
        startWorker().awaitUrl();
        List<Death> deaths = new ArrayList<>();
        List<Trade> trades;
        try (Load load = Load.start(servers.setting("souk.kafka.brokers"), TRADES_PER_SECOND, seed)) {
            while (deaths.size() < KILLS || deaths.size() < MOST_KILLS && !anyBetweenCommits(deaths)) {
                awaitProgress();
                String victim = List.copyOf(workers.keySet()).get(random.nextInt(workers.size()));
                kill(victim);
                Set<Integer> partitions = broker.members().getOrDefault(victim, Set.of());
                Map<Integer, Long> counted = nextOffsets();
                SoukProcess successor = startWorker();
                deaths.add(offsetsCommittedBeforeItsExpulsion(victim)
                        .map(committed -> new Death(victim, partitions, counted, committed))
                        .orElseGet(() -> new Death(victim, Set.of(), Map.of(), Map.of())));
                successor.awaitUrl();
            }
            trades = load.stop();
        }

        String what = "seed %d, %d trades, offsets set back: %s, kills:%n%s%nerrors in the logs:%n%s"
                .formatted(
                        seed,
                        trades.size(),
                        setbacks,
                        deaths.stream().map(Death::toString).collect(Collectors.joining("\n")),
                        String.join("\n", errors()));
        report.publishEntry(what);
        Reference.assertEqual(what, trades, broker, database);
        assertThat(setbacks).as(what).isEmpty();
        assertThat(anyBetweenCommits(deaths)).as(what).isTrue();
    }

    /** What the workers complained of, the first of it; their logs go with the directory. */
    private List<String> errors() throws IOException {
        List<String> errors = new ArrayList<>();
        for (int worker = 1; worker <= started; worker++) {
            String name = name(worker);
            Files.readString(directory.resolve(name + ".log"))
                    .lines()
                    .filter(line -> line.contains(" ERROR "))
                    .limit(SHOWN_ERRORS)
                    .forEach(line -> errors.add(name + " " + line));
        }
        return errors;
    }

    private static String name(int worker) {
        return "worker-%02d".formatted(worker);
    }

    private static boolean anyBetweenCommits(List<Death> deaths) {
        return deaths.stream().anyMatch(Death::fellBetweenCommits);
    }

    /** Kills at all times, also while the group shares out its partitions; so whether it has done so is left to chance. */
    private void awaitProgress() {
        if (random.nextInt(4) != 0) {
            await("two workers share the partitions")
                    .atMost(PATIENCE)
                    .until(
                            () -> broker.members(),
                            members -> members.keySet().equals(workers.keySet())
                                    && members.values().stream().noneMatch(Set::isEmpty));
        }
        long progress = LEAST_PROGRESS + random.nextInt(MOST_PROGRESS - LEAST_PROGRESS);
        long goal = sum(nextOffsets()) + progress;
        await("progress").atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> sum(nextOffsets()) >= goal);
    }

    /** What is counted stays counted, whoever counts: an offset that goes back was written by one who had lost its partition. */
    private Map<Integer, Long> nextOffsets() {
        Map<Integer, Long> now = database.nextOffsets();
        greatestOffsets.forEach((partition, greatest) -> {
            if (now.getOrDefault(partition, 0L) < greatest) {
                setbacks.add("partition " + partition + " from " + greatest + " to " + now.get(partition));
            }
        });
        greatestOffsets.putAll(now);
        return now;
    }

    private static long sum(Map<Integer, Long> offsets) {
        return offsets.values().stream().mapToLong(Long::longValue).sum();
    }

    private void kill(String victim) throws Exception {
        SoukProcess process = workers.remove(victim);
        killer.schedule(
                        () -> {
                            process.kill();
                            return null;
                        },
                        random.nextBoolean() ? 0 : random.nextInt(KILL_WITHIN),
                        TimeUnit.MILLISECONDS)
                .get();
    }

    /**
     * The last that Kafka heard while the group still took the dead worker for alive: for its partitions, from it. Empty if
     * this test was so slow that it is expelled already; what was read before may then be another's.
     */
    private Optional<Map<Integer, Long>> offsetsCommittedBeforeItsExpulsion(String worker) {
        AtomicReference<Map<Integer, Long>> committed = new AtomicReference<>();
        await("the group expels " + worker).atMost(PATIENCE).until(() -> {
            Map<Integer, Long> now = broker.committed();
            boolean expelled = !broker.members().containsKey(worker);
            if (!expelled) {
                committed.set(now);
            }
            return expelled;
        });
        return Optional.ofNullable(committed.get());
    }

    private SoukProcess startWorker() throws Exception {
        String name = name(++started);
        SoukProcess worker = SoukProcess.start(servers, directory, name);
        workers.put(name, worker);
        return worker;
    }

    /**
     * A worker that was killed. Its partitions are nobody else's until the group expels it, 6 s later.
     *
     * @param partitions that it had; none if they were just shared out, or are not known
     * @param counted the offsets that Postgres had after the kill
     * @param committed the offsets that Kafka had at the end of those 6 s
     */
    private record Death(
            String worker, Set<Integer> partitions, Map<Integer, Long> counted, Map<Integer, Long> committed) {

        Death {
            counted = ofPartitions(counted, partitions);
            committed = ofPartitions(committed, partitions);
        }

        /** Whether it committed something in Postgres that it did not live to commit in Kafka. */
        boolean fellBetweenCommits() {
            return counted.entrySet().stream()
                    .anyMatch(partition -> partition.getValue() > committed.getOrDefault(partition.getKey(), 0L));
        }

        private static Map<Integer, Long> ofPartitions(Map<Integer, Long> offsets, Set<Integer> partitions) {
            Map<Integer, Long> its = new TreeMap<>(offsets);
            its.keySet().retainAll(partitions);
            return its;
        }
    }
}
