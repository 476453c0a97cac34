package storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import market.AuditEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditStoreIT {

    private final JdbcTemplate jdbc = new JdbcTemplate(EmbeddedDatabase.dataSource());
    private final AuditStore store = new AuditStore(JdbcClient.create(jdbc));

    @BeforeEach
    void empty() {
        jdbc.execute("truncate audit");
    }

    @Test
    void theNewestComeFirstAndNoMoreThanAskedFor() {
        store.add("ann", "route.stop", "candles", "ok");
        store.add("bob", "route.start", "candles", "failed: it's started");
        store.add("ann", "route.start", "candles", "ok");

        assertThat(store.newest(2)).extracting(AuditEntry::actor).containsExactly("ann", "bob");
        assertThat(store.newest(100))
                .extracting(AuditEntry::action)
                .containsExactly("route.start", "route.start", "route.stop");
        assertThat(store.newest(0)).isEmpty();
    }

    @Test
    void anEntryIsReadAsItWasWrittenWithTheTimeOfTheDatabase() {
        store.add("ann", "route.stop", "candles", "failed: \u00e4\n'quoted'");

        assertThat(store.newest(1)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("ann");
            assertThat(entry.action()).isEqualTo("route.stop");
            assertThat(entry.target()).isEqualTo("candles");
            assertThat(entry.outcome()).isEqualTo("failed: \u00e4\n'quoted'");
            assertThat(Duration.between(entry.at(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
        });
    }

    @Test
    void entriesOfOneTransactionKeepTheirOrder() {
        jdbc.execute("insert into audit (at, actor, action, target, outcome) select now(), 'a', 'x', n::text, 'ok'"
                + " from generate_series(1, 3) n");

        assertThat(store.newest(3)).extracting(AuditEntry::target).containsExactly("3", "2", "1");
    }
}
