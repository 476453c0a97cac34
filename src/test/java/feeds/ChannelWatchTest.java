package feeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ChannelWatchTest {

    private static final long SECOND = 1_000_000_000L;

    private final ChannelWatch watch = new ChannelWatch(
            new Subscription("trade", TestFeeds.instrument("BTC")),
            new WatchdogLimits(Duration.ofSeconds(10), Duration.ofSeconds(300)),
            0);

    private static long seconds(double seconds) {
        return (long) (seconds * SECOND);
    }

    @Test
    void whatWasNeverHeardMayBeQuietForTheCeiling() {
        assertThat(watch.isQuiet(seconds(299))).isFalse();
        assertThat(watch.isQuiet(seconds(301))).isTrue();
    }

    @Test
    void whatIsHeardOftenMayBeQuietForTheFloorHoweverOften() {
        for (int i = 0; i <= 1_000; i++) {
            watch.heard(i, seconds(i * 0.01));
        }

        assertThat(watch.isQuiet(seconds(10 + 9.9))).isFalse();
        assertThat(watch.isQuiet(seconds(10 + 10.1))).isTrue();
    }

    @Test
    void whatPausesNowAndThenMayBeQuietForFourOfItsLongestPauses() {
        watch.heard(1, seconds(1));
        watch.heard(2, seconds(21));
        watch.heard(3, seconds(22));

        assertThat(watch.isQuiet(seconds(22 + 79))).isFalse();
        assertThat(watch.isQuiet(seconds(22 + 81))).isTrue();
    }

    @Test
    void whatSeldomTradesIsAskedAfterAtTheCeilingAndThenAtTwiceTheDistanceEverySecondTime() {
        watch.heard(1, seconds(0));
        watch.heard(2, seconds(1_000));
        assertThat(watch.isQuiet(seconds(1_301))).isTrue();

        watch.acted(seconds(1_301));
        assertThat(watch.limitNanos()).isEqualTo(seconds(300));
        watch.acted(seconds(1_602));
        assertThat(watch.limitNanos()).isEqualTo(seconds(600));
        for (int i = 0; i < 100; i++) {
            watch.acted(seconds(1_602));
        }
        assertThat(watch.limitNanos()).isEqualTo(Duration.ofDays(1).toNanos());

        watch.heard(3, seconds(2_000));
        assertThat(watch.limitNanos()).isEqualTo(seconds(300));
    }

    @Test
    void aPauseIsForgottenInTime() {
        watch.heard(1, seconds(0));
        watch.heard(2, seconds(60));
        for (int second = 61; second < 60 + 4 * 3_600; second++) {
            watch.heard(second, seconds(second));
        }

        assertThat(watch.limitNanos()).isEqualTo(seconds(10));
    }

    @Test
    void aHeartbeatWithOurLastTradeSaysThatTheMarketIsQuietAndNotTheChannel() {
        watch.heard(7, seconds(0));
        for (int second = 1; second <= 600; second++) {
            watch.heartbeat(7, seconds(second));
        }

        assertThat(watch.isQuiet(seconds(601))).isFalse();
    }

    @Test
    void aHeartbeatWithATradeThatWeDoNotHaveMakesTheChannelQuietAfterTheFloor() {
        watch.heard(7, seconds(0));
        watch.heard(8, seconds(50));
        for (int second = 51; second <= 60; second++) {
            watch.heartbeat(9, seconds(second));
        }
        assertThat(watch.isQuiet(seconds(60.9))).isFalse();

        watch.heartbeat(9, seconds(61));
        assertThat(watch.isQuiet(seconds(61.1))).isTrue();

        watch.heard(9, seconds(62));
        assertThat(watch.isQuiet(seconds(63))).isFalse();
    }

    @Test
    void whatTheVenueRefusesIsNotExpected() {
        watch.refused("no such market", seconds(1));

        assertThat(watch.isQuiet(seconds(10_000))).isFalse();
    }

    @Test
    void whatTheVenueRefusesIsAskedForAgainAfterTheCeiling() {
        watch.refused("too many requests", seconds(1));
        assertThat(watch.isToBeAskedForAgain(seconds(300))).isFalse();
        assertThat(watch.isToBeAskedForAgain(seconds(302))).isTrue();

        watch.refused(null, seconds(303));
        assertThat(watch.isToBeAskedForAgain(seconds(1_000))).isFalse();
    }

    @Test
    void whatIsHeardIsNotRefused() {
        watch.refused("already subscribed", seconds(1));

        watch.heard(7, seconds(2));

        assertThat(watch.refusal()).isNull();
        assertThat(watch.isQuiet(seconds(303))).isTrue();
    }

    @Test
    void whatRestsIsNotQuietAndItsNightIsNoPauseToLearnFrom() {
        watch.heard(1, seconds(0));
        watch.heard(2, seconds(1));
        watch.acted(seconds(12));
        for (int i = 13; i <= 1_000; i++) {
            watch.rest(seconds(i));
            assertThat(watch.isQuiet(seconds(i))).isFalse();
        }

        assertThat(watch.attempts()).isZero();
        assertThat(watch.unprovenSince()).as("what was missed before the close").hasValue(seconds(12));
        assertThat(watch.isQuiet(seconds(1_009))).isFalse();
        assertThat(watch.isQuiet(seconds(1_011))).isTrue();
        watch.heard(3, seconds(1_005));
        assertThat(watch.limitNanos()).isEqualTo(seconds(20));
    }

    /** As Kraken and Coinbase send at each subscription. */
    @Test
    void theTradesBeforeAreNoNewsOfAQuietMarket() {
        watch.heard(1, seconds(0));
        watch.heard(2, seconds(1));
        long second = 1;
        for (int action = 0; action < 6; action++) {
            while (!watch.isQuiet(seconds(second))) {
                second++;
            }
            watch.acted(seconds(second));
            assertThat(watch.heard(1, seconds(second))).isFalse();
            assertThat(watch.unprovenSince()).as("an old one proves nothing").isPresent();
            assertThat(watch.heard(2, seconds(second))).isFalse();
            assertThat(watch.unprovenSince()).as("nothing came after it").isEmpty();
        }

        assertThat(watch.attempts()).isEqualTo(6);
        assertThat(watch.limitNanos()).isEqualTo(8 * seconds(10));
        watch.heard(3, seconds(second + 1));
        assertThat(watch.attempts()).isZero();
    }
}
