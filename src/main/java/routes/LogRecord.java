package routes;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import market.Trade;
import market.TradeJson;
import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/** Records for the log as messages. */
final class LogRecord {

    private LogRecord() {}

    /** One of a list: camel-kafka sends a list of them together and waits once. */
    static Message of(CamelContext camel, String key, byte[] payload) {
        Message message = new DefaultMessage(camel);
        write(message, key, payload);
        return message;
    }

    /** Trades as records, published now by this clock. */
    static List<Message> of(CamelContext camel, List<Trade> trades, Clock clock) {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
        return trades.stream()
                .map(trade -> of(camel, trade.instrument(), TradeJson.write(trade.publishedAt(now))))
                .collect(Collectors.toCollection(() -> new ArrayList<>(trades.size())));
    }

    /** Makes a record of a message. */
    static void write(Message message, String key, byte[] payload) {
        message.setHeader(KafkaConstants.KEY, key);
        message.setBody(payload);
    }
}
