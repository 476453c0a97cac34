package app;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import market.LogTopics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.record.TimestampType;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/** Makes the topics that are not there yet, before any route starts. Those that are there are left as they are. */
@Component
class KafkaTopics implements InitializingBean {

    private static final long TIMEOUT_SECONDS = 30;

    private final SoukProperties.Kafka settings;

    KafkaTopics(SoukProperties properties) {
        this.settings = properties.kafka();
    }

    @Override
    public void afterPropertiesSet() throws InterruptedException {
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.brokers()))) {
            var created = admin.createTopics(List.of(
                            ticks(),
                            topic(LogTopics.QUOTES, settings.ticksRetention().toMillis()),
                            topic(LogTopics.CANDLES, settings.ticksRetention().toMillis()),
                            topic(
                                    LogTopics.MARKET_EVENTS,
                                    settings.ticksRetention().toMillis()),
                            topic(LogTopics.PULSE, settings.ticksRetention().toMillis()),
                            topic(LogTopics.ALERTS, settings.ticksRetention().toMillis()),
                            topic(LogTopics.DEAD_LETTERS, -1)))
                    .values()
                    .values();
            for (var topic : created) {
                await(topic);
            }
        }
    }

    private void await(KafkaFuture<Void> topic) throws InterruptedException {
        try {
            topic.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw refused(e.getCause());
            }
        } catch (TimeoutException e) {
            throw refused(e);
        }
    }

    /** The broker's clock says when a trade was logged: nobody can send one that closes candles ahead of their time. */
    private NewTopic ticks() {
        return new NewTopic(LogTopics.TICKS, settings.partitions(), settings.replicationFactor())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(settings.ticksRetention().toMillis()),
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        TimestampType.LOG_APPEND_TIME.name));
    }

    private NewTopic topic(String name, long retentionMillis) {
        return new NewTopic(name, settings.partitions(), settings.replicationFactor())
                .configs(Map.of(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retentionMillis)));
    }

    private StartRefusedException refused(Throwable cause) {
        return new StartRefusedException(
                "The topics could not be made on the Kafka brokers " + settings.brokers() + ": " + cause.getMessage(),
                "Check souk.kafka.brokers, and that souk.kafka.replication-factor is not more than there are brokers.",
                cause);
    }
}
