package app;

import io.lettuce.core.ClientOptions;
import org.springframework.boot.autoconfigure.data.redis.LettuceClientConfigurationBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import storage.LatestTrades;

/** What the live and fan-out routes need of Redis. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    /** How long a lost subscription waits before it tries again, ms. */
    private static final long RECOVERY_MS = 1_000;

    /** What cannot be sent now is refused at once: a live update that waits for Redis to come back is of no use then. */
    @Bean
    LettuceClientConfigurationBuilderCustomizer refusingWhileAway() {
        return lettuce -> lettuce.clientOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .build());
    }

    /** One thread: what Redis publishes in an order must reach the hub in that order. */
    @Bean
    ThreadPoolTaskExecutor redisDispatcher() {
        ThreadPoolTaskExecutor dispatcher = new ThreadPoolTaskExecutor();
        dispatcher.setCorePoolSize(1);
        dispatcher.setMaxPoolSize(1);
        dispatcher.setThreadNamePrefix("redis-messages-");
        return dispatcher;
    }

    @Bean
    RedisMessageListenerContainer redisListeners(
            RedisConnectionFactory connections, ThreadPoolTaskExecutor redisDispatcher) {
        RedisMessageListenerContainer container = new RedisMessageListenerContainer();
        container.setConnectionFactory(connections);
        container.setTaskExecutor(redisDispatcher);
        container.setRecoveryInterval(RECOVERY_MS);
        return container;
    }

    @Bean
    LatestTrades latestTrades(StringRedisTemplate redis, SoukProperties properties) {
        return new LatestTrades(redis, properties.live().latestTtl());
    }

    @Bean
    RedisSerializer<String> redisText() {
        return RedisSerializer.string();
    }
}
