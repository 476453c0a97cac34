package routes;

import market.LogTopics;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.builder.endpoint.dsl.KafkaEndpointBuilderFactory.KafkaEndpointConsumerBuilder;
import org.apache.camel.builder.endpoint.dsl.KafkaEndpointBuilderFactory.KafkaEndpointProducerBuilder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The log's endpoints: which topic, which group, and how patient. Keys are strings, values are bytes. */
final class LogEndpoints {

    /** How long the candles route waits for a record before it looks whether something else is to be done, ms. */
    private static final long TICKS_POLL_MS = 50;

    static final String CANDLES_GROUP = "souk-candles";

    /** The bean that makes the candles route's consumers. */
    static final String TICK_CONSUMERS = "tickConsumers";

    /** One message of the live path at most: some 200 kB through Redis, a few ms of work. */
    private static final int LIVE_RECORDS = 1_000;

    /** How often the others look for records, ms. Records that are there are told at once, whatever this says. */
    private static final long POLL_MS = 500;

    /**
     * After so long without a sign of life a member's partitions go to others, ms. It is also how long a restart after
     * a kill waits for the member that was killed; the broker allows no less.
     */
    private static final int SESSION_TIMEOUT_MS = 6_000;

    /** A record is tried as long as it takes: the feed's bound on frames in flight stops the feed meanwhile. */
    private static final int DELIVERY_TIMEOUT_MS = Integer.MAX_VALUE;

    /** A broker takes some ms, and some seconds while it hands its partitions to another. */
    private static final int ANSWER_TIMEOUT_MS = 5_000;

    /**
     * What may go to a partition at once. Records do not wait for more: they gather while five requests are under way, and a
     * busy feed fills Kafka's 16 kB, some 80 trades, in less time than that takes.
     */
    private static final int TICKS_BATCH_BYTES = 128 * 1024;

    private LogEndpoints() {}

    static KafkaEndpointProducerBuilder ticks(EndpointRouteBuilder routes) {
        return producer(routes, LogTopics.TICKS).producerBatchSize(TICKS_BATCH_BYTES);
    }

    static KafkaEndpointProducerBuilder quotes(EndpointRouteBuilder routes) {
        return producer(routes, LogTopics.QUOTES);
    }

    /** For lists of messages, as {@link #candles}. */
    static KafkaEndpointProducerBuilder ticksTogether(EndpointRouteBuilder routes) {
        return ticks(routes).advanced().synchronous(true).basic();
    }

    /**
     * For lists of messages, as {@link #candles}, of somebody who waits for the answer: what is not acknowledged in time has
     * failed, though it may be written. Each record waits anew for a broker of which nothing is known.
     */
    static KafkaEndpointProducerBuilder ticksInTime(EndpointRouteBuilder routes) {
        return ticksTogether(routes)
                .maxBlockMs(ANSWER_TIMEOUT_MS)
                .requestTimeoutMs(ANSWER_TIMEOUT_MS - 1_000)
                .deliveryTimeoutMs(ANSWER_TIMEOUT_MS);
    }

    /** For lists of messages: sent together, and done when all are acknowledged. */
    static KafkaEndpointProducerBuilder candles(EndpointRouteBuilder routes) {
        return producer(routes, LogTopics.CANDLES).advanced().synchronous(true).basic();
    }

    /** For lists of messages, as {@link #candles}. */
    static KafkaEndpointProducerBuilder marketEvents(EndpointRouteBuilder routes) {
        return producer(routes, LogTopics.MARKET_EVENTS)
                .advanced()
                .synchronous(true)
                .basic();
    }

    static KafkaEndpointProducerBuilder deadLetters(EndpointRouteBuilder routes) {
        return producer(routes, LogTopics.DEAD_LETTERS);
    }

    /** A poll is an exchange, and where to start is told by Postgres: see {@link TickConsumer}. */
    static KafkaEndpointConsumerBuilder ticksByPoll(EndpointRouteBuilder routes, int consumers) {
        return consumer(routes, LogTopics.TICKS, CANDLES_GROUP)
                .autoOffsetReset("earliest")
                .maxPollRecords(TickConsumer.MAX_RECORDS)
                .pollTimeoutMs(TICKS_POLL_MS)
                .consumersCount(consumers)
                .advanced()
                .kafkaClientFactory("#" + TICK_CONSUMERS)
                .basic();
    }

    /** A message a poll, see {@link LivePolls}. */
    static KafkaEndpointConsumerBuilder ticksNow(EndpointRouteBuilder routes) {
        return consumer(routes, LogTopics.TICKS, "souk-live")
                .autoOffsetReset("latest")
                .maxPollRecords(LIVE_RECORDS)
                .advanced()
                .kafkaClientFactory(new LivePolls())
                .basic();
    }

    static KafkaEndpointConsumerBuilder deadLettersFromStart(EndpointRouteBuilder routes) {
        return consumer(routes, LogTopics.DEAD_LETTERS, "souk-dead-letters").autoOffsetReset("earliest");
    }

    /** Each group reads all of them, from where it was; where a new one begins, it is told before the start. */
    static KafkaEndpointConsumerBuilder alerts(EndpointRouteBuilder routes, String group) {
        return consumer(routes, LogTopics.ALERTS, group).autoOffsetReset("latest");
    }

    private static KafkaEndpointProducerBuilder producer(EndpointRouteBuilder routes, String topic) {
        return routes.kafka(topic)
                .valueSerializer(ByteArraySerializer.class.getName())
                .maxBlockMs(DELIVERY_TIMEOUT_MS)
                .deliveryTimeoutMs(DELIVERY_TIMEOUT_MS)
                .advanced()
                .kafkaClientFactory(new LogProducers())
                .basic();
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
