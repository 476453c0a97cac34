package routes;

import candles.LoggedTrade;
import candles.PartitionBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import market.MalformedDataException;
import market.TradeJson;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;

/**
 * What a batch of the {@code ticks} topic holds.
 *
 * @param partitions the trades, by partition
 * @param rejected the records that are no trades
 */
public record DecodedTicks(List<PartitionBatch> partitions, List<DeadLetter> rejected) {

    /** Decodes the exchanges that camel-kafka collected into one batch, each a record. */
    static DecodedTicks of(List<Exchange> records) {
        Map<Integer, List<Message>> byPartition = new TreeMap<>();
        for (Exchange record : records) {
            Message message = record.getMessage();
            byPartition
                    .computeIfAbsent(message.getHeader(KafkaConstants.PARTITION, Integer.class), p -> new ArrayList<>())
                    .add(message);
        }
        List<DeadLetter> rejected = new ArrayList<>();
        List<PartitionBatch> partitions = new ArrayList<>();
        byPartition.forEach((partition, messages) -> partitions.add(decode(partition, messages, rejected)));
        return new DecodedTicks(partitions, rejected);
    }

    private static PartitionBatch decode(int partition, List<Message> messages, List<DeadLetter> rejected) {
        List<LoggedTrade> trades = new ArrayList<>(messages.size());
        for (Message message : messages) {
            byte[] value = message.getBody(byte[].class);
            try {
                trades.add(new LoggedTrade(offset(message), TradeJson.read(value)));
            } catch (MalformedDataException e) {
                String source = "ticks-" + partition + "@" + offset(message);
                rejected.add(new DeadLetter(source, e.getMessage(), value));
            }
        }
        return new PartitionBatch(
                partition, offset(messages.get(0)), offset(messages.get(messages.size() - 1)) + 1, trades);
    }

    private static long offset(Message message) {
        return message.getHeader(KafkaConstants.OFFSET, Long.class);
    }
}
