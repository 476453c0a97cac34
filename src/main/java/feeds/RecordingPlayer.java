package feeds;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import market.FeedState;
import market.MalformedDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays recordings in an exchange's place, once, with the receive times of then: so the same decoder finds the same in them.
 * No watchdog looks after it, for nobody could be asked again. A thread of its own reads and calls the sink; the methods
 * may be called by any thread.
 */
final class RecordingPlayer implements FrameSource {

    private static final Logger log = LoggerFactory.getLogger(RecordingPlayer.class);

    private static final long TICK_MS = 1_000;
    private static final long STOP_MS = 5_000;

    private final Vertx vertx;
    private final FeedMonitor monitor;
    private final Replay replay;
    private final Consumer<Object> sink;
    private final Clock clock;

    /** Guarded by this. */
    private boolean running;

    /** Guarded by this. */
    private boolean paused;

    private Thread player;
    private long timer;

    // The player's own.
    private long firstMicros;
    private long firstNanos;
    private boolean begun;
    private long frames;

    /** @param sink is told {@link RawFrame}s in their order, by one thread */
    RecordingPlayer(Vertx vertx, FeedMonitor monitor, Replay replay, Consumer<Object> sink, Clock clock) {
        this.vertx = vertx;
        this.monitor = monitor;
        this.replay = replay;
        this.sink = sink;
        this.clock = clock;
    }

    @Override
    public void start() {
        synchronized (this) {
            running = true;
        }
        timer = vertx.setPeriodic(TICK_MS, id -> monitor.tick());
        player = new Thread(this::play, "replay-" + name());
        player.setDaemon(true);
        player.start();
    }

    @Override
    public void stop() {
        synchronized (this) {
            running = false;
            notifyAll();
        }
        vertx.cancelTimer(timer);
        try {
            player.join(STOP_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        monitor.is(FeedState.STOPPED, "");
    }

    @Override
    public synchronized void pause() {
        paused = true;
    }

    @Override
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    private synchronized boolean isRunning() {
        return running;
    }

    private void play() {
        String end;
        try {
            monitor.connected();
            log.info("Feed {} replays {} recordings", name(), replay.files().size());
            for (Path file : replay.files()) {
                monitor.is(FeedState.LIVE, "replays " + file.getFileName());
                play(file);
            }
            end = "the recording is over after " + frames + " frames";
            log.info("Feed {}: {}", name(), end);
        } catch (IOException | MalformedDataException e) {
            end = "the recording cannot be read further: " + e.getMessage();
            monitor.wrong(end);
            log.error("Feed {}: {}", name(), end);
        }
        if (isRunning()) {
            monitor.is(FeedState.STOPPED, end);
        }
    }

    private void play(Path file) throws IOException {
        try (RecordingReader recording = new RecordingReader(file)) {
            Optional<RecordingReader.Recorded> next = recording.next();
            while (next.isPresent() && awaitTurn(next.get().micros())) {
                refuseOtherVenue(recording, file);
                frames++;
                monitor.received(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
                sink.accept(new RawFrame(monitor, next.get().frame(), next.get().micros(), signals -> {}));
                next = recording.next();
            }
            if (recording.lost() > 0) {
                log.warn("{} frames were lost when {} was recorded", recording.lost(), file);
            }
            if (recording.isTruncated()) {
                log.warn("The recording {} ends in the middle: it was read up to there", file);
            }
        }
    }

    private void refuseOtherVenue(RecordingReader recording, Path file) {
        String venue = monitor.feed().venue().name();
        if (recording.venue() != null && !recording.venue().equals(venue)) {
            throw new MalformedDataException(
                    file + " was recorded of " + recording.venue() + ", and the feed is of " + venue);
        }
    }

    /** @return false if nothing is to be played any more */
    private synchronized boolean awaitTurn(long micros) {
        try {
            while (running) {
                long now = System.nanoTime();
                if (paused) {
                    wait();
                    // What waited goes on at the old pace, not in a rush.
                    firstNanos += System.nanoTime() - now;
                } else {
                    long early = dueNanos(micros, now) - now;
                    if (early <= 0) {
                        return true;
                    }
                    TimeUnit.NANOSECONDS.timedWait(this, early);
                }
            }
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long dueNanos(long micros, long now) {
        if (!begun) {
            begun = true;
            firstMicros = micros;
            firstNanos = now;
        }
        return replay.speed() == Replay.UNBOUNDED
                ? now
                : firstNanos + (long) ((micros - firstMicros) * 1_000 / replay.speed());
    }

    private String name() {
        return monitor.feed().name();
    }
}
