package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.kafka;

import market.LogTopics;
import org.apache.camel.builder.endpoint.dsl.KafkaEndpointBuilderFactory.KafkaEndpointConsumerBuilder;
import org.apache.camel.builder.endpoint.dsl.KafkaEndpointBuilderFactory.KafkaEndpointProducerBuilder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The log's endpoints: which topic, which group, and how patient. Keys are strings, values are bytes. */
final class LogEndpoints {

    /** How long the candles route waits for a record before it looks whether something else is to be done, ms. */
    private static final long TICKS_POLL_MS = 50;

    /**
     * How long the broker gathers trades for one answer to the candles route, ms, and how many of them, bytes: some 350. A round costs the
     * same for one trade as for hundreds, and nobody sees a candle sooner than {@link LiveRoutes} publishes it.
     */
    private static final int TICKS_WAIT_MS = 50;

    private static final int TICKS_GATHERED_BYTES = 64 * 1024;

    static final String CANDLES_GROUP = "souk-candles";

    /** The bean that makes the candles route's consumers. */
    static final String TICK_CONSUMERS = "tickConsumers";

    /** The bean that makes the alerts route's consumers. */
    static final String ALERT_CONSUMERS = "alertConsumers";

    /** How long the alerts route waits for a record before it looks whether something else is to be done, ms. */
    private static final long ALERTS_POLL_MS = 50;

    /** One message of the live path at most: some 200 kB through Redis, a few ms of work. */
    private static final int LIVE_RECORDS = 1_000;

    /** Quotes of one poll at most: some 200 kB. */
    private static final int QUOTE_RECORDS = 1_000;

    /** How long the broker gathers quotes for one answer, ms, and how many of them, bytes: nothing hurries, and each poll is a round of updates. */
    private static final int QUOTES_WAIT_MS = 1_000;

    private static final int QUOTES_GATHERED_BYTES = 64 * 1024;

    /**
     * How often it is written down how far quotes are read, ms. What is read again after a crash may be of windows that were closed
     * since, and is taken for late then: the less the better.
     */
    private static final int QUOTES_COMMIT_MS = 500;

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

    static KafkaEndpointProducerBuilder ticks() {
        return producer(LogTopics.TICKS).producerBatchSize(TICKS_BATCH_BYTES);
    }

    /** For lists of messages, as {@link #candles}. */
    static KafkaEndpointProducerBuilder quotes() {
        return producer(LogTopics.QUOTES).advanced().synchronous(true).basic();
    }

    /** For lists of messages, as {@link #candles}. */
    static KafkaEndpointProducerBuilder ticksTogether() {
        return ticks().advanced().synchronous(true).basic();
    }

    /**
     * For lists of messages, as {@link #candles}, of somebody who waits for the answer: what is not acknowledged in time has
     * failed, though it may be written. Each record waits anew for a broker of which nothing is known.
     */
    static KafkaEndpointProducerBuilder ticksInTime() {
        return ticksTogether()
                .maxBlockMs(ANSWER_TIMEOUT_MS)
                .requestTimeoutMs(ANSWER_TIMEOUT_MS - 1_000)
                .deliveryTimeoutMs(ANSWER_TIMEOUT_MS);
    }

    /** For lists of messages: sent together, and done when all are acknowledged. */
    static KafkaEndpointProducerBuilder candles() {
        return producer(LogTopics.CANDLES).advanced().synchronous(true).basic();
    }

    /** For lists of messages, as {@link #candles}. */
    static KafkaEndpointProducerBuilder marketEvents() {
        return producer(LogTopics.MARKET_EVENTS).advanced().synchronous(true).basic();
    }

    /** For lists of messages, as {@link #candles}. */
    static KafkaEndpointProducerBuilder alerts() {
        return producer(LogTopics.ALERTS).advanced().synchronous(true).basic();
    }

    static KafkaEndpointProducerBuilder deadLetters() {
        return producer(LogTopics.DEAD_LETTERS);
    }

    /** A poll is an exchange, and where to start is told by Postgres: see {@link TickConsumer}. */
    static KafkaEndpointConsumerBuilder ticksByPoll(int consumers) {
        return consumer(LogTopics.TICKS, CANDLES_GROUP)
                .autoOffsetReset("earliest")
                .maxPollRecords(TickConsumer.MAX_RECORDS)
                .fetchMinBytes(TICKS_GATHERED_BYTES)
                .fetchWaitMaxMs(TICKS_WAIT_MS)
                .pollTimeoutMs(TICKS_POLL_MS)
                .consumersCount(consumers)
                .advanced()
                .kafkaClientFactory("#" + TICK_CONSUMERS)
                .basic();
    }

    /** A message a poll, see {@link LivePolls}. */
    static KafkaEndpointConsumerBuilder ticksNow() {
        return consumer(LogTopics.TICKS, "souk-live")
                .autoOffsetReset("latest")
                .maxPollRecords(LIVE_RECORDS)
                .advanced()
                .kafkaClientFactory(new LivePolls())
                .basic();
    }

    /** A message a round, see {@link AlertConsumer}. */
    static KafkaEndpointConsumerBuilder candlesAndEvents() {
        return consumer(LogTopics.CANDLES + "," + LogTopics.MARKET_EVENTS, "souk-alerts")
                .autoOffsetReset("earliest")
                .pollTimeoutMs(ALERTS_POLL_MS)
                .advanced()
                .kafkaClientFactory("#" + ALERT_CONSUMERS)
                .basic();
    }

    /** A message a poll, see {@link LivePolls}; all quotes there are, from the first on. */
    static KafkaEndpointConsumerBuilder quotesByPoll(CaughtUp caughtUp) {
        return consumer(LogTopics.QUOTES, "souk-pulse")
                .autoOffsetReset("earliest")
                .maxPollRecords(QUOTE_RECORDS)
                .fetchMinBytes(QUOTES_GATHERED_BYTES)
                .fetchWaitMaxMs(QUOTES_WAIT_MS)
                .autoCommitIntervalMs(QUOTES_COMMIT_MS)
                .advanced()
                .kafkaClientFactory(new LivePolls(caughtUp::look))
                .basic();
    }

    /** One record at a time, and done when it is acknowledged. */
    static KafkaEndpointProducerBuilder pulse() {
        return producer(LogTopics.PULSE).advanced().synchronous(true).basic();
    }

    static KafkaEndpointConsumerBuilder deadLettersFromStart() {
        return consumer(LogTopics.DEAD_LETTERS, "souk-dead-letters").autoOffsetReset("earliest");
    }

    /** Each group reads all of them, from where it was; where a new one begins, it is told before the start. */
    static KafkaEndpointConsumerBuilder alerts(String group) {
        return consumer(LogTopics.ALERTS, group).autoOffsetReset("latest");
    }

    private static KafkaEndpointProducerBuilder producer(String topic) {
        return kafka(topic)
                .valueSerializer(ByteArraySerializer.class.getName())
                .maxBlockMs(DELIVERY_TIMEOUT_MS)
                .deliveryTimeoutMs(DELIVERY_TIMEOUT_MS)
                .advanced()
                .kafkaClientFactory(new LogProducers())
                .basic();
    }

    private static KafkaEndpointConsumerBuilder consumer(String topic, String group) {
        return kafka(topic)
                .groupId(group)
                .valueDeserializer(ByteArrayDeserializer.class.getName())
                .pollTimeoutMs(POLL_MS)
                .sessionTimeoutMs(SESSION_TIMEOUT_MS)
                .heartbeatIntervalMs(SESSION_TIMEOUT_MS / 3)
                .pollOnError("RECONNECT");
    }
}
