package routes;

import org.apache.camel.CamelContext;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.support.DefaultMessage;

/** Records for the log as messages: camel-kafka sends a list of them together and waits once. */
final class LogRecord {

    private LogRecord() {}

    static Message of(CamelContext camel, String key, byte[] payload) {
        Message message = new DefaultMessage(camel);
        message.setHeader(KafkaConstants.KEY, key);
        message.setBody(payload);
        return message;
    }
}
