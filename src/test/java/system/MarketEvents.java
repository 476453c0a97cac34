package system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import market.LogTopics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The topic of market events, read beside the application. */
final class MarketEvents {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MarketEvents() {}

    /** All of the topic, from its start. */
    static List<JsonNode> all(String brokers) throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> told : TickLog.all(brokers, LogTopics.MARKET_EVENTS)) {
            events.add(JSON.readTree(told.value()));
        }
        return events;
    }
}
