package ui.live;

import com.vaadin.flow.shared.Registration;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The ticks of all views of this process: one thread for what is repeated, a few for what takes long. */
@Component
class SharedTicks implements Ticks {

    private static final Logger log = LoggerFactory.getLogger(SharedTicks.class);

    /** As many queries as all views together may have running, so that they leave the pool's connections to others. */
    private static final int BACKGROUND_THREADS = 4;

    /** Beyond this the database is surely away: views ask again at their next tick, so what is refused is no loss. */
    private static final int BACKGROUND_QUEUE = 1_000;

    private final ScheduledExecutorService ticking = Executors.newSingleThreadScheduledExecutor(daemon("ui-ticks"));
    private final ThreadPoolExecutor background = new ThreadPoolExecutor(
            BACKGROUND_THREADS,
            BACKGROUND_THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(BACKGROUND_QUEUE),
            daemon("ui-background"));

    SharedTicks() {
        background.allowCoreThreadTimeOut(true);
    }

    @Override
    public Registration every(Duration period, Runnable task) {
        Future<?> repeated = ticking.scheduleWithFixedDelay(
                guarded(task), period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
        return () -> repeated.cancel(false);
    }

    @Override
    public void inBackground(Runnable work) {
        try {
            background.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            log.warn("A view's work was refused: {} wait already", BACKGROUND_QUEUE);
        }
    }

    @PreDestroy
    void stop() {
        ticking.shutdownNow();
        background.shutdownNow();
    }

    /** One failure must not end a task's repetition. */
    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                log.error("A view's work failed", e);
            }
        };
    }

    private static ThreadFactory daemon(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> {
            Thread thread = new Thread(work, name + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
