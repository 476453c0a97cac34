package routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.ContextConfiguration;

@RouteTest
@UseAdviceWith
@ContextConfiguration(classes = {DeadLetters.class, Errors.class, NobodysServers.class})
class DeadLettersTest {

    private static final String DEAD_LETTER = "direct:" + RouteIds.DEAD_LETTER;

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @EndpointInject("mock:log")
    private MockEndpoint log;

    @EndpointInject("mock:database")
    private MockEndpoint database;

    @BeforeEach
    void start() throws Exception {
        if (!camel.isStarted()) {
            AdviceWith.adviceWith(camel, RouteIds.DEAD_LETTER, route -> route.weaveByToUri("kafka*")
                    .replace()
                    .to("mock:log"));
            AdviceWith.adviceWith(camel, RouteIds.DEAD_LETTER_INDEX, route -> {
                route.replaceFromWith("direct:dead-letter-record");
                route.weaveByToUri("jdbc*").replace().to("mock:database");
            });
            camel.start();
        }
        MockEndpoint.resetMocks(camel);
    }

    @Test
    void aDeadLetterIsARecordOfItsBytesWithSourceAndReasonAndNothingElse() {
        byte[] payload = {1, 0, (byte) 0xff};

        producer.sendBodyAndHeaders(
                DEAD_LETTER,
                new DeadLetter("binance", "not a trade", payload),
                Map.of("authorization", "secret", KafkaConstants.PARTITION_KEY, 5, "kafka.OVERRIDE_TOPIC", "ticks"));

        Message record = only(log);
        assertThat(record.getBody()).isEqualTo(payload);
        assertThat(record.getHeaders())
                .containsOnly(
                        Map.entry(KafkaConstants.KEY, "binance"),
                        Map.entry("source", "binance"),
                        Map.entry("reason", "not a trade"));
    }

    @Test
    void aLogThatIsAwayIsTriedAgain() {
        log.whenExchangeReceived(1, exchange -> exchange.setException(new IllegalStateException("away")));

        producer.sendBody(DEAD_LETTER, new DeadLetter("binance", "not a trade", new byte[] {7}));

        assertThat(log.getExchanges()).hasSize(2);
    }

    @Test
    void whatNeitherTheLogNorTheDatabaseWouldTakeIsMadeFit() {
        DeadLetter letter = new DeadLetter("a\u0000b", "c\r\nd\u0000" + "x".repeat(5_000), new byte[2_000_000]);

        assertThat(letter.source()).isEqualTo("a?b");
        assertThat(letter.reason()).startsWith("c??d?xxx").hasSizeLessThan(1_100);
        assertThat(letter.reason()).endsWith(" (the first 900000 bytes of 2000000 are kept)");
        assertThat(letter.payload()).hasSize(900_000);
        assertThat(new DeadLetter(null, null, null))
                .satisfies(nothing -> assertThat(nothing.payload()).isEmpty())
                .extracting(DeadLetter::source, DeadLetter::reason)
                .containsExactly("unknown", "unknown");
    }

    @Test
    void aRecordBecomesARowWithItsPlaceInTheLog() {
        producer.sendBodyAndHeaders(
                "direct:dead-letter-record",
                new byte[] {1, 2},
                Map.of(
                        KafkaConstants.PARTITION,
                        3,
                        KafkaConstants.OFFSET,
                        44L,
                        KafkaConstants.TIMESTAMP,
                        1_767_225_600_123L,
                        "source",
                        "binance".getBytes(StandardCharsets.UTF_8),
                        "reason",
                        "because \u00e4".getBytes(StandardCharsets.UTF_8)));

        Message row = only(database);
        assertThat(row.getBody(String.class))
                .contains("insert into dead_letters")
                .contains("on conflict do nothing");
        assertThat(row.getHeaders())
                .containsEntry("partition", 3)
                .containsEntry("offset", 44L)
                .containsEntry("occurredAt", new Timestamp(1_767_225_600_123L))
                .containsEntry("source", "binance")
                .containsEntry("reason", "because \u00e4")
                .containsEntry("payload", new byte[] {1, 2});
    }

    @Test
    void aRecordThatSomebodyElseWroteBecomesARowTheDatabaseTakes() {
        producer.sendBodyAndHeaders(
                "direct:dead-letter-record",
                null,
                Map.of(
                        KafkaConstants.PARTITION,
                        0,
                        KafkaConstants.OFFSET,
                        0L,
                        KafkaConstants.TIMESTAMP,
                        0L,
                        "reason",
                        new byte[] {'a', 0, 'b'}));

        assertThat(only(database).getHeaders())
                .containsEntry("source", "unknown")
                .containsEntry("reason", "a?b")
                .containsEntry("payload", new byte[0]);
    }

    private static Message only(MockEndpoint endpoint) {
        assertThat(endpoint.getExchanges()).hasSize(1);
        return endpoint.getExchanges().get(0).getMessage();
    }
}
