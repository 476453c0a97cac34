package app;

import api.notifications.Notifier;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import market.LogTopics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.DependsOn;
import org.springframework.stereotype.Component;

/**
 * Says where a channel begins that is told of alerts for the first time: with the first alert after the start of the process. Not a
 * week ago, where the log begins; nor when its consumer is ready, by which time feeds may have failed. What the channel has read
 * later on, Kafka keeps.
 */
@Component
@DependsOn("kafkaTopics")
class NotificationStart implements InitializingBean {

    private static final long TIMEOUT_SECONDS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(NotificationStart.class);

    private final List<Notifier> notifiers;
    private final String brokers;

    NotificationStart(List<Notifier> notifiers, SoukProperties properties) {
        this.notifiers = notifiers;
        this.brokers = properties.kafka().brokers();
    }

    @Override
    public void afterPropertiesSet() throws InterruptedException {
        if (notifiers.isEmpty()) {
            return;
        }
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers))) {
            for (Notifier notifier : notifiers) {
                begin(admin, notifier.channel().group());
            }
        }
    }

    private static void begin(Admin admin, String group) throws InterruptedException {
        try {
            Map<TopicPartition, OffsetAndMetadata> known = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            Map<TopicPartition, OffsetSpec> ends = admin
                    .describeTopics(List.of(LogTopics.ALERTS))
                    .allTopicNames()
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .get(LogTopics.ALERTS)
                    .partitions()
                    .stream()
                    .map(partition -> new TopicPartition(LogTopics.ALERTS, partition.partition()))
                    .filter(partition -> known.get(partition) == null)
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            if (!ends.isEmpty()) {
                Map<TopicPartition, OffsetAndMetadata> start =
                        admin.listOffsets(ends).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS).entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        end -> new OffsetAndMetadata(
                                                end.getValue().offset())));
                admin.alterConsumerGroupOffsets(group, start).all().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            // Another replica of this start has members in the group already, and so a place in the log.
            LOG.info("Group {} begins where Kafka says: {}", group, e.getMessage());
        }
    }
}
