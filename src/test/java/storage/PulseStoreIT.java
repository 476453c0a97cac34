package storage;

import static org.assertj.core.api.Assertions.assertThat;

import analytics.pulse.TestPulse;
import java.time.Instant;
import java.util.List;
import market.Pulse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class PulseStoreIT {

    private static final String BTC = "test:BTC-USDT";
    private static final String ETH = "test:ETH-USDT";
    private static final long START = 1_767_225_600_000_000L;
    private static final long WINDOW = 30_000_000;

    private final JdbcTemplate jdbc = new JdbcTemplate(EmbeddedDatabase.dataSource());
    private final PulseStore store = new PulseStore(JdbcClient.create(jdbc));

    @BeforeEach
    void empty() {
        jdbc.execute("truncate pulse");
        for (String id : List.of(BTC, ETH)) {
            jdbc.update(
                    "insert into instruments (id, venue, base, quote, venue_symbol, aliases, tick_size, origin)"
                            + " values (?, 'test', 'A', 'B', ?, '{}', 1, 'real') on conflict do nothing",
                    id,
                    id);
        }
    }

    @Test
    void aPulseIsReadAsItWasStored() {
        Pulse full = TestPulse.pulse(BTC, START, "83420.12345678", "-2.5", "400000000");
        Pulse bare = TestPulse.pulse(BTC, START + WINDOW, "1", null, null);

        assertThat(store.store(full, "a")).isEqualTo(new PulseStore.Stored(full, true));
        assertThat(store.store(bare, "b")).isEqualTo(new PulseStore.Stored(bare, true));
        assertThat(store.newest(BTC, Instant.now().plusSeconds(3_600), 10)).containsExactly(full, bare);
    }

    @Test
    void whatComesForAStoredWindowIsCountedAsLateOnceForEachCompletion() {
        Pulse pulse = pulse(BTC, 0);
        store.store(pulse, "first");

        assertThat(store.store(pulse, "first")).as("again").isEqualTo(new PulseStore.Stored(pulse, true));
        Pulse other = TestPulse.pulse(BTC, START, "99", "9", "9");
        for (int again = 0; again < 2; again++) {
            assertThat(store.store(other, "second")).isEqualTo(new PulseStore.Stored(pulse.withLate(1), false));
        }
        assertThat(store.store(other, "third")).isEqualTo(new PulseStore.Stored(pulse.withLate(2), false));
        assertThat(store.store(other, "second").pulse().late()).isEqualTo(2);
        assertThat(store.store(pulse, "first")).isEqualTo(new PulseStore.Stored(pulse.withLate(2), true));
    }

    @Test
    void aRangeIncludesItsStartAndNotItsEnd() {
        for (int i = 0; i < 5; i++) {
            store.store(pulse(BTC, i), "c" + i);
            store.store(pulse(ETH, i), "c" + i);
        }
        Instant first = pulse(BTC, 1).start();
        Instant end = pulse(BTC, 4).start();

        assertThat(store.range(BTC, first, end, 10)).containsExactly(pulse(BTC, 1), pulse(BTC, 2), pulse(BTC, 3));
        assertThat(store.range(BTC, first, end, 2)).containsExactly(pulse(BTC, 1), pulse(BTC, 2));
        assertThat(store.newest(BTC, end, 2)).containsExactly(pulse(BTC, 2), pulse(BTC, 3));
        assertThat(store.latest()).containsExactlyInAnyOrder(pulse(BTC, 4), pulse(ETH, 4));
    }

    @Test
    void whatIsPastItsRetentionIsDropped() {
        for (int i = 0; i < 5; i++) {
            store.store(pulse(BTC, i), "c");
        }

        assertThat(store.dropBefore(pulse(BTC, 3).start())).isEqualTo(3);
        assertThat(store.range(BTC, Instant.EPOCH, Instant.now().plusSeconds(3_600), 10))
                .containsExactly(pulse(BTC, 3), pulse(BTC, 4));
    }

    private static Pulse pulse(String instrument, int window) {
        return TestPulse.pulse(instrument, START + window * WINDOW, "10", "1.5", "7");
    }
}
