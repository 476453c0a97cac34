package routes;

import java.time.Duration;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;

/**
 * Makes producers that can be stopped while the log is away. Kafka's own waits at its end until all is delivered or given up,
 * and what Souk writes is never given up.
 */
final class LogProducers extends DefaultKafkaClientFactory {

    /** For what is under way when the log is there; it takes milliseconds. */
    private static final Duration END = Duration.ofSeconds(5);

    @Override
    @SuppressWarnings("rawtypes")
    public Producer getProducer(Properties settings) {
        return new BoundedProducer(settings);
    }

    private static final class BoundedProducer extends KafkaProducer<Object, Object> {

        BoundedProducer(Properties settings) {
            super(settings);
        }

        @Override
        public void close() {
            close(END);
        }
    }
}
