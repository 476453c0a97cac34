package feeds;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How long a channel of an instrument has been quiet, and how long it may be: {@link #PATIENCE} times the longest pause of
 * late. What is done about it stands in {@link FeedConnector}.
 *
 * <p>{@link #heard}, {@link #heartbeat} by one thread at a time; the rest by the connection's event loop. Times are of
 * {@link System#nanoTime}.
 */
final class ChannelWatch {

    /** A market's pauses scatter; four times the longest of the last half hour or so has not been one of them. */
    static final int PATIENCE = 4;

    /** After so long a pause counts half. */
    private static final double HALF_LIFE_NANOS = Duration.ofMinutes(30).toNanos();

    /** What is done about a quiet channel doubles its limit each time it is in vain, up to a day. */
    private static final long MAX_LIMIT_NANOS = Duration.ofDays(1).toNanos();

    private final Subscription subscription;
    private final long floorNanos;
    private final long ceilingNanos;

    private volatile long heardNanos;
    private volatile long longestPauseNanos;
    private volatile long lastTradeId = -1;
    private volatile long missedSinceNanos;
    private volatile boolean misses;
    private volatile boolean everHeard;
    private volatile String refusal;
    private volatile long refusedNanos;

    /** Since when it is expected; of this reading of the clock {@link #unprovenSince} and {@link #proven} speak. */
    private volatile long expectedNanos;

    private volatile boolean unproven = true;

    /** How often something was done in vain since it was heard. */
    private volatile int attempts;

    ChannelWatch(Subscription subscription, WatchdogLimits limits, long now) {
        this.subscription = subscription;
        this.floorNanos = limits.floor().toNanos();
        this.ceilingNanos = limits.ceiling().toNanos();
        this.heardNanos = now;
        this.expectedNanos = now;
    }

    Subscription subscription() {
        return subscription;
    }

    /** Data came. */
    void heard(long now) {
        if (everHeard) {
            long pause = now - heardNanos;
            long remembered = (long) (longestPauseNanos * Math.pow(0.5, pause / HALF_LIFE_NANOS));
            longestPauseNanos = Math.max(pause, remembered);
        }
        heardNanos = now;
        everHeard = true;
        misses = false;
        if (refusal != null) {
            // It was about something else, or the venue has changed its mind.
            refusal = null;
        }
        if (attempts != 0) {
            attempts = 0;
        }
    }

    /** As {@link #heard(long, long, long)}, of a trade that was received just now. */
    boolean heard(long tradeId, long now) {
        return heard(tradeId, now, now);
    }

    /**
     * @param received when the trade came, at most {@code now}
     * @return whether it is the newest trade so far
     */
    boolean heard(long tradeId, long received, long now) {
        boolean isNewest = tradeId > lastTradeId;
        if (tradeId >= lastTradeId) {
            lastTradeId = tradeId;
            provenBy(received);
        }
        if (isNewest) {
            heard(now);
        } else {
            // The channel is well, which a venue says with what it sends first. But the market is as quiet as before:
            // nothing
            // is learned of its pauses, and it is left alone for longer and longer.
            heardNanos = now;
            refusal = null;
        }
        return isNewest;
    }

    /** A trade from before, that was read only now, tells nothing of what came after it. */
    private synchronized void provenBy(long received) {
        if (received - expectedNanos >= 0) {
            unproven = false;
        }
    }

    /** The venue says which trade was the last: if it is ours the quiet is the market's, else we are missing something. */
    void heartbeat(long venuesLastTradeId, long now) {
        if (!everHeard || venuesLastTradeId <= lastTradeId) {
            misses = false;
            if (everHeard) {
                unproven = false;
                heardNanos = now;
            }
        } else if (!misses) {
            missedSinceNanos = now;
            misses = true;
        }
    }

    /** From now on it is expected again: it was subscribed, or we did not listen for a while. */
    synchronized void expectFrom(long now) {
        heardNanos = now;
        misses = false;
        expectedNanos = now;
        unproven = true;
    }

    /**
     * Since when it is expected without having told what was missed before: the next trade's id will tell, and until then
     * nothing does. Empty if one was heard since, or {@link #proven} otherwise.
     */
    OptionalLong unprovenSince() {
        long since = expectedNanos;
        return unproven && refusal == null ? OptionalLong.of(since) : OptionalLong.empty();
    }

    /** What was missed before is known by another way. Any thread. */
    synchronized void proven(long sinceNanos) {
        if (expectedNanos == sinceNanos) {
            unproven = false;
        }
    }

    /** Its market is closed: nothing is due until it opens, and what was done about its being quiet is over. */
    void rest(long now) {
        attempts = 0;
        heardNanos = now;
        misses = false;
    }

    /** Something was done about its being quiet. */
    void acted(long now) {
        attempts++;
        expectFrom(now);
    }

    int attempts() {
        return attempts;
    }

    boolean isQuiet(long now) {
        if (refusal != null) {
            return false;
        }
        if (misses && now - missedSinceNanos > floorNanos) {
            return true;
        }
        return now - heardNanos > limitNanos();
    }

    long limitNanos() {
        long learned = everHeard ? PATIENCE * longestPauseNanos : ceilingNanos;
        long limit = Math.min(ceilingNanos, Math.max(floorNanos, learned));
        return Math.min(MAX_LIMIT_NANOS, limit << Math.min(attempts / 2, 16));
    }

    long heardNanos() {
        return heardNanos;
    }

    boolean everHeard() {
        return everHeard;
    }

    /** Why the venue does not send it; null if it does. */
    String refusal() {
        return refusal;
    }

    /** @param reason null if it is accepted */
    void refused(String reason, long now) {
        refusedNanos = now;
        refusal = reason;
    }

    void askedForAgain(long now) {
        refusedNanos = now;
    }

    /** Refusals may be of the moment, and connections may last for a year. */
    boolean isToBeAskedForAgain(long now) {
        return refusal != null && now - refusedNanos > ceilingNanos;
    }
}
