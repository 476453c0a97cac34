package app.embedded;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The running parts and the directory they own. Started by the thread that starts the context; stopped by whichever thread
 * closes it, which may be a shutdown hook in the midst of the start.
 */
final class EmbeddedRuntime implements EmbeddedInitializer.Running {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedRuntime.class);

    /** s; an interrupted start ends at its next wait, and Kafka's, which has none, within its own start-up time. */
    private static final long START_ENDS_WITHIN = 60;

    private final DataDirectory directory;
    private final List<EmbeddedPart> parts;
    private final ExecutorService starters;
    private boolean stopped;

    EmbeddedRuntime(DataDirectory directory, List<EmbeddedPart> parts) {
        this.directory = directory;
        this.parts = List.copyOf(parts);
        this.starters = Executors.newFixedThreadPool(
                Math.max(1, parts.size()), work -> new Thread(work, "souk-embedded-start"));
    }

    static EmbeddedRuntime in(Path path, Set<Part> wanted) {
        DataDirectory directory = DataDirectory.claim(path);
        try {
            return new EmbeddedRuntime(
                    directory,
                    wanted.stream().map(part -> create(part, directory)).toList());
        } catch (RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    private static EmbeddedPart create(Part part, DataDirectory directory) {
        Path home = directory.of(part);
        return switch (part) {
            case KAFKA -> new KafkaPart(home);
            case POSTGRES -> new PostgresPart(home);
            case REDIS -> new RedisPart(home);
        };
    }

    @Override
    public void start() {
        try {
            List<Future<?>> starts = new ArrayList<>();
            synchronized (this) {
                if (stopped) {
                    throw EmbeddedStartException.interrupted();
                }
                parts.forEach(part -> starts.add(starters.submit(() -> start(part))));
                starters.shutdown();
            }
            await(starts);
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    private static Void start(EmbeddedPart part) {
        long begin = System.nanoTime();
        try {
            part.start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EmbeddedStartException.interrupted();
        } catch (Exception | LinkageError e) {
            throw EmbeddedStartException.partFailed(part.part(), part.log(), e);
        }
        log.info("Embedded {} on {}, up in {} ms", part.part().label(), part.address(), millisSince(begin));
        return null;
    }

    private static void await(List<Future<?>> starts) {
        for (Future<?> start : starts) {
            try {
                start.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw EmbeddedStartException.interrupted();
            }
        }
    }

    @Override
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        endStarts();
        long begin = System.nanoTime();
        List<Thread> stops = parts.stream().map(EmbeddedRuntime::stopping).toList();
        stops.forEach(EmbeddedRuntime::join);
        directory.close();
        log.info("Embedded parts stopped in {} ms", millisSince(begin));
    }

    private void endStarts() {
        starters.shutdownNow();
        try {
            if (!starters.awaitTermination(START_ENDS_WITHIN, TimeUnit.SECONDS)) {
                log.warn("An embedded part is still starting after {} s; stopping it as it is", START_ENDS_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread stopping(EmbeddedPart part) {
        Thread thread =
                new Thread(part::stop, "souk-embedded-stop-" + part.part().directory());
        thread.start();
        return thread;
    }

    /** Waits also when interrupted: who leaves before the end leaves children behind. */
    private static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public EmbeddedParts parts() {
        Map<Part, String> addresses = new HashMap<>();
        parts.forEach(part -> addresses.put(part.part(), part.address()));
        return new EmbeddedParts(directory.path(), addresses);
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        parts.forEach(part -> settings.putAll(part.settings()));
        return settings;
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
