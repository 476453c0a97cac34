package benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import market.LogTopics;
import market.Trade;
import market.TradeJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Looks whether the log holds what a {@link FrameSource} sent: each trade once, each instrument's in its order. */
record TicksInOrder(String brokers, int instruments, long frames) {

    /** @throws IllegalStateException if not: then the pass was no pass */
    void check() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", brokers, "max.poll.records", 5_000, "enable.auto.commit", false);
        List<TopicPartition> partitions = IntStream.range(0, Ticks.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(LogTopics.TICKS, partition))
                .toList();
        Map<String, Long> last = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            for (long read = 0; read < frames; ) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(10))) {
                    Trade trade = TradeJson.read(record.value());
                    Long before = last.put(trade.instrument(), trade.tradeId());
                    long expected = before == null ? FrameSource.FIRST_ID : before + 1;
                    if (trade.tradeId() != expected) {
                        throw new IllegalStateException(trade.instrument() + " has the trade " + trade.tradeId()
                                + " where " + expected + " should be");
                    }
                    read++;
                }
            }
        }
        if (last.size() != instruments) {
            throw new IllegalStateException("the log has " + last.size() + " instruments");
        }
    }
}
