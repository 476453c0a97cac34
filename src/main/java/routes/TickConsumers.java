package routes;

import candles.CandleEngine;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.springframework.stereotype.Component;

/** Has camel-kafka read with {@link TickConsumer}s where the endpoint asks for it by this bean's name. */
@Component(LogEndpoints.TICK_CONSUMERS)
class TickConsumers extends DefaultKafkaClientFactory {

    /**
     * Lets the operating system grow the socket's buffer, to some MB, instead of the fixed 64 kB: so the next records arrive
     * while these are counted, and not only during a poll.
     */
    private static final int BY_THE_SYSTEM = -1;

    private final CandleEngine engine;

    TickConsumers(CandleEngine engine) {
        this.engine = engine;
    }

    @Override
    public Consumer<?, ?> getConsumer(Properties settings) {
        settings.put(ConsumerConfig.RECEIVE_BUFFER_CONFIG, BY_THE_SYSTEM);
        return new TickConsumer(settings, engine);
    }
}
