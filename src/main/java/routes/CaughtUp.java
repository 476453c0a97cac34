package routes;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * When this process had last dealt with all that the log held of each partition which it reads. The consumer's thread looks before
 * each poll, when what the one before brought is done with; any thread may ask.
 */
final class CaughtUp {

    private final Clock clock;
    private volatile Map<Integer, Long> at = Map.of();

    CaughtUp(Clock clock) {
        this.clock = clock;
    }

    /** By partition, epoch µs, our clock. A partition that is not read here, or never was to its end, is not in it. */
    Map<Integer, Long> at() {
        return at;
    }

    /** How long the log is, is what the broker said with its last answer, some seconds ago at most while it answers. */
    void look(Consumer<?, ?> consumer) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        Map<Integer, Long> next = new HashMap<>();
        for (TopicPartition partition : consumer.assignment()) {
            OptionalLong lag = consumer.currentLag(partition);
            Long before = at.get(partition.partition());
            if (lag.isPresent() && lag.getAsLong() == 0) {
                next.put(partition.partition(), now);
            } else if (before != null) {
                next.put(partition.partition(), before);
            }
        }
        at = Map.copyOf(next);
    }
}
