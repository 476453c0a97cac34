package app;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.camel.component.micrometer.eventnotifier.MicrometerExchangeEventNotifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Camel's metrics, where its own choice of them costs too much. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    /**
     * The exchanges in flight of each route, and nothing else of this notifier: at the end of every exchange it looks through
     * all meters there are (4.17), which is more work than most of our exchanges do. What it would tell besides, the
     * routes' own counters and timers tell, too. The one of the starter is switched off in {@code application.yaml}.
     */
    @Bean
    MicrometerExchangeEventNotifier exchangesInFlight(MeterRegistry meters) {
        MicrometerExchangeEventNotifier notifier = new MicrometerExchangeEventNotifier();
        notifier.setMeterRegistry(meters);
        notifier.setIgnoreExchangeEvents(true);
        return notifier;
    }
}
