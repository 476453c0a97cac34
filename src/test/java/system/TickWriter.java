package system;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import market.LogTopics;
import market.Trade;
import market.TradeJson;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes trades to the log, beside any feed. Safe for any thread. */
final class TickWriter implements AutoCloseable {

    /** An outage of a broker is no reason to give up a record: the log is to hold all that was sent. */
    private static final int PATIENCE_MS = 600_000;

    private final KafkaProducer<String, byte[]> producer;
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    TickWriter(String brokers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, brokers,
                        ProducerConfig.ACKS_CONFIG, "all",
                        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MS,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(Trade trade) {
        producer.send(
                new ProducerRecord<>(LogTopics.TICKS, trade.instrument(), TradeJson.write(trade)),
                (stored, problem) -> failure.compareAndSet(null, problem));
    }

    /** Returns when the log holds everything that was sent. */
    void flush() {
        producer.flush();
        if (failure.get() != null) {
            throw new IllegalStateException("a trade could not be written", failure.get());
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO);
    }
}
