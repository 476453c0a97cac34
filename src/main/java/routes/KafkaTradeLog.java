package routes;

import candles.LoggedTrade;
import candles.TradeLog;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import market.LogTopics;
import market.MalformedDataException;
import market.TradeJson;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Reads the log without being of a group. camel-kafka has no end to read to, and a rebuild needs one: it holds a
 * transaction open until it is there.
 */
@Component
class KafkaTradeLog implements TradeLog {

    private static final Duration POLL = Duration.ofMillis(500);

    /** A broker that gives nothing for so long is away, and who asked is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String brokers;

    KafkaTradeLog(@Value("${souk.kafka.brokers}") String brokers) {
        this.brokers = brokers;
    }

    @Override
    public Start startAt(int partition, Instant loggedFrom) {
        TopicPartition ticks = new TopicPartition(LogTopics.TICKS, partition);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(ticks));
            long beginning = consumer.beginningOffsets(List.of(ticks)).get(ticks);
            var found = consumer.offsetsForTimes(Map.of(ticks, loggedFrom.toEpochMilli()))
                    .get(ticks);
            long offset = found == null ? consumer.endOffsets(List.of(ticks)).get(ticks) : found.offset();
            return new Start(offset, beginning == 0 ? Optional.empty() : firstLogged(consumer, ticks, beginning));
        }
    }

    @Override
    public void read(int partition, long from, long to, Consumer<LoggedTrade> reader) {
        TopicPartition ticks = new TopicPartition(LogTopics.TICKS, partition);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(ticks));
            consumer.seek(ticks, from);
            long patience = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(ticks) < to) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    patience = System.nanoTime() + PATIENCE.toNanos();
                    if (record.offset() < to) {
                        read(record, reader);
                    }
                }
                if (System.nanoTime() - patience > 0) {
                    throw new IllegalStateException("the log gives no records of " + ticks + " from offset "
                            + consumer.position(ticks) + " on, though there are some up to " + to);
                }
            }
        }
    }

    private static void read(ConsumerRecord<byte[], byte[]> record, Consumer<LoggedTrade> reader) {
        LoggedTrade trade;
        try {
            trade = new LoggedTrade(record.offset(), record.timestamp() * 1_000, TradeJson.read(record.value()));
        } catch (MalformedDataException e) {
            return; // It was a dead letter when it was read first.
        }
        reader.accept(trade);
    }

    private static Optional<Instant> firstLogged(
            KafkaConsumer<byte[], byte[]> consumer, TopicPartition ticks, long beginning) {
        consumer.seek(ticks, beginning);
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(PATIENCE)) {
            return Optional.of(Instant.ofEpochMilli(record.timestamp()));
        }
        return Optional.of(Instant.now());
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
