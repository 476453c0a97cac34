package system;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.LogTopics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** What the broker knows of the trades and of those who fold them, asked beside the application. */
final class Broker implements AutoCloseable {

    private static final String GROUP = "souk-candles";

    private final Admin admin;

    Broker(String brokers) {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
    }

    /** The partitions of each member of the group, by its client id; none while they are shared out anew. */
    Map<String, Set<Integer>> members() throws InterruptedException, ExecutionException {
        Map<String, Set<Integer>> members = new HashMap<>();
        for (MemberDescription member : admin.describeConsumerGroups(List.of(GROUP))
                .describedGroups()
                .get(GROUP)
                .get()
                .members()) {
            members.put(
                    member.clientId(),
                    member.assignment().topicPartitions().stream()
                            .map(TopicPartition::partition)
                            .collect(Collectors.toSet()));
        }
        return members;
    }

    /** The offsets that the group has committed in Kafka, by partition. */
    Map<Integer, Long> committed() throws InterruptedException, ExecutionException {
        Map<Integer, Long> offsets = new HashMap<>();
        admin.listConsumerGroupOffsets(GROUP)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> offsets.put(partition.partition(), offset.offset()));
        return offsets;
    }

    /** Where the log ends, by partition; those that hold nothing are left out. */
    Map<Integer, Long> logEnds() throws InterruptedException, ExecutionException {
        int partitions = admin.describeTopics(List.of(LogTopics.TICKS))
                .allTopicNames()
                .get()
                .get(LogTopics.TICKS)
                .partitions()
                .size();
        Map<TopicPartition, OffsetSpec> latest = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(LogTopics.TICKS, partition))
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        Map<Integer, Long> ends = new HashMap<>();
        admin.listOffsets(latest)
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        ends.values().removeIf(end -> end == 0);
        return ends;
    }

    @Override
    public void close() {
        admin.close();
    }
}
