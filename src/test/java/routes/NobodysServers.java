package routes;

import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.data.redis.connection.RedisConnectionFactory;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.listener.RedisMessageListenerContainer;
import org.springframework.data.redis.serializer.RedisSerializer;

/**
 * The beans that endpoints name, of servers that are not there: mocks take the endpoints' place before the start. No
 * {@code @Configuration}: tests that start the whole application scan this package and must not find it.
 */
class NobodysServers {

    @Bean
    DataSource dataSource() {
        return new PGSimpleDataSource();
    }

    @Bean
    RedisConnectionFactory redisConnections() {
        return new LettuceConnectionFactory("localhost", 1);
    }

    @Bean
    StringRedisTemplate stringRedisTemplate(RedisConnectionFactory connections) {
        return new StringRedisTemplate(connections);
    }

    @Bean
    RedisMessageListenerContainer redisListeners(RedisConnectionFactory connections) {
        RedisMessageListenerContainer listeners = new RedisMessageListenerContainer();
        listeners.setConnectionFactory(connections);
        return listeners;
    }

    @Bean
    RedisSerializer<String> redisText() {
        return RedisSerializer.string();
    }
}
