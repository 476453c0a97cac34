package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ReplayPaceTest {

    private static final long NOW = 5_000;

    @Test
    void aLineIsDueAsLongAfterTheOneBeforeAsRecordedDividedByTheSpeed() {
        ReplayPace pace = new ReplayPace(10);
        pace.played(at(1_000), NOW);

        assertThat(pace.waitNanos(at(1_500), NOW)).isEqualTo(50_000_000);
        assertThat(pace.waitNanos(at(1_500), NOW + 60_000_000)).isNegative();
    }

    @Test
    void whatWasLateIsMadeUpFor() {
        ReplayPace pace = new ReplayPace(1);
        pace.played(at(1_000), NOW);
        pace.played(at(1_010), NOW + 15_000_000);

        assertThat(pace.waitNanos(at(1_020), NOW + 15_000_000)).isEqualTo(5_000_000);
    }

    @Test
    void theFirstLineAfterARestartIsDueAtOnce() {
        ReplayPace pace = new ReplayPace(1);
        pace.played(at(1_000), NOW);
        pace.restart();

        assertThat(pace.waitNanos(at(900_000), NOW)).isZero();
    }

    @Test
    void aLineWithoutATimeIsDueWithTheOneBeforeIt() {
        ReplayPace pace = new ReplayPace(1);
        pace.played(at(1_000), NOW);
        ReplayLine rubbish = ReplayLine.of("rubbish");

        assertThat(pace.waitNanos(rubbish, NOW)).isZero();
        pace.played(rubbish, NOW);
        assertThat(pace.waitNanos(at(1_001), NOW)).isEqualTo(1_000_000);
    }

    @Test
    void rubbishTimesNeitherStopTheReplayNorOverflow() {
        ReplayPace pace = new ReplayPace(1e-12);
        pace.played(at(Long.MIN_VALUE), NOW);
        assertThat(pace.waitNanos(at(Long.MAX_VALUE), NOW)).isPositive();

        ReplayPace original = new ReplayPace(1);
        original.played(at(0), NOW);
        assertThat(original.waitNanos(at(Long.MAX_VALUE), NOW)).isEqualTo(3_600_000_000_000L);
    }

    private static ReplayLine at(long eventMillis) {
        return new ReplayLine("", null, "", OptionalLong.of(eventMillis));
    }
}
