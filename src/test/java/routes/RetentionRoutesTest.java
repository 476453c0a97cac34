package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.transaction.support.TransactionTemplate;
import storage.CandleRetention;

@RouteTest
@UseAdviceWith
@ContextConfiguration(classes = {RetentionRoutes.class, Errors.class, RetentionRoutesTest.Parts.class})
class RetentionRoutesTest {

    static class Parts {

        @Bean
        DatabaseIsAway retention() {
            return new DatabaseIsAway(new PGSimpleDataSource());
        }

        @Bean
        RouteBuilder edges() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:" + RouteIds.DEAD_LETTER).to("mock:dead-letter");
                    from("direct:" + RouteIds.REST_ANSWER).to("mock:answer");
                }
            };
        }
    }

    static class DatabaseIsAway extends CandleRetention {

        private final AtomicInteger runs = new AtomicInteger();

        DatabaseIsAway(DataSource source) {
            super(
                    JdbcClient.create(source),
                    new TransactionTemplate(new DataSourceTransactionManager(source)),
                    Map.of(),
                    Clock.systemUTC());
        }

        @Override
        public void apply() {
            runs.incrementAndGet();
            throw new DataAccessResourceFailureException("the database is away");
        }
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private DatabaseIsAway retention;

    /** The next day's run does the same work. */
    @Test
    void itRunsAtTheStartAndOutlivesADatabaseThatIsAway() {
        camel.start();

        await().untilAsserted(() -> assertThat(retention.runs).hasValue(1));
        await().untilAsserted(
                        () -> assertThat(camel.getInflightRepository().size()).isZero());
        assertThat(camel.getRouteController().getRouteStatus(RouteIds.CANDLES_RETENTION))
                .isEqualTo(ServiceStatus.Started);
    }
}
