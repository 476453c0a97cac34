package feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** On a clock that is moved a second at a time, as the routes' timer does. */
class PollPaceTest {

    private static final Duration PERIOD = Duration.ofSeconds(30);
    private static final Optional<Duration> UNSAID = Optional.empty();

    /** Some clock's time that is about to overflow. */
    private static final long START = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(40);

    private final PollPace pace = new PollPace(PERIOD, START);
    private long second;

    @Test
    void aVenueThatAnswersIsAskedEveryPeriod() {
        List<Long> asks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asks.add(nextAsk());
            pace.succeeded(now());
        }

        assertThat(asks).containsExactly(0L, 30L, 60L, 90L);
    }

    @Test
    void anAnswerThatTakesLongPutsNothingOff() {
        nextAsk();
        second += 12;
        pace.succeeded(now());

        assertThat(nextAsk()).isEqualTo(30);
    }

    @Test
    void nothingIsAskedWhileAnAnswerIsAwaited() {
        nextAsk();
        second += 1_000;

        assertThat(pace.isDue(now())).isFalse();
        pace.succeeded(now());
        assertThat(nextAsk()).isEqualTo(1_020);
    }

    @Test
    void aCycleHasThreeTriesFiveAndTenSecondsApartAndTheNextBeginsTwentySecondsAfterTheLast() {
        assertThat(failures(7, UNSAID)).containsExactly(0L, 5L, 15L, 35L, 40L, 50L, 70L);
    }

    @Test
    void thePauseBeginsWhenATryHasFailed() {
        List<Long> asks = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            asks.add(nextAsk());
            second += 10;
            pace.failed(now(), UNSAID);
        }

        assertThat(asks).containsExactly(0L, 15L, 35L, 65L);
    }

    @Test
    void aTryThatSucceedsEndsTheCycleAndTheNextBeginsInTime() {
        failures(1, UNSAID);
        assertThat(nextAsk()).isEqualTo(5);
        pace.succeeded(now());

        assertThat(failures(4, UNSAID)).containsExactly(30L, 35L, 45L, 65L);
    }

    @Test
    void whatTheVenueAsksForTakesThePlaceOfThePauses() {
        assertThat(failures(4, seconds(2))).containsExactly(0L, 2L, 4L, 30L);
    }

    @Test
    void aVenueThatWantsToBeLeftAloneForLongerThanTheCycleIsLeftAloneForSoLong() {
        assertThat(failures(3, seconds(100))).containsExactly(0L, 100L, 200L);
    }

    @Test
    void aLongRestIsFollowedByACycleOfThreeTries() {
        failures(1, seconds(45));

        assertThat(failures(4, UNSAID)).containsExactly(45L, 50L, 60L, 80L);
    }

    @Test
    void whatTheVenueAsksForAfterTheLastTryIsRespectedToo() {
        failures(2, UNSAID);
        assertThat(failures(1, seconds(60))).containsExactly(15L);

        assertThat(nextAsk()).isEqualTo(75);
    }

    @Test
    void whateverHappensAVenueIsNeverAskedEarlierThanItSaid() {
        long seed = Long.getLong("souk.test.seed", System.nanoTime());
        Random random = new Random(seed);
        long notBefore = 0;
        for (int i = 0; i < 10_000; i++) {
            assertThat(nextAsk()).as("ask %s, seed %s", i, seed).isGreaterThanOrEqualTo(notBefore);
            second += random.nextInt(12);
            if (random.nextInt(4) == 0) {
                pace.succeeded(now());
                notBefore = second + 1;
            } else {
                Optional<Duration> wanted = random.nextBoolean() ? UNSAID : seconds(1 + random.nextInt(120));
                pace.failed(now(), wanted);
                notBefore = second + wanted.orElse(PollPace.PAUSES.get(0)).toSeconds();
            }
        }
    }

    private static Optional<Duration> seconds(long seconds) {
        return Optional.of(Duration.ofSeconds(seconds));
    }

    /** The seconds of the next tries, all of which fail at once. */
    private List<Long> failures(int count, Optional<Duration> retryAfter) {
        List<Long> asks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            asks.add(nextAsk());
            pace.failed(now(), retryAfter);
        }
        return asks;
    }

    /** The second, from the start on, in which it is asked next. */
    private long nextAsk() {
        while (!pace.isDue(now())) {
            second++;
        }
        pace.asked(now());
        return second;
    }

    private long now() {
        return START + TimeUnit.SECONDS.toNanos(second);
    }
}
