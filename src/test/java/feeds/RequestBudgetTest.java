package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import candles.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestBudgetTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final MovableClock clock = new MovableClock(NOON);

    @Test
    void aTenthOfTheMinutesBudgetMayBeSpentAtOnce() {
        RequestBudget budget = new RequestBudget(1_500, 25, clock);

        for (int i = 0; i < 6; i++) {
            assertThat(budget.notBefore(25)).isBeforeOrEqualTo(NOON);
            assertThat(budget.take(25)).isTrue();
        }
        assertThat(budget.take(25)).isFalse();
    }

    @Test
    void itTellsWhenTheWeightIsThereAndItIsNotBefore() {
        RequestBudget budget = new RequestBudget(1_500, 25, clock);
        while (budget.take(25)) {
            // empties it
        }
        Instant notBefore = budget.notBefore(25);
        // 1,350 a minute, since 150 may be spent at once.
        assertThat(Duration.between(NOON, notBefore)).isBetween(Duration.ofMillis(1_111), Duration.ofMillis(1_112));

        clock.now = notBefore.minusNanos(1);
        assertThat(budget.take(25)).isFalse();
        clock.now = notBefore;
        assertThat(budget.take(25)).isTrue();
        assertThat(budget.take(25)).isFalse();
    }

    @Test
    void noMinuteSeesMoreThanTheBudgetHoweverEagerlyItIsAsked() {
        RequestBudget budget = new RequestBudget(240, 1, clock);
        List<Instant> taken = new ArrayList<>();
        for (int i = 0; i < 10 * 60 * 20; i++) {
            if (i < 10 * 60 * 5 || i > 10 * 60 * 7) { // rests for two minutes, in which it must not save up
                while (budget.take(1)) {
                    taken.add(clock.now);
                }
            }
            clock.now = clock.now.plusMillis(100);
        }

        assertThat(taken).hasSizeGreaterThan(240 * 15);
        for (int first = 0; first + 240 < taken.size(); first++) {
            assertThat(Duration.between(taken.get(first), taken.get(first + 240)))
                    .isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        }
    }

    @Test
    void aClockThatIsSetBackDoesNotStopItForLong() {
        RequestBudget budget = new RequestBudget(30, 1, clock);
        while (budget.take(1)) {
            // empties it
        }

        clock.now = NOON.minus(Duration.ofHours(1));

        assertThat(budget.notBefore(1)).isBefore(clock.now.plusSeconds(3));
    }

    @Test
    void aBudgetThatNoRequestFitsIntoIsRefused() {
        assertThatThrownBy(() -> new RequestBudget(49, 25, clock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("49");
    }
}
