package routes;

import static org.apache.camel.builder.Builder.body;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.direct;

import feeds.FrameContents;
import java.time.Clock;
import java.util.List;
import market.LogTopics;
import market.Quote;
import market.QuoteJson;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.model.ProcessorDefinition;

/** What every feed does with what its frames say, however they came: trades and quotes go into the log, faults are dead letters. */
final class FrameSteps {

    /** Exchange property: the {@link FrameContents}. */
    private static final String CONTENTS = "souk.contents";

    private FrameSteps() {}

    /**
     * The log comes first and once: what follows is done after its acknowledgement, when the next frames may be on their way
     * already, and would not be in their order.
     *
     * @param route with a {@link FrameContents} in the body, and the feed's name in {@link DeadLetters#SOURCE}
     */
    static void append(ProcessorDefinition<?> route, Clock clock) {
        route.setProperty(CONTENTS, body())
                .process(exchange -> exchange.getMessage().setBody(records(exchange, clock)))
                .filter(exchange -> !exchange.getMessage().getBody(List.class).isEmpty())
                .to(LogEndpoints.ticks())
                .end()
                .filter(exchange -> !contents(exchange).faults().isEmpty())
                .split()
                .exchange(FrameSteps::deadLetters)
                .to(direct(RouteIds.DEAD_LETTER))
                .end()
                .end();
    }

    private static List<Message> records(Exchange exchange, Clock clock) {
        FrameContents contents = contents(exchange);
        List<Message> records = LogRecord.of(exchange.getContext(), contents.trades(), clock);
        for (Quote quote : contents.quotes()) {
            Message record = LogRecord.of(exchange.getContext(), quote.instrument(), QuoteJson.write(quote));
            record.setHeader(KafkaConstants.OVERRIDE_TOPIC, LogTopics.QUOTES);
            records.add(record);
        }
        return records;
    }

    private static FrameContents contents(Exchange exchange) {
        return exchange.getProperty(CONTENTS, FrameContents.class);
    }

    /** Each of them names its reason, and shows the frame that it is in. */
    private static List<DeadLetter> deadLetters(Exchange exchange) {
        String source = exchange.getProperty(DeadLetters.SOURCE, String.class);
        return contents(exchange).faults().stream()
                .map(fault ->
                        new DeadLetter(source, fault.reason(), fault.frame().bytes()))
                .toList();
    }
}
