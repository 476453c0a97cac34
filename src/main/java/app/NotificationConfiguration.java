package app;

import api.notifications.Notifier;
import java.util.List;
import market.Instruments;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who is told of alerts. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NotificationProperties.class)
class NotificationConfiguration {

    @Bean
    List<Notifier> notifiers(NotificationProperties properties, Instruments instruments) {
        return properties.toChannels(instruments).stream().map(Notifier::new).toList();
    }
}
