package ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import org.junit.jupiter.api.Test;
import ui.TestAlerts;
import ui.TestMarket;

class AlertFilterTest {

    private final TestMarket market = new TestMarket();
    private final TestAlerts alerts = new TestAlerts(market);
    private final List<String> complaints = new ArrayList<>();

    @Test
    void addressSaysAllOfItAndIsReadBackAsItWas() {
        AlertFilter filter = new AlertFilter(
                Optional.of(TestMarket.BTC),
                Set.of(AlertKind.GAP, AlertKind.PRICE_MOVE),
                Set.of(AlertSeverity.CRITICAL, AlertSeverity.WARNING),
                Optional.of(AlertFilter.Status.ACTIVE));
        QueryParameters address = filter.address();

        assertThat(address.getParameters())
                .containsOnly(
                        entry("severity", List.of("WARNING,CRITICAL")),
                        entry("status", List.of("ACTIVE")),
                        entry("kind", List.of("price-move,gap")),
                        entry("symbol", List.of("binance:BTC-USDT")));
        assertThat(parse(address.getQueryString())).isEqualTo(filter);
        assertThat(complaints).isEmpty();
    }

    @Test
    void takesAliasesAndAnyCase() {
        AlertFilter filter = parse("symbol=btc&severity=critical&status=resolved&kind=GAP");

        assertThat(filter)
                .isEqualTo(new AlertFilter(
                        Optional.of(TestMarket.BTC),
                        Set.of(AlertKind.GAP),
                        Set.of(AlertSeverity.CRITICAL),
                        Optional.of(AlertFilter.Status.RESOLVED)));
    }

    @Test
    void whatIsUnknownIsSaidAndLeftOut() {
        assertThat(parse("symbol=NOPE&severity=LOUD&status=MAYBE&kind=magic")).isEqualTo(AlertFilter.ALL);
        assertThat(complaints)
                .containsExactly(
                        "There is no instrument called “NOPE”; all are shown.",
                        "There is no kind called “magic”; all are shown.",
                        "There is no severity called “LOUD”; all are shown.",
                        "There is no status called “MAYBE”; all are shown.");
    }

    @Test
    void newsAreHeldAgainstItAsHistoryIs() {
        Alert alert = alerts.alert(AlertKind.GAP, AlertSeverity.WARNING, 10);
        Alert over = alert.resolved(market.clock().instant());

        assertThat(AlertFilter.ALL.matches(alert)).isTrue();
        assertThat(parse("status=ACTIVE").matches(alert)).isTrue();
        assertThat(parse("status=ACTIVE").matches(over)).isFalse();
        assertThat(parse("status=RESOLVED").matches(over)).isTrue();
        assertThat(parse("symbol=ETH").matches(alert)).isFalse();
        assertThat(parse("severity=CRITICAL,INFO").matches(alert)).isFalse();
        assertThat(parse("kind=silence").matches(alert)).isFalse();
    }

    private AlertFilter parse(String query) {
        return AlertFilter.parse(QueryParameters.fromString(query), market.queries()::find, complaints::add);
    }
}
