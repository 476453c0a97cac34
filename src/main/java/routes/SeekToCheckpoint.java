package routes;

import candles.CandleEngine;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import market.LogTopics;
import org.apache.camel.component.kafka.consumer.support.subcription.DefaultSubscribeAdapter;
import org.apache.camel.component.kafka.consumer.support.subcription.SubscribeAdapter;
import org.apache.camel.component.kafka.consumer.support.subcription.TopicInfo;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.common.TopicPartition;
import org.springframework.stereotype.Component;

/**
 * Makes the candles route read on from where its candles are stored, whatever the broker remembers of the group.
 * camel-kafka finds this bean by its name and asks it for every consumer; all but the candles' are left as they are.
 * Called on the consumer's thread. See {@code docs/decisions/001-postgres-is-the-only-truth-for-offsets.md}.
 */
@Component("subscribeAdapter")
class SeekToCheckpoint implements SubscribeAdapter {

    static final String CANDLES_GROUP = "souk-candles";

    private final SubscribeAdapter plain = new DefaultSubscribeAdapter();
    private final CandleEngine engine;

    SeekToCheckpoint(CandleEngine engine) {
        this.engine = engine;
    }

    @Override
    public void subscribe(Consumer<?, ?> consumer, ConsumerRebalanceListener listener, TopicInfo topics) {
        boolean candles = topics.getTopics().contains(LogTopics.TICKS)
                && CANDLES_GROUP.equals(consumer.groupMetadata().groupId());
        plain.subscribe(consumer, candles ? new Seeking(consumer, listener) : listener, topics);
    }

    private final class Seeking implements ConsumerRebalanceListener {

        private final Consumer<?, ?> consumer;
        private final ConsumerRebalanceListener next;

        Seeking(Consumer<?, ?> consumer, ConsumerRebalanceListener next) {
            this.consumer = consumer;
            this.next = next;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            next.onPartitionsAssigned(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            for (TopicPartition partition : partitions) {
                engine.assigned(partition.partition(), ends.get(partition))
                        .ifPresentOrElse(
                                offset -> consumer.seek(partition, offset),
                                () -> consumer.seekToBeginning(List.of(partition)));
            }
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> engine.revoked(partition.partition()));
            next.onPartitionsRevoked(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> engine.revoked(partition.partition()));
            next.onPartitionsLost(partitions);
        }
    }
}
