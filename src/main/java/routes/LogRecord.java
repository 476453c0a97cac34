package routes;

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

    /** Makes a record of a message. */
    static void write(Message message, String key, byte[] payload) {
        message.setHeader(KafkaConstants.KEY, key);
        message.setBody(payload);
    }
}
