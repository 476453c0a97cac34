package system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.Alert;
import market.AlertJson;
import market.LogTopics;
import market.Trade;
import market.TradeJson;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the log holds, beside the application. */
final class TickLog {

    private TickLog() {}

    static KafkaConsumer<String, byte[]> consumer(String brokers) {
        return new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        brokers,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    /** All records of a topic, from its start. */
    static List<ConsumerRecord<String, byte[]>> all(String brokers, String topic) {
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = consumer(brokers)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** The alerts that were told, each as often as it was. */
    static List<Alert> alerts(String brokers) {
        return all(brokers, LogTopics.ALERTS).stream()
                .map(told -> AlertJson.read(told.value()))
                .toList();
    }

    /** The trades of every partition from its start up to, and without, the offset given. */
    static List<Trade> tradesUpTo(String brokers, Map<Integer, Long> nextOffsets) {
        List<Trade> trades = new ArrayList<>();
        Map<TopicPartition, Long> ends = new HashMap<>();
        nextOffsets.forEach((partition, next) -> ends.put(new TopicPartition(LogTopics.TICKS, partition), next));
        try (KafkaConsumer<String, byte[]> consumer = consumer(brokers)) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    if (record.offset() < nextOffsets.get(record.partition())) {
                        trades.add(TradeJson.read(record.value()));
                    }
                }
            }
        }
        return trades;
    }
}
