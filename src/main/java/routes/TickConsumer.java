package routes;

import candles.CandleEngine;
import candles.CandleWorker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The consumer of the candles route. It hands on what it polls as one record, a {@link TickPoll}, so that a poll is an
 * exchange; and a partition that it is assigned it reads from where the candles are stored, whatever the broker
 * remembers of the group. See {@code docs/decisions/001-postgres-is-the-only-truth-for-offsets.md} and
 * {@code docs/decisions/008-a-poll-is-an-exchange.md}.
 *
 * <p>Not thread safe, like every Kafka consumer: camel-kafka gives it a thread of its own.
 */
final class TickConsumer extends KafkaConsumer<Object, Object> {

    private static final Logger log = LoggerFactory.getLogger(TickConsumer.class);

    /** What one round counts at most: enough to make a transaction worth its commit, 5 MB or so of records. */
    static final int MAX_RECORDS = 20_000;

    /** How long records that come one by one are collected, so that a round is worth its while. */
    private static final Duration LINGER = Duration.ofMillis(4);

    /** How often a store that is away is asked for partitions. */
    private static final Duration TAKE_OVER_PAUSE = Duration.ofSeconds(1);

    private final CandleEngine engine;
    private final CandleWorker worker;

    /** Assigned, and paused until the store has handed them over. */
    private final Set<TopicPartition> waiting = new HashSet<>();

    private TickPoll last = TickPoll.NONE;
    private long tryAgain = System.nanoTime();

    TickConsumer(Properties settings, CandleEngine engine) {
        super(settings);
        this.engine = engine;
        this.worker = engine.newWorker();
    }

    @Override
    public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
        super.subscribe(topics, new Assignment(listener));
    }

    @Override
    public ConsumerRecords<Object, Object> poll(Duration timeout) {
        if (!last.isDone()) {
            log.warn("A round of candles did not end: its partitions are loaded again");
            takeAgain(assignment());
        }
        takeAgain(lost());
        takeOverWaiting();
        Map<TopicPartition, List<ConsumerRecord<Object, Object>>> polled = collect(timeout);
        if (polled.isEmpty() && !worker.isDue()) {
            last = TickPoll.NONE;
            return ConsumerRecords.empty();
        }
        last = new TickPoll(worker, polled);
        return last.asRecord();
    }

    private Map<TopicPartition, List<ConsumerRecord<Object, Object>>> collect(Duration timeout) {
        Map<TopicPartition, List<ConsumerRecord<Object, Object>>> polled = new HashMap<>();
        int count = add(super.poll(timeout), polled);
        long until = System.nanoTime() + LINGER.toNanos();
        for (long left = LINGER.toNanos();
                count > 0 && count < MAX_RECORDS / 2 && left > 0;
                left = until - System.nanoTime()) {
            count += add(super.poll(Duration.ofNanos(left)), polled);
        }
        return polled;
    }

    private static int add(
            ConsumerRecords<Object, Object> records, Map<TopicPartition, List<ConsumerRecord<Object, Object>>> to) {
        for (TopicPartition partition : records.partitions()) {
            to.computeIfAbsent(partition, assigned -> new ArrayList<>()).addAll(records.records(partition));
        }
        return records.count();
    }

    private Set<TopicPartition> lost() {
        Set<Integer> lost = worker.takeLost();
        Set<TopicPartition> partitions = new HashSet<>(assignment());
        partitions.removeIf(partition -> !lost.contains(partition.partition()));
        return partitions;
    }

    private void takeAgain(Set<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            worker.release(partition.partition());
            waiting.add(partition);
        }
        pause(partitions);
    }

    /** While the store is away the partitions stay paused, and this a member of the group: it goes on by itself. */
    private void takeOverWaiting() {
        if (waiting.isEmpty() || System.nanoTime() - tryAgain < 0) {
            return;
        }
        Map<TopicPartition, Long> starts = beginningOffsets(waiting);
        Map<TopicPartition, Long> ends = endOffsets(waiting);
        for (TopicPartition partition : List.copyOf(waiting)) {
            try {
                seek(partition, worker.takeOver(partition.partition(), starts.get(partition), ends.get(partition)));
            } catch (RuntimeException e) {
                log.warn("Cannot take over partitions {}, trying again: {}", waiting, e.getMessage());
                tryAgain = System.nanoTime() + TAKE_OVER_PAUSE.toNanos();
                return;
            }
            resume(Set.of(partition));
            waiting.remove(partition);
        }
    }

    @Override
    public void close() {
        engine.ended(worker);
        super.close();
    }

    @Override
    public void close(Duration timeout) {
        engine.ended(worker);
        super.close(timeout);
    }

    private final class Assignment implements ConsumerRebalanceListener {

        private final ConsumerRebalanceListener next;

        Assignment(ConsumerRebalanceListener next) {
            this.next = next;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            pause(partitions);
            waiting.addAll(partitions);
            next.onPartitionsAssigned(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            release(partitions);
            next.onPartitionsRevoked(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            release(partitions);
            next.onPartitionsLost(partitions);
        }

        private void release(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> worker.release(partition.partition()));
            waiting.removeAll(partitions);
        }
    }
}
