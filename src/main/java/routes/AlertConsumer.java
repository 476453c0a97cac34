package routes;

import analytics.alerts.AlertEngine;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import market.Candle;
import market.LogTopics;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;

/**
 * The consumer of the alerts route. It hands on as one record, an {@link AlertPoll}, what it polls together with the open candles
 * that changed, so that all an instrument's candles are looked at by one thread of one process: that which the log has given the
 * instrument's partition.
 *
 * <p>Not thread safe, like every Kafka consumer: camel-kafka gives it a thread of its own.
 */
final class AlertConsumer extends KafkaConsumer<Object, Object> {

    /** How often it is looked what passes with time, and whether rules were changed. */
    private static final Duration TICK = Duration.ofSeconds(1);

    /** How often open candles are looked at. They are published more often, and closed ones are looked at at once. */
    private static final Duration OPEN_PERIOD = Duration.ofMillis(250);

    private static final TopicPartition PLACE = new TopicPartition(LogTopics.CANDLES, 0);

    private final AlertEngine engine;
    private final OpenCandles open;
    private final FollowedRules rules;
    private final Clock clock;
    private final Set<Integer> watched = new HashSet<>();
    private int partitions;
    private long tickedAt = System.nanoTime() - TICK.toNanos();
    private long tookAt = System.nanoTime();

    AlertConsumer(Properties settings, AlertEngine engine, OpenCandles open, FollowedRules rules, Clock clock) {
        super(settings);
        this.engine = engine;
        this.open = open;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new Assignment(listener));
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        ConsumerRecords<Object, Object> polled = super.poll(timeout);
        if (!paused().isEmpty()) {
            // The route is suspended: camel-kafka polls on, so that the group keeps it.
            return polled;
        }
        List<Candle> changed = takeOpen();
        boolean due = !watched.isEmpty() && System.nanoTime() - tickedAt >= TICK.toNanos();
        if (polled.isEmpty() && changed.isEmpty() && !due) {
            return ConsumerRecords.empty();
        }
        if (due) {
            tickedAt = System.nanoTime();
        }
        AlertPoll round = new AlertPoll(engine, polled, changed, current(), due ? rules : null, clock);
        return new ConsumerRecords<>(
                Map.of(PLACE, List.of(new ConsumerRecord<>(PLACE.topic(), PLACE.partition(), 0, null, round))));
    }

    private List<Candle> takeOpen() {
        if (System.nanoTime() - tookAt < OPEN_PERIOD.toNanos()) {
            return List.of();
        }
        tookAt = System.nanoTime();
        return open.take();
    }

    @Override
    public void close() {
        open.want(Set.of());
        super.close();
    }

    @Override
    public void close(Duration timeout) {
        open.want(Set.of());
        super.close(timeout);
    }

    /** Whether the log has given this consumer the partition of an instrument's candles. */
    private boolean watches(String instrument) {
        return partitions > 0 && watched.contains(partitionOf(instrument));
    }

    /**
     * The instruments that are this consumer's and of which all candles in the log are read: what happens now must not be looked
     * at before what happened earlier, as after a restart.
     */
    private Predicate<String> current() {
        Set<Integer> read = watched.stream()
                .filter(partition -> currentLag(new TopicPartition(LogTopics.CANDLES, partition))
                                .orElse(Long.MAX_VALUE)
                        == 0)
                .collect(Collectors.toSet());
        return instrument -> !read.isEmpty() && read.contains(partitionOf(instrument));
    }

    private int partitionOf(String instrument) {
        return Utils.toPositive(Utils.murmur2(instrument.getBytes(StandardCharsets.UTF_8))) % partitions;
    }

    private final class Assignment implements ConsumerRebalanceListener {

        private final ConsumerRebalanceListener next;

        Assignment(ConsumerRebalanceListener next) {
            this.next = next;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
            partitions = partitionsFor(LogTopics.CANDLES).size();
            assigned.stream().filter(AlertConsumer::isOfCandles).forEach(of -> watched.add(of.partition()));
            next.onPartitionsAssigned(assigned);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
            release(revoked);
            next.onPartitionsRevoked(revoked);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> lost) {
            release(lost);
            next.onPartitionsLost(lost);
        }

        private void release(Collection<TopicPartition> released) {
            released.stream().filter(AlertConsumer::isOfCandles).forEach(of -> watched.remove(of.partition()));
            engine.keep(AlertConsumer.this::watches);
        }
    }

    private static boolean isOfCandles(TopicPartition partition) {
        return partition.topic().equals(LogTopics.CANDLES);
    }
}
