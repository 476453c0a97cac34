package feeds;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import market.RecordingStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records a feed's frames as they come. {@link #record} never waits: a thread of its own writes, and what it cannot write is
 * counted, and told in the recording as lost. See {@code docs/decisions/012-recordings.md}.
 *
 * <p>Safe for any thread; the frames of a feed come one after the other.
 */
final class FrameRecorder {

    private static final Logger log = LoggerFactory.getLogger(FrameRecorder.class);

    /** As many as may be under way to the log; a disk that hangs for longer than these last loses frames. */
    private static final int MAX_WAITING = 10_000;

    /** Frames may have 4 MB: ten thousand of those would be the whole memory. */
    private static final long MAX_WAITING_BYTES = 32_000_000;

    /** So much is lost when the process is killed. */
    private static final long FLUSH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** How often is looked whether something is to be flushed, or the file old, where no frames come. */
    private static final long LOOK_MS = 250;

    /** A full disk is not emptier at once. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    /** For a disk that hangs: the rest is written, or not, without anybody waiting for it. */
    private static final Duration STOP = Duration.ofSeconds(5);

    /** @param missedBefore frames before it that found no place in the queue */
    private record Waiting(byte[] frame, long micros, long missedBefore) {}

    private final String feed;
    private final String venue;
    private final RecorderSettings settings;
    private final Path directory;
    private final Clock clock;
    private final RecordingFile.Opener opener;
    private final Duration retry;

    private final BlockingQueue<Waiting> queue = new ArrayBlockingQueue<>(MAX_WAITING);
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong missed = new AtomicLong();
    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean on;
    private volatile String problem;
    private volatile RecordingFile file;

    /** Guarded by this; null while nothing is recorded. */
    private Thread writer;

    // The writer's own.
    private Instant lastStart = Instant.EPOCH;
    private long openedNanos;
    private long flushedNanos;
    private long retryNanos;
    private long unflushed;

    /** Frames that the next line is to tell of as lost. */
    private long untold;

    FrameRecorder(String feed, String venue, RecorderSettings settings, Clock clock) {
        this(
                feed,
                venue,
                settings,
                clock,
                path -> Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                RETRY);
    }

    /** @param retry how long after a failure the next file is tried */
    FrameRecorder(
            String feed,
            String venue,
            RecorderSettings settings,
            Clock clock,
            RecordingFile.Opener opener,
            Duration retry) {
        this.feed = feed;
        this.venue = venue;
        this.settings = settings;
        this.directory = settings.directory().resolve(feed);
        this.clock = clock;
        this.opener = opener;
        this.retry = retry;
    }

