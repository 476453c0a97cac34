package api;

import static analytics.pulse.TestPulse.pulse;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import market.Pulse;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

class PulseQueriesTest {

    private static final String BTC = "binance:BTC-USDT";
    private static final String ETH = "binance:ETH-USDT";
    private static final long NOW = TestQueries.NOW.toEpochMilli() * 1_000;
    private static final long MINUTE = 60_000_000;

    private final TestPulses stores = new TestPulses();
    private final PulseQueries queries = stores.queries();

    @Test
    void whatTheCacheLacksIsTakenFromTheDatabaseInConfiguredOrder() {
        Pulse eth = pulse(ETH, NOW - MINUTE, "2", "1", "7");
        Pulse btc = pulse(BTC, NOW - 2 * MINUTE, "1", "1", "7");
        stores.cached.put(ETH, eth);
        stores.stored = List.of(btc, pulse(ETH, NOW - 3 * MINUTE, "9", "9", "9"));

        assertThat(queries.latest()).containsExactly(btc, eth);
    }

    @Test
    void oneOfTheTwoMayBeAway() {
        Pulse btc = pulse(BTC, NOW - MINUTE, "1", "1", "7");
        stores.cached.put(BTC, btc);
        stores.stored = List.of(btc);

        stores.cacheIsAway = true;
        assertThat(queries.latest()).containsExactly(btc);
        stores.cacheIsAway = false;
        stores.databaseIsAway = true;
        assertThat(queries.latest()).containsExactly(btc);
        stores.cacheIsAway = true;
        assertThatThrownBy(queries::latest).isInstanceOf(DataAccessException.class);
    }

    @Test
    void whatIsOldIsToldAndHasNoPartInTheOverview() {
        stores.cached.put(BTC, pulse(BTC, NOW - 11 * MINUTE, "1", "50", "7"));
        stores.cached.put(ETH, pulse(ETH, NOW - MINUTE, "1", "-3", "7"));

        PulseAnswer answer = queries.answer();

        assertThat(answer.windowSeconds()).isEqualTo(30);
        assertThat(answer.instruments()).hasSize(2);
        assertThat(answer.overview().instruments()).isEqualTo(1);
        assertThat(answer.overview().averageChangePercent24h()).isEqualTo("-3");
        assertThat(answer.overview().breadth()).isEqualTo("-1");
        assertThat(answer.overview().sentiment()).isEqualTo("BEARISH");
        assertThat(answer.overview().markets()).containsExactly(new PulseAnswer.Market("USDT", 1, "7", "-3"));
        assertThat(answer.overview().gainers()).isEmpty();
        assertThat(answer.overview().losers()).containsExactly(new PulseAnswer.Mover(ETH, "1", "-3"));
    }

    @Test
    void historyIsPagedByCursor() {
        stores.stored = List.of(at(4), at(3), at(2), at(1));

        PulsePage first = queries.history("BTC", "0", null, "3", null);
        assertThat(first.pulse()).containsExactly(at(4), at(3), at(2));
        assertThat(first.next()).isEqualTo(Long.toString((NOW - MINUTE) / 1_000));
        PulsePage last = queries.history("BTC", null, null, "3", first.next());
        assertThat(last.pulse()).containsExactly(at(1));
        assertThat(last.next()).isNull();
        assertThat(queries.history("BTC", null, null, "2", null).pulse()).containsExactly(at(2), at(1));
    }

    @Test
    void whatIsAskedWronglyIsToldByItsName() {
        assertThatThrownBy(() -> queries.history("NOPE", null, null, null, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("there is no instrument 'NOPE'");
        assertThatThrownBy(() -> queries.history("BTC", "x", null, null, null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("from 'x' is not a time");
        assertThatThrownBy(() -> queries.history("BTC", null, null, "1001", null))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("limit '1001' is not allowed");
    }

    private static Pulse at(int minutesAgo) {
        return pulse(BTC, NOW - minutesAgo * MINUTE, "1", "1", "7");
    }
}
