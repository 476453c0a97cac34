package routes;

import market.LogTopics;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.builder.endpoint.dsl.KafkaEndpointBuilderFactory.KafkaEndpointConsumerBuilder;
import org.apache.camel.builder.endpoint.dsl.KafkaEndpointBuilderFactory.KafkaEndpointProducerBuilder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The log's endpoints: which topic, which group, and how patient. Keys are strings, values are bytes. */
final class LogEndpoints {

    /** One fetch of the candles route: enough to make a transaction worth its commit, small enough to stay in cache. */
    private static final int BATCH_RECORDS = 5_000;

    /** How long a batch may wait to fill, ms: the delay that a candle on screen has. Both must be set, see the design. */
    private static final int BATCH_INTERVAL_MS = 50;

    private static final long BATCH_POLL_MS = 20;

    /** How often the others look for records, ms. Records that are there are told at once, whatever this says. */
    private static final long POLL_MS = 500;

    /**
     * After so long without a sign of life a member's partitions go to others, ms. It is also how long a restart after
     * a kill waits for the member that was killed; the broker allows no less.
     */
    private static final int SESSION_TIMEOUT_MS = 6_000;

    /** A record is tried as long as it takes: the feed's bound on frames in flight stops the feed meanwhile. */
    private static final int DELIVERY_TIMEOUT_MS = Integer.MAX_VALUE;

    private LogEndpoints() {}

    static KafkaEndpointProducerBuilder ticks(EndpointRouteBuilder routes) {
        return producer(routes, LogTopics.TICKS);
    }

    static KafkaEndpointProducerBuilder candles(EndpointRouteBuilder routes) {
        return producer(routes, LogTopics.CANDLES);
    }

    static KafkaEndpointProducerBuilder deadLetters(EndpointRouteBuilder routes) {
        return producer(routes, LogTopics.DEAD_LETTERS);
    }

    /** Where to start is told by Postgres: see {@link SeekToCheckpoint}. */
    static KafkaEndpointConsumerBuilder ticksInBatches(EndpointRouteBuilder routes) {
        return consumer(routes, LogTopics.TICKS, SeekToCheckpoint.CANDLES_GROUP)
                .autoOffsetReset("earliest")
                .batching(true)
                .maxPollRecords(BATCH_RECORDS)
                .pollTimeoutMs(BATCH_POLL_MS)
                .batchingIntervalMs(BATCH_INTERVAL_MS);
    }

    static KafkaEndpointConsumerBuilder ticksNow(EndpointRouteBuilder routes) {
        return consumer(routes, LogTopics.TICKS, "souk-live").autoOffsetReset("latest");
    }

    static KafkaEndpointConsumerBuilder deadLettersFromStart(EndpointRouteBuilder routes) {
        return consumer(routes, LogTopics.DEAD_LETTERS, "souk-dead-letters").autoOffsetReset("earliest");
    }

    private static KafkaEndpointProducerBuilder producer(EndpointRouteBuilder routes, String topic) {
        return routes.kafka(topic)
                .valueSerializer(ByteArraySerializer.class.getName())
                .maxBlockMs(DELIVERY_TIMEOUT_MS)
                .deliveryTimeoutMs(DELIVERY_TIMEOUT_MS);
    }

    private static KafkaEndpointConsumerBuilder consumer(EndpointRouteBuilder routes, String topic, String group) {
        return routes.kafka(topic)
                .groupId(group)
                .valueDeserializer(ByteArrayDeserializer.class.getName())
                .pollTimeoutMs(POLL_MS)
                .sessionTimeoutMs(SESSION_TIMEOUT_MS)
                .heartbeatIntervalMs(SESSION_TIMEOUT_MS / 3)
                .pollOnError("RECONNECT");
    }
}
