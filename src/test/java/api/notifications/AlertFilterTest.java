package api.notifications;

import static market.TestAlerts.acknowledged;
import static market.TestAlerts.move;
import static market.TestAlerts.resolved;
import static market.TestAlerts.silence;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import market.AlertKind;
import market.AlertSeverity;
import org.junit.jupiter.api.Test;

class AlertFilterTest {

    @Test
    void allLetsEverythingThrough() {
        assertThat(AlertFilter.ALL.passes(move(1, AlertSeverity.INFO))).isTrue();
        assertThat(AlertFilter.ALL.passes(silence(2))).isTrue();
        assertThat(AlertFilter.ALL.passes(resolved(silence(2)))).isTrue();
    }

    @Test
    void onlyTheKindsThatAreNamed() {
        AlertFilter filter =
                new AlertFilter(Set.of(AlertKind.FEED_SILENCE, AlertKind.GAP), AlertSeverity.INFO, Set.of(), true);

        assertThat(filter.passes(silence(1))).isTrue();
        assertThat(filter.passes(move(2))).isFalse();
    }

    @Test
    void whatMattersLessIsNotTold() {
        AlertFilter filter = new AlertFilter(Set.of(), AlertSeverity.WARNING, Set.of(), true);

        assertThat(filter.passes(move(1, AlertSeverity.INFO))).isFalse();
        assertThat(filter.passes(move(1, AlertSeverity.WARNING))).isTrue();
        assertThat(filter.passes(move(1, AlertSeverity.CRITICAL))).isTrue();
    }

    @Test
    void whoNamesInstrumentsHearsOfNoOthersAndOfNoFeeds() {
        AlertFilter bitcoin = new AlertFilter(Set.of(), AlertSeverity.INFO, Set.of("binance:BTC-USDT"), true);
        AlertFilter ether = new AlertFilter(Set.of(), AlertSeverity.INFO, Set.of("binance:ETH-USDT"), true);

        assertThat(bitcoin.passes(move(1))).isTrue();
        assertThat(ether.passes(move(1))).isFalse();
        assertThat(bitcoin.passes(silence(1))).isFalse();
    }

    @Test
    void thatAnAlertIsOverNeedNotBeTold() {
        AlertFilter filter = new AlertFilter(Set.of(), AlertSeverity.INFO, Set.of(), false);

        assertThat(filter.passes(move(1))).isTrue();
        assertThat(filter.passes(acknowledged(move(1)))).isTrue();
        assertThat(filter.passes(resolved(move(1)))).isFalse();
    }
}
