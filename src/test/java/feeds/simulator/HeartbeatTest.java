package feeds.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat(Duration.ofNanos(100));
    private final List<String> answered = new ArrayList<>();

    @Test
    void isOverdueWhenTheOldestPingIsTooOld() {
        heartbeat.ping(1, 1_000, () -> {});

        assertThat(heartbeat.isOverdue(1_099)).isFalse();
        assertThat(heartbeat.isOverdue(1_100)).isTrue();
    }

    @Test
    void aPongThatNobodyAskedForChangesNothing() {
        heartbeat.ping(1, 1_000, () -> {});

        assertThat(heartbeat.pong("")).isFalse();
        assertThat(heartbeat.isOverdue(1_100)).isTrue();
    }

    @Test
    void aPongAnswersThePingsBeforeItToo() {
        heartbeat.ping(5, 1_000, () -> answered.add("first"));
        String second = heartbeat.ping(5, 1_001, () -> answered.add("second"));
        heartbeat.ping(5, 1_002, () -> answered.add("third"));

        assertThat(heartbeat.pong(second)).isTrue();
        assertThat(answered).containsExactly("first", "second");
        assertThat(heartbeat.isOverdue(1_101)).isFalse();
        assertThat(heartbeat.isOverdue(1_102)).isTrue();
    }
}
