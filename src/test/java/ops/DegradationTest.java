package ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;

class DegradationTest {

    @Test
    void nothingIsSaidWhileEverythingWorks() {
        assertThat(Degradation.sentences(Map.of(
                        "db",
                        Health.up().build(),
                        "redis",
                        Health.up().build(),
                        "ping",
                        Health.up().build())))
                .isEmpty();
        assertThat(Degradation.sentences(Map.of("other", Health.down().build())))
                .isEmpty();
    }

    @Test
    void everyPartThatIsAwayIsSaidWithWhatItMeans() {
        assertThat(Degradation.sentences(Map.of(
                        "redis", Health.down().build(),
                        "kafka", Health.outOfService().build(),
                        "db", Health.unknown().build())))
                .containsExactly(
                        "Kafka is away: no trades come in and no candles are made until it is back.",
                        "Redis is away: live prices stand still. Candles go on.");
    }

    @Test
    void whatFollowsFromSomethingElseIsNotSaidTwice() {
        Health down = Health.down().build();

        assertThat(Degradation.sentences(Map.of("db", down, "candles", down)))
                .singleElement()
                .asString()
                .startsWith("Postgres is away");
        assertThat(Degradation.sentences(Map.of("db", Health.up().build(), "candles", down)))
                .singleElement()
                .asString()
                .startsWith("Candles stand still");
    }
}
