package benchmark;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import market.Interval;
import market.LogTopics;
import market.Trade;
import market.TradeJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The limit: one thread polls, parses and folds, and keeps nothing. A process of its own, {@code RawLoop <brokers>}.
 */
final class RawLoop {

    private final Map<String, Window[]> windows = new HashMap<>();

    private static final class Window {
        long start = Long.MIN_VALUE;
        CandleSum sum;
    }

    public static void main(String[] args) {
        new RawLoop().run(args[0]);
    }

    private void run(String brokers) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", brokers, "max.poll.records", 5_000, "enable.auto.commit", false);
        List<TopicPartition> partitions = IntStream.range(0, Ticks.PARTITIONS)
                .mapToObj(partition -> new TopicPartition(LogTopics.TICKS, partition))
                .toList();
        ProgressLine progress = ProgressLine.start();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (true) {
                long polled = 0;
                for (ConsumerRecord<byte[], byte[]> consumed : consumer.poll(Duration.ofMillis(100))) {
                    fold(TradeJson.read(consumed.value()));
                    polled++;
                }
                progress.add(polled);
            }
        }
    }

    private void fold(Trade trade) {
        Window[] ofInstrument = windows.computeIfAbsent(trade.instrument(), id -> windows());
        for (int i = 0; i < ofInstrument.length; i++) {
            Interval interval = Candles.INTERVALS.get(i);
            Window window = ofInstrument[i];
            long start = interval.windowStart(trade.eventTimeMicros());
            if (start != window.start) {
                window.start = start;
                window.sum = new CandleSum();
            }
            window.sum.add(trade);
        }
    }

    private static Window[] windows() {
        return Candles.INTERVALS.stream().map(interval -> new Window()).toArray(Window[]::new);
    }
}