    /** Begins or ends the recording. After the end the file is whole, unless the disk takes more than a few seconds for it. */
    synchronized void turn(boolean record) {
        if (record && !on) {
            if (writer != null && writer.isAlive()) {
                throw new IllegalStateException(
                        "the recording of feed '" + feed + "' that was ended is still being written; try again later");
            }
            queue.clear();
            waitingBytes.set(0);
            missed.set(0);
            problem = null;
            on = true;
            writer = new Thread(this::write, "recorder-" + feed);
            writer.setDaemon(true);
            writer.start();
            log.info("Feed {} is recorded to {}", feed, directory);
        } else if (!record && on) {
            on = false;
            try {
                writer.join(STOP.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            if (writer.isAlive()) {
                log.warn("The recording of feed {} is not written after {} s", feed, STOP.toSeconds());
            } else {
                log.info("Feed {} is not recorded any more", feed);
            }
        }
    }

    RecordingStatus status() {
        RecordingFile written = file;
        return new RecordingStatus(
                on,
                written == null ? null : written.path().toString(),
                written == null ? 0 : written.bytes(),
                frames.get(),
                dropped.get(),
                problem);
    }

    /** A frame came. */
    void record(RawFrame frame) {
        if (!on) {
            return;
        }
        long missedBefore = missed.get();
        if (waitingBytes.get() + frame.bytes().length <= MAX_WAITING_BYTES
                && queue.offer(new Waiting(frame.bytes(), frame.receiveTimeMicros(), missedBefore))) {
            waitingBytes.addAndGet(frame.bytes().length);
            missed.addAndGet(-missedBefore);
        } else {
            dropped.incrementAndGet();
            if (missed.incrementAndGet() == 1) {
                log.warn("The recording of feed {} lags: frames are left out", feed);
            }
        }
    }

    private void write() {
        retryNanos = System.nanoTime();
        untold = 0;
        try {
            adoptWhatIsLeft();
            while (true) {
                Waiting next = queue.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    waitingBytes.addAndGet(-next.frame().length);
                    write(next);
                }
                seeToFile();
                if (next == null && !on) {
                    finish();
                    return;
                }
            }
        } catch (InterruptedException e) {
            finish();
            Thread.currentThread().interrupt();
        }
    }

    private void write(Waiting next) {
        untold += next.missedBefore();
        if (file == null && !open()) {
            untold++;
            dropped.incrementAndGet();
            return;
        }
        try {
            if (untold > 0) {
                file.lost(next.micros(), untold);
                untold = 0;
            }
            unflushed++;
            file.frame(next.micros(), next.frame());
        } catch (IOException e) {
            failed(e);
        }
    }

    private void seeToFile() {
        if (file == null) {
            return;
        }
        long now = System.nanoTime();
        try {
            if (now - flushedNanos >= FLUSH_NANOS) {
                file.flush();
                flushedNanos = now;
                countFlushed();
            }
            if (file.bytes() >= settings.maxFileBytes()
                    || now - openedNanos >= settings.maxFileAge().toNanos()) {
                finish();
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private boolean open() {
        if (System.nanoTime() - retryNanos < 0) {
            return false;
        }
        try {
            Files.createDirectories(directory);
            makeRoom();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            // Names go up, whatever the clock does.
            lastStart = now.isAfter(lastStart) ? now : lastStart.plus(1, ChronoUnit.MICROS);
            file = new RecordingFile(directory, feed, venue, lastStart, opener);
            openedNanos = System.nanoTime();
            flushedNanos = openedNanos;
            unflushed = 0;
            if (problem != null) {
                problem = null;
                log.info("Feed {} is recorded again", feed);
            }
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    private void finish() {
        if (file != null) {
            try {
                file.close();
                file = null;
                countFlushed();
            } catch (IOException e) {
                failed(e);
            }
        }
    }

    private void countFlushed() {
        frames.addAndGet(unflushed);
        unflushed = 0;
    }

    /** What was not flushed is lost; the feed goes on, and the next file is tried later. */
    private void failed(IOException e) {
        dropped.addAndGet(unflushed);
        untold += unflushed;
        unflushed = 0;
        retryNanos = System.nanoTime() + retry.toNanos();
        String text = "cannot write to " + directory + ": " + e.getClass().getSimpleName() + ", " + e.getMessage();
        if (problem == null) {
            log.warn("Feed {} is not recorded at present: {}", feed, text);
        }
        problem = text;
        RecordingFile broken = file;
        file = null;
        if (broken != null) {
            try {
                broken.abandon();
            } catch (IOException again) {
                log.debug("What was written of {} stays as it is", broken.path(), again);
            }
        }
    }

    /** What a process that was killed has left can be read up to there. */
    private void adoptWhatIsLeft() {
        try {
            for (Path left : files(RecordingFile.SUFFIX + RecordingFile.PART)) {
                String name = left.getFileName().toString();
                Files.move(left, left.resolveSibling(name.substring(0, name.length() - RecordingFile.PART.length())));
            }
        } catch (IOException e) {
            log.warn("What is left in {} of an earlier recording stays as it is: {}", directory, e.getMessage());
        }
    }

    /** So much that the next file fits in. */
    private void makeRoom() throws IOException {
        List<Path> oldestFirst = files(RecordingFile.SUFFIX);
        long total = 0;
        for (Path recording : oldestFirst) {
            total += Files.size(recording);
        }
        for (Path oldest : oldestFirst) {
            if (total + settings.maxFileBytes() <= settings.maxTotalBytes()) {
                return;
            }
            total -= Files.size(oldest);
            Files.delete(oldest);
            log.info("Deleted the oldest recording of feed {}: {}", feed, oldest.getFileName());
        }
    }

    private List<Path> files(String suffix) throws IOException {
        if (Files.notExists(directory)) {
            return new ArrayList<>();
        }
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(path -> path.getFileName().toString().startsWith(feed + "-"))
                    .filter(path -> path.getFileName().toString().endsWith(suffix))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            // Its files are listed one by one.
            throw e.getCause();
        }
    }
}
