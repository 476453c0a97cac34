package api.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private static final Retries DEFAULT =
            new Retries(Duration.ofSeconds(1), Duration.ofMinutes(5), 20, Duration.ofHours(1));

    /** Gives the longest of all pauses. */
    private static final RandomGenerator HIGH = new Fixed(true);

    private static final RandomGenerator LOW = new Fixed(false);

    @Test
    void pausesDoubleUpToTheLongestAndHalfOfEachIsRandom() {
        assertThat(pause(1, HIGH)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pause(1, LOW)).isEqualTo(Duration.ofMillis(500));
        assertThat(pause(2, HIGH)).isEqualTo(Duration.ofSeconds(2));
        assertThat(pause(9, HIGH)).isEqualTo(Duration.ofSeconds(256));
        assertThat(pause(10, HIGH)).isEqualTo(Duration.ofMinutes(5));
        assertThat(pause(19, HIGH)).isEqualTo(Duration.ofMinutes(5));
        assertThat(pause(19, LOW)).isEqualTo(Duration.ofSeconds(150));
    }

    @Test
    void theLastAttemptIsByCountOrByTime() {
        assertThat(DEFAULT.pause(20, Duration.ZERO, null, HIGH)).isEmpty();
        assertThat(DEFAULT.pause(1, Duration.ofHours(1), null, HIGH)).isEmpty();
        assertThat(DEFAULT.pause(19, Duration.ofMinutes(59), null, HIGH)).contains(Duration.ofMinutes(1));
    }

    @Test
    void theReceiverMayAskForMoreButNotForMoreThanThereIs() {
        assertThat(DEFAULT.pause(1, Duration.ZERO, Duration.ofSeconds(90), HIGH))
                .contains(Duration.ofSeconds(90));
        assertThat(DEFAULT.pause(9, Duration.ZERO, Duration.ofSeconds(90), HIGH))
                .contains(Duration.ofSeconds(256));
        assertThat(DEFAULT.pause(1, Duration.ofMinutes(50), Duration.ofDays(3), HIGH))
                .contains(Duration.ofMinutes(10));
    }

    @Test
    void theDefaultGoesOnForAboutAnHour() {
        Random random = new Random(1);
        Duration age = Duration.ZERO;
        int failures = 1;
        for (var pause = DEFAULT.pause(failures, age, null, random);
                pause.isPresent();
                pause = DEFAULT.pause(++failures, age, null, random)) {
            age = age.plus(pause.get());
        }

        assertThat(failures).isEqualTo(20);
        assertThat(age).isBetween(Duration.ofMinutes(35), Duration.ofHours(1));
    }

    private static Duration pause(int failures, RandomGenerator random) {
        return DEFAULT.pause(failures, Duration.ZERO, null, random).orElseThrow();
    }

    private record Fixed(boolean high) implements RandomGenerator {

        @Override
        public long nextLong() {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nextLong(long bound) {
            return high ? bound - 1 : 0;
        }
    }
}
