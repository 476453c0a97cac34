package api.notifications;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * How often and for how long a digest is tried that a receiver did not take: after pauses that double, half of each at random, so
 * that replicas and hubs that lost a receiver together do not come back together.
 *
 * @param firstPause after the first failure
 * @param longestPause no pause is longer, unless the receiver asks for it
 * @param attempts in all
 * @param within since the first attempt
 */
public record Retries(Duration firstPause, Duration longestPause, int attempts, Duration within) {

    /** Beyond so many doublings every pause is the longest. */
    private static final int MAX_DOUBLINGS = 30;

    /**
     * @param failures how many attempts have failed, from 1
     * @param age since the first attempt
     * @param asked how long the receiver wants to be left alone; null if it did not say
     * @return how long to wait before the next attempt; empty if this was the last
     */
    public Optional<Duration> pause(int failures, Duration age, Duration asked, RandomGenerator random) {
        Duration left = within.minus(age);
        if (failures >= attempts || left.isNegative() || left.isZero()) {
            return Optional.empty();
        }
        long full = Math.min(longestPause.toMillis(), firstPause.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS));
        Duration pause = Duration.ofMillis(full - full / 2 + random.nextLong(full / 2 + 1));
        if (asked != null && asked.compareTo(pause) > 0) {
            pause = asked;
        }
        return Optional.of(pause.compareTo(left) < 0 ? pause : left);
    }
}
