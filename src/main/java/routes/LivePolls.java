package routes;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Makes camel-kafka hand over what a poll brought as one message, whose body is the {@link ConsumerRecords}. The less it
 * keeps up the more a poll brings, so the work a record shrinks when it has to; and a single record does not wait for
 * others, as it does with the component's own batching. Offsets are committed by the client itself, in the next poll, and
 * so after the route is done with them.
 */
final class LivePolls extends DefaultKafkaClientFactory {

    private final java.util.function.Consumer<Consumer<?, ?>> beforePoll;

    LivePolls() {
        this(consumer -> {});
    }

    /** @param beforePoll sees the consumer before each poll, when what the one before brought is done with; on its thread */
    LivePolls(java.util.function.Consumer<Consumer<?, ?>> beforePoll) {
        this.beforePoll = beforePoll;
    }

    @Override
    public Consumer<Object, Object> getConsumer(Properties settings) {
        return new PollConsumer(settings, beforePoll);
    }

    private static final class PollConsumer extends KafkaConsumer<Object, Object> {

        private final java.util.function.Consumer<Consumer<?, ?>> beforePoll;

        PollConsumer(Properties settings, java.util.function.Consumer<Consumer<?, ?>> beforePoll) {
            super(settings);
            this.beforePoll = beforePoll;
        }

        @Override
        public ConsumerRecords<Object, Object> poll(Duration timeout) {
            beforePoll.accept(this);
            ConsumerRecords<Object, Object> polled = super.poll(timeout);
            return polled.isEmpty() ? polled : asOne(polled);
        }

        /** In the place of the first record, without its key: camel-kafka makes headers of them. */
        private static ConsumerRecords<Object, Object> asOne(ConsumerRecords<Object, Object> polled) {
            ConsumerRecord<Object, Object> first = polled.iterator().next();
            ConsumerRecord<Object, Object> one =
                    new ConsumerRecord<>(first.topic(), first.partition(), first.offset(), null, polled);
            return new ConsumerRecords<>(Map.of(new TopicPartition(first.topic(), first.partition()), List.of(one)));
        }
    }
}
