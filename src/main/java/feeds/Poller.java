package feeds;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import market.FeedState;
import market.MalformedDataException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A feed that is asked: says when, understands what an answer says beside its data, and tells how the feed is doing. Who it
 * serves does the asking. Safe for any thread.
 */
public final class Poller {

    private static final Logger log = LoggerFactory.getLogger(Poller.class);

    /** So many periods may pass without quotes before the feed is stale: one answer may be lost, and the next one late. */
    private static final int PERIODS_UNTIL_STALE = 3;

    private static final int OK = 200;

    private final FeedMonitor monitor;
    private final Duration staleAfter;
    private final Clock clock;
    private final LongSupplier nanos;
    private final PollPace pace;
    private boolean running;
    private long lastGoodNanos;
    private Optional<Duration> retryAfter = Optional.empty();

    /** Why the last try failed; empty if it did not. */
    private String failure = "";

    /**
     * @param monitor of a feed whose venue is a {@link PolledVenue}
     * @param period from one answer to the next
     */
    public Poller(FeedMonitor monitor, Duration period, Clock clock) {
        this(monitor, period, clock, System::nanoTime);
    }

    /** @param nanos as {@link System#nanoTime} */
    Poller(FeedMonitor monitor, Duration period, Clock clock, LongSupplier nanos) {
        this.monitor = monitor;
        this.staleAfter = period.multipliedBy(PERIODS_UNTIL_STALE);
        this.clock = clock;
        this.nanos = nanos;
        this.pace = new PollPace(period, nanos.getAsLong());
    }

    public Feed feed() {
        return monitor.feed();
    }

    /** What to ask, the query included. */
    public URI request() {
        return feed().address();
    }

    /** What a request says of who asks. */
    public Map<String, String> headers() {
        return ((PolledVenue) feed().venue()).headers();
    }

    /** From now on it may be asked; not earlier than the venue said before it was stopped. */
    public synchronized void started() {
        running = true;
        monitor.is(failure.isEmpty() ? FeedState.CONNECTING : FeedState.BACKING_OFF, failure);
    }

    /** From now on nothing is asked. An answer that is under way is still taken. */
    public synchronized void stopped() {
        running = false;
        monitor.is(FeedState.STOPPED, "");
    }

    /**
     * To be called once a second.
     *
     * @return whether the venue is to be asked now; if so, {@link #succeeded} or {@link #failed} has to follow
     */
    public synchronized boolean tick() {
        long now = nanos.getAsLong();
        monitor.tick();
        if (monitor.state() == FeedState.LIVE && now - lastGoodNanos > staleAfter.toNanos()) {
            monitor.is(FeedState.STALE, "no quotes for more than " + staleAfter.toSeconds() + " s");
        }
        if (!running || !pace.isDue(now)) {
            return false;
        }
        pace.asked(now);
        retryAfter = Optional.empty();
        return true;
    }

    /**
     * The frame that an answer is.
     *
     * @param retryAfterHeader null if it has none
     * @throws VenueBusyException if the venue does not answer what was asked
     */
    public synchronized RawFrame answered(int status, String retryAfterHeader, byte[] body) {
        Instant now = clock.instant();
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, now);
        monitor.received(micros);
        retryAfter = RetryAfter.read(retryAfterHeader, now);
        if (status != OK) {
            String said =
                    FrameJson.sentence(new String(body, StandardCharsets.UTF_8)).strip();
            throw new VenueBusyException("it answered with status " + status + (said.isEmpty() ? "" : ": " + said));
        }
        return new RawFrame(monitor, body, micros, signals -> {});
    }

    /** What was answered is in the log. */
    public synchronized void succeeded() {
        long now = nanos.getAsLong();
        pace.succeeded(now);
        lastGoodNanos = now;
        failure = "";
        if (running && monitor.state() != FeedState.LIVE) {
            log.info("Feed {} answers", feed().name());
            monitor.connected();
            monitor.is(FeedState.LIVE, "");
        }
    }

    public synchronized void failed(Exception reason) {
        long now = nanos.getAsLong();
        pace.failed(now, retryAfter);
        failure = sentence(reason);
        if (running) {
            if (monitor.state() != FeedState.BACKING_OFF) {
                log.warn(
                        "Feed {} is asked again in {} s: {}",
                        feed().name(),
                        pace.untilNext(now).toSeconds(),
                        failure);
            }
            monitor.is(FeedState.BACKING_OFF, failure);
        }
    }

    private static String sentence(Exception failure) {
        if (failure instanceof VenueBusyException) {
            return failure.getMessage();
        }
        if (failure instanceof MalformedDataException) {
            return "its answer cannot be used: " + failure.getMessage();
        }
        return "it cannot be asked: " + FrameJson.sentence(String.valueOf(failure.getMessage()));
    }
}
