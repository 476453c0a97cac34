package routes;

import analytics.alerts.AlertEngines;
import java.time.Clock;
import java.util.Properties;
import org.apache.camel.component.kafka.DefaultKafkaClientFactory;
import org.apache.kafka.clients.consumer.Consumer;
import org.springframework.stereotype.Component;
import storage.AlertRuleStore;

/** Has camel-kafka read with {@link AlertConsumer}s, each with an engine of its own, where the endpoint asks for it by this bean's name. */
@Component(LogEndpoints.ALERT_CONSUMERS)
class AlertConsumers extends DefaultKafkaClientFactory {

    private final AlertEngines engines;
    private final OpenCandles open;
    private final AlertRuleStore rules;
    private final Clock clock;

    AlertConsumers(AlertEngines engines, OpenCandles open, AlertRuleStore rules, Clock clock) {
        this.engines = engines;
        this.open = open;
        this.rules = rules;
        this.clock = clock;
    }

    @Override
    public Consumer<Object, Object> getConsumer(Properties settings) {
        FollowedRules followed = new FollowedRules(engines.configured(), rules, engines.interval(), open);
        return new AlertConsumer(settings, engines.newEngine(), open, followed, clock);
    }
}
