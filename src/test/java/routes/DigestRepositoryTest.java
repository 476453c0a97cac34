package routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import api.notifications.Digest;
import java.time.Duration;
import java.util.UUID;
import market.TestAlerts;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.OptimisticLockingAggregationRepository.OptimisticLockingException;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import storage.Digests;

/** With a database that is away. */
class DigestRepositoryTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final DigestRepository repository = new DigestRepository(nobody(), "ops", Duration.ofSeconds(20));

    /** The aggregator's timers end for good with the first exception. */
    @Test
    void nothingThatATimerCallsFails() {
        String id = UUID.randomUUID().toString();

        assertThat(repository.getKeys()).isEmpty();
        assertThat(repository.get(camel, "ops")).isNull();
        assertThat(repository.scan(camel)).isEmpty();
        assertThat(repository.recover(camel, id)).isNull();
        assertThatThrownBy(() -> repository.remove(camel, "ops", gathering(id)))
                .as("which the timers know")
                .isInstanceOf(OptimisticLockingException.class);
    }

    /** Then the route's policy tries it again, and the log is not read further. */
    @Test
    void whatIsAddedFails() {
        assertThatThrownBy(() -> repository.add(camel, "ops", null, gathering("new")))
                .isInstanceOf(DataAccessException.class);
    }

    private Exchange gathering(String id) {
        Exchange exchange = new DefaultExchange(camel);
        exchange.setExchangeId(id);
        exchange.setProperty("souk.version", 1L);
        exchange.getMessage().setBody(Digest.begin(TestAlerts.move(1)));
        return exchange;
    }

    private static Digests nobody() {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {1});
        return new Digests(JdbcClient.create(source));
    }
}
