package routes;

import static market.TestAlerts.move;
import static market.TestAlerts.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import analytics.alerts.AlertCounts;
import analytics.alerts.AlertEngines;
import candles.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import market.Alert;
import market.AlertJson;
import org.apache.camel.CamelContext;
import org.apache.camel.EndpointInject;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;
import storage.AlertStore;

/** What becomes of alerts that are found: the way from the database to the log. */
@RouteTest
@UseAdviceWith
@DirtiesContext(classMode = DirtiesContext.ClassMode.AFTER_EACH_TEST_METHOD)
@ContextConfiguration(classes = {AlertRoutes.class, Errors.class, AlertRoutesTest.Parts.class})
class AlertRoutesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    static class Parts {

        @Bean
        MovableClock clock() {
            return new MovableClock(NOON);
        }

        @Bean
        Store store() {
            return new Store();
        }

        @Bean
        AlertCounts counts() {
            return new AlertCounts();
        }

        @Bean
        AlertEngines engines() {
            return TestAlerts.engines();
        }
    }

    /** Knows what was told, by id and revision. */
    static final class Store extends AlertStore {

        private final Set<String> told = ConcurrentHashMap.newKeySet();
        private volatile List<Alert> takenOver = List.of();

        Store() {
            super(null);
        }

        @Override
        public List<Alert> takeUntold() {
            return takenOver;
        }

        @Override
        public List<Alert> untold(Collection<Alert> alerts) {
            return alerts.stream().filter(alert -> !told.contains(key(alert))).toList();
        }

        @Override
        public void told(Collection<Alert> alerts) {
            alerts.forEach(alert -> told.add(key(alert)));
        }

        private static String key(Alert alert) {
            return alert.id() + " " + alert.revision();
        }
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private Store store;

    @EndpointInject("mock:log")
    private MockEndpoint log;

    @BeforeEach
    void start() throws Exception {
        AdviceWith.adviceWith(camel, RouteIds.ALERTS, route -> route.replaceFromWith("direct:rounds"));
        AdviceWith.adviceWith(camel, RouteIds.ALERTS_UNTOLD, route -> route.replaceFromWith("direct:untold"));
        AdviceWith.adviceWith(camel, RouteIds.ALERTS_RETENTION, route -> route.replaceFromWith("direct:retention"));
        AdviceWith.adviceWith(camel, RouteIds.ALERTS_LIVE, route -> route.weaveByToUri("spring-redis*")
                .replace()
                .to("mock:live"));
        AdviceWith.adviceWith(camel, RouteIds.ALERTS_PUBLISH, route -> route.weaveByToUri("kafka*")
                .replace()
                .to("mock:log"));
        camel.start();
    }

    @Test
    void whatIsFoundIsToldInItsOrder() {
        find(NOON, move(1), move(2));
        find(NOON, resolved(move(1)));

        awaitTold(move(1), move(2), resolved(move(1)));
    }

    /** The next rounds do not wait; that what waits in the queue is told once is the table's to say. */
    @Test
    void whatWaitedWhileTheLogWasAwayIsToldOnceByWhoeverIsFirst() throws Exception {
        CountDownLatch back = new CountDownLatch(1);
        log.whenExchangeReceived(1, exchange -> back.await());
        find(NOON, move(1));
        await().until(() -> log.getReceivedCounter() == 1);
        Instant longAgo = NOON.minus(AlertStore.TURN);
        find(longAgo, move(2));
        find(longAgo, move(3), resolved(move(3)));
        store.told(List.of(move(2)));
        store.takenOver = List.of(resolved(move(3)));
        producer.sendBody("direct:untold", null);
        back.countDown();

        awaitTold(move(1), move(3), resolved(move(3)));
        find(NOON, move(4));
        awaitTold(move(1), move(3), resolved(move(3)), move(4));
    }

    private void find(Instant at, Alert... alerts) {
        producer.sendBodyAndProperty("seda:" + RouteIds.ALERTS_PUBLISH, List.of(alerts), AlertRoutes.LOOKED_AT, at);
    }

    private void awaitTold(Alert... alerts) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(log.getExchanges().stream()
                        .flatMap(exchange -> ((List<?>) exchange.getMessage().getBody()).stream())
                        .map(message -> AlertJson.read(((org.apache.camel.Message) message).getBody(byte[].class))))
                .containsExactly(alerts));
    }
}
