package app;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.data.redis.serializer.RedisSerializer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/** What the fan-out routes need of Redis. */
@Configuration(proxyBeanMethods = false)
class RedisConfiguration {

    /** How long a lost subscription waits before it tries again, ms. */
    private static final long RECOVERY_MS = 1_000;

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
    RedisSerializer<String> redisText() {
        return RedisSerializer.string();
    }
}
