package routes;

import candles.CandleEngine;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.stereotype.Component;

/** Has camel-kafka read with {@link TickConsumer}s where the endpoint asks for it by this bean's name. */
@Component(LogEndpoints.TICK_CONSUMERS)
class TickConsumers extends DefaultKafkaClientFactory {

    private final CandleEngine engine;

    TickConsumers(CandleEngine engine) {
        this.engine = engine;
    }

    @Override
    public Consumer<?, ?> getConsumer(Properties settings) {
        return new TickConsumer(settings, engine);
    }
}
