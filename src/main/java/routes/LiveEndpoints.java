package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.seda;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.springRedis;

import org.apache.camel.builder.endpoint.dsl.RedisEndpointBuilderFactory.RedisEndpointConsumerBuilder;
import org.apache.camel.builder.endpoint.dsl.RedisEndpointBuilderFactory.RedisEndpointProducerBuilder;
import org.apache.camel.builder.endpoint.dsl.SedaEndpointBuilderFactory.SedaEndpointConsumerBuilder;
import org.apache.camel.builder.endpoint.dsl.SedaEndpointBuilderFactory.SedaEndpointProducerBuilder;

/** The endpoints of what is only for those who watch now: Redis, and the queue before it. */
final class LiveEndpoints {

    static final String TRADES_CHANNEL = "souk:trades";
    static final String CANDLES_CHANNEL = "souk:candles";
    static final String ALERTS_CHANNEL = "souk:alerts";
    static final String PULSE_CHANNEL = "souk:pulse";

    /**
     * Rounds of the candle engine whose candles wait for Redis: 20 MB or so where thousands of instruments trade. When it
     * is away the engine must go on, so what does not fit is dropped: a later update of the same candle, or a look into the
     * database, tells the same.
     */
    private static final int UPDATE_QUEUE = 100;

    /** The address is the connection factory's; Camel wants one in the URI all the same. */
    private static final String REDIS = "redis:0";

    private LiveEndpoints() {}

    static SedaEndpointProducerBuilder candleUpdates() {
        SedaEndpointProducerBuilder queue = seda(RouteIds.CANDLES_LIVE);
        return queue.size(UPDATE_QUEUE).advanced().discardWhenFull(true).basic();
    }

    static SedaEndpointConsumerBuilder queuedCandles() {
        return seda(RouteIds.CANDLES_LIVE).size(UPDATE_QUEUE);
    }

    static RedisEndpointProducerBuilder redis(String command) {
        return springRedis(REDIS).command(command).redisTemplate("#stringRedisTemplate");
    }

    static RedisEndpointConsumerBuilder channel(String channel) {
        return springRedis(REDIS)
                .command("SUBSCRIBE")
                .channels(channel)
                .serializer("#redisText")
                .advanced()
                .listenerContainer("#redisListeners")
                .basic();
    }
}
