package app;

import analytics.pulse.PulseSettings;
import api.Hub;
import api.MarketSocket;
import api.PulseBroadcast;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import storage.LatestPulses;
import storage.PulseAggregation;

/** What the market pulse is made with. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PulseProperties.class)
class PulseConfiguration {

    @Bean
    PulseSettings pulseSettings(PulseProperties properties) {
        return properties.toPulseSettings();
    }

    @Bean
    PulseAggregation pulseAggregation(PlatformTransactionManager transactions, DataSource source) {
        return new PulseAggregation(transactions, source);
    }

    @Bean
    LatestPulses latestPulses(StringRedisTemplate redis, PulseProperties properties) {
        return new LatestPulses(redis, properties.retention());
    }

    @Bean
    @ConditionalOnProperty("souk.pulse.broadcast")
    PulseBroadcast pulseBroadcast(Hub hub, MarketSocket socket) {
        return new PulseBroadcast(hub, socket);
    }
}
