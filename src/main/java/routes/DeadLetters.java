package routes;

import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.direct;
import static org.apache.camel.builder.endpoint.StaticEndpointBuilders.jdbc;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.kafka.KafkaConstants;
import org.springframework.stereotype.Component;

/** What could not be processed → the dead-letters topic, with its reason → an index of it in the database. */
@Component
class DeadLetters extends RouteBuilder {

    /** Exchange property: where the data of this exchange came from. */
    static final String SOURCE = "souk.source";

    private static final String HEADER_SOURCE = "source";
    private static final String HEADER_REASON = "reason";

    private static final String INSERT = """
            insert into dead_letters (log_partition, log_offset, source, reason, payload, occurred_at)
            values (:?partition, :?offset, :?source, :?reason, :?payload, :?occurredAt)
            on conflict do nothing
            """;

    @Override
    public void configure() {
        from(direct(RouteIds.DEAD_LETTER))
                .routeId(RouteIds.DEAD_LETTER)
                .routeDescription("Data that could not be processed, into the dead-letters topic")
                .routeGroup(RouteIds.ERRORS)
                .routeConfigurationId(Errors.DURABLE)
                .process(DeadLetters::toRecord)
                .to(LogEndpoints.deadLetters());

        from(LogEndpoints.deadLettersFromStart())
                .routeId(RouteIds.DEAD_LETTER_INDEX)
                .routeDescription("Dead letters, indexed in the database")
                .routeGroup(RouteIds.ERRORS)
                .routeConfigurationId(Errors.DURABLE)
                .process(DeadLetters::toRow)
                .setBody(constant(INSERT))
                .to(jdbc("dataSource").useHeadersAsParameters(true));
    }

    private static void toRecord(Exchange exchange) {
        DeadLetter letter = exchange.getMessage().getBody(DeadLetter.class);
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(KafkaConstants.KEY, letter.source());
        message.setHeader(HEADER_SOURCE, letter.source());
        message.setHeader(HEADER_REASON, letter.reason());
        message.setBody(letter.payload());
    }

    private static void toRow(Exchange exchange) {
        Message message = exchange.getMessage();
        message.setHeader("partition", message.getHeader(KafkaConstants.PARTITION));
        message.setHeader("offset", message.getHeader(KafkaConstants.OFFSET));
        message.setHeader("occurredAt", new Timestamp(message.getHeader(KafkaConstants.TIMESTAMP, Long.class)));
        message.setHeader("source", text(message.getHeader(HEADER_SOURCE, byte[].class)));
        message.setHeader("reason", text(message.getHeader(HEADER_REASON, byte[].class)));
        message.setHeader("payload", Objects.requireNonNullElse(message.getBody(byte[].class), new byte[0]));
    }

    private static String text(byte[] header) {
        return DeadLetter.fit(header == null ? null : new String(header, StandardCharsets.UTF_8));
    }
}
