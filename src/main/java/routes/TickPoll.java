package routes;

import candles.CandleWorker;
import candles.CandleWorker.Committed;
import candles.LoggedTrade;
import candles.PartitionBatch;
import candles.RefusedTrade;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import market.Candle;
import market.LogTopics;
import market.MalformedDataException;
import market.TradeJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * One round of a candle worker: what was polled, and the steps that the candles route takes with it. Not thread safe:
 * confined to the consumer's thread.
 */
final class TickPoll {

    /** Nothing was polled, and so nothing is left to do. */
    static final TickPoll NONE = new TickPoll(null, Map.of());

    private final CandleWorker worker;
    private final Map<TopicPartition, List<ConsumerRecord<Object, Object>>> polled;
    private boolean done;

    TickPoll(CandleWorker worker, Map<TopicPartition, List<ConsumerRecord<Object, Object>>> polled) {
        this.worker = worker;
        this.polled = polled;
        this.done = worker == null;
    }

    boolean isDone() {
        return done;
    }

    /** Counts the trades; what is none, or cannot be true, is for the dead letters. */
    List<DeadLetter> count() {
        List<DeadLetter> letters = new ArrayList<>();
        List<PartitionBatch> batches = new ArrayList<>(polled.size());
        polled.forEach((partition, records) -> batches.add(decode(partition.partition(), records, letters)));
        for (RefusedTrade refused : worker.fold(batches)) {
            letters.add(new DeadLetter(source(refused.partition(), refused.offset()), refused.reason(), raw(refused)));
        }
        return letters;
    }

    /** Puts the trades into candles, and tells those that are open. */
    List<Candle> merge() {
        return worker.merge();
    }

    /** Stores what was counted, if it is time. */
    Committed commit() {
        return worker.commit();
    }

    /** The log has what a commit brought. */
    void published(Committed committed) {
        if (!committed.published().isEmpty()) {
            worker.published(committed.published());
        }
        done = true;
    }

    /** As the one record that camel-kafka makes an exchange of. */
    ConsumerRecords<Object, Object> asRecord() {
        TopicPartition partition = polled.isEmpty()
                ? new TopicPartition(LogTopics.TICKS, 0)
                : polled.keySet().iterator().next();
        return new ConsumerRecords<>(Map.of(
                partition, List.of(new ConsumerRecord<>(partition.topic(), partition.partition(), 0, null, this))));
    }

    private static PartitionBatch decode(
            int partition, List<ConsumerRecord<Object, Object>> records, List<DeadLetter> letters) {
        List<LoggedTrade> trades = new ArrayList<>(records.size());
        for (ConsumerRecord<Object, Object> record : records) {
            byte[] value = (byte[]) record.value();
            try {
                trades.add(new LoggedTrade(record.offset(), record.timestamp() * 1_000, TradeJson.read(value)));
            } catch (MalformedDataException e) {
                letters.add(new DeadLetter(source(partition, record.offset()), e.getMessage(), value));
            }
        }
        return new PartitionBatch(
                partition,
                records.get(0).offset(),
                records.get(records.size() - 1).offset() + 1,
                trades);
    }

    private byte[] raw(RefusedTrade refused) {
        return polled.get(new TopicPartition(LogTopics.TICKS, refused.partition())).stream()
                .filter(record -> record.offset() == refused.offset())
                .map(record -> (byte[]) record.value())
                .findFirst()
                .orElseThrow();
    }

    private static String source(int partition, long offset) {
        return LogTopics.TICKS + "-" + partition + "@" + offset;
    }
}
