package storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two processes and one channel: of each digest one of them at a time, and all of them in their order. */
class DigestsIT {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Digests digests = new Digests(JdbcClient.create(EmbeddedDatabase.dataSource()));
    private final UUID first = UUID.randomUUID();
    private final UUID second = UUID.randomUUID();

    @BeforeEach
    void empty() {
        new JdbcTemplate(EmbeddedDatabase.dataSource()).execute("delete from notification_digests");
    }

    @Test
    void oneGathersAndWhoeverIsLateHasToLookAgain() {
        assertThat(digests.begin(first, "ops", "a")).isTrue();
        assertThat(digests.begin(second, "ops", "b")).isFalse();
        assertThat(digests.begin(second, "other", "b")).isTrue();

        assertThat(digests.change(first, 1, "a\nb")).isTrue();
        assertThat(digests.change(first, 1, "a\nc")).isFalse();
        assertThat(digests.close(first, 1, "a", LONG)).isEmpty();
        assertThat(digests.gathering("ops")).contains(new Digests.Gathering(first, "a\nb", 2));

        assertThat(digests.close(first, 2, "a\nb", LONG)).contains(new Digests.Leased(first, "a\nb", 1));
        assertThat(digests.close(first, 2, "a\nb", LONG)).isEmpty();
        assertThat(digests.change(first, 2, "a\nb\nc")).isFalse();
        assertThat(digests.gathering("ops")).isEmpty();
    }

    @Test
    void theNextIsNotReadyBeforeTheOneBeforeIsTold() {
        closed(first, LONG);
        assertThat(digests.isReady("ops")).isFalse();
        digests.begin(second, "ops", "b");
        assertThat(digests.isReady("ops")).isFalse();

        digests.confirm(first, 1);

        assertThat(digests.isReady("ops")).isTrue();
        assertThat(digests.isReady("other")).isFalse();
    }

    @Test
    void whatOneHasNobodyElseGetsUntilItsTimeIsOver() {
        closed(first, SHORT);
        assertThat(digests.due("ops")).isEmpty();
        assertThat(digests.take(first, LONG)).isEmpty();

        await().until(() -> digests.due("ops").isPresent());

        assertThat(digests.take(first, LONG)).contains(new Digests.Leased(first, "a", 2));
        assertThat(digests.take(first, LONG)).isEmpty();
        assertThat(digests.hold(first, 1, 0, LONG)).as("the first has lost it").isEmpty();
        digests.giveBack(first, 1, Duration.ZERO, true);
        digests.confirm(first, 1);
        assertThat(digests.hold(first, 2, 0, LONG))
                .hasValueSatisfying(attempt -> assertThat(attempt.failures()).isZero());
    }

    @Test
    void whoHoldsItKeepsItAndWhatIsTakenIsNotForgotten() {
        closed(first, SHORT);
        assertThat(digests.hold(first, 1, 3, LONG))
                .hasValueSatisfying(attempt -> assertThat(attempt.messages()).isEqualTo(3));
        assertThat(digests.hold(first, 1, 0, LONG))
                .hasValueSatisfying(attempt -> assertThat(attempt.messages()).isEqualTo(3));

        await().during(SHORT.multipliedBy(2)).until(() -> digests.due("ops").isEmpty());
    }

    @Test
    void whatIsGivenBackIsDueAfterItsPauseWithItsFailures() {
        closed(first, LONG);
        digests.hold(first, 1, 0, LONG);

        digests.giveBack(first, 1, SHORT, true);
        assertThat(digests.due("ops")).isEmpty();
        digests.confirm(first, 1);
        await().until(() -> digests.due("ops").isPresent());
        digests.take(first, LONG);

        assertThat(digests.hold(first, 2, 0, LONG)).hasValueSatisfying(attempt -> {
            assertThat(attempt.failures()).isEqualTo(1);
            assertThat(attempt.age()).isGreaterThanOrEqualTo(SHORT);
        });
    }

    @Test
    void theOlderGoesFirst() {
        closed(first, LONG);
        closed(second, SHORT);

        assertThat(digests.hold(second, 1, 0, LONG)).isEmpty();
        await().during(SHORT.multipliedBy(2)).until(() -> digests.due("ops").isEmpty());
        digests.giveBack(first, 1, Duration.ZERO, true);
        assertThat(digests.due("ops")).contains(first);
        digests.take(first, LONG);
        digests.confirm(first, 2);

        assertThat(digests.due("ops")).contains(second);
    }

    private void closed(UUID id, Duration lease) {
        digests.begin(id, "ops", "a");
        digests.close(id, 1, "a", lease);
    }
}
