package feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void pausesDoubleUpToACapAndTheirUpperHalfIsRandom() {
        Backoff backoff = new Backoff(new ConnectBudget(Duration.ofMillis(1), 0), new Random(1));

        long expected = Backoff.FIRST.toMillis();
        for (int failure = 0; failure < 20; failure++) {
            Duration pause = backoff.next(failure * 60 * SECOND);
            assertThat(pause).isBetween(Duration.ofMillis(expected / 2), Duration.ofMillis(expected));
            expected = Math.min(Backoff.CAP.toMillis(), 2 * expected);
        }
    }

    @Test
    void twoFeedsThatFailTogetherComeBackApart() {
        Backoff one = new Backoff(new ConnectBudget(Duration.ofMillis(1), 0), new Random(1));
        Backoff other = new Backoff(new ConnectBudget(Duration.ofMillis(1), 0), new Random(2));

        assertThat(one.next(0)).isNotEqualTo(other.next(0));
    }

    @Test
    void aGoodConnectionMakesTheNextPauseShortAgain() {
        Backoff backoff = new Backoff(new ConnectBudget(Duration.ofMillis(1), 0), new Random(1));
        for (int failure = 0; failure < 10; failure++) {
            backoff.next(0);
        }

        backoff.succeeded();

        assertThat(backoff.next(0)).isLessThanOrEqualTo(Backoff.FIRST);
    }

    @Test
    void neverMoreAttemptsThanTheVenueAllowsHoweverOftenAConnectionSucceedsAndIsLost() {
        Duration spacing = Duration.ofSeconds(2);
        Backoff backoff = new Backoff(new ConnectBudget(spacing, 0), new Random(1));

        long now = 0;
        int attempts = 0;
        while (now < 600 * SECOND) {
            now += backoff.next(now).toNanos();
            backoff.succeeded();
            attempts++;
        }

        assertThat(attempts).isBetween(300, 300 + ConnectBudget.BURST + 1);
    }

    @Test
    void feedsOfAVenueShareWhatItAllows() {
        ConnectBudget venue = new ConnectBudget(Duration.ofSeconds(2), 0);
        Backoff one = new Backoff(venue, new Random(1));
        Backoff other = new Backoff(venue, new Random(2));

        for (int attempt = 0; attempt < ConnectBudget.BURST; attempt++) {
            assertThat(one.first(0)).isLessThanOrEqualTo(Duration.ZERO);
        }

        assertThat(other.first(0)).isEqualTo(Duration.ofSeconds(2));
        assertThat(one.first(0)).isEqualTo(Duration.ofSeconds(4));
    }
}
