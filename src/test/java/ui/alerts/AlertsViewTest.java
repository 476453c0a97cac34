package ui.alerts;

import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ui.TestAlerts;
import ui.TestBrowser;
import ui.TestLayouts;
import ui.TestLogin;
import ui.TestMarket;
import ui.live.ManualTicks;

class AlertsViewTest {

    private final TestMarket market = new TestMarket();
    private final TestAlerts alerts = new TestAlerts(market);
    private final ManualTicks ticks = new ManualTicks();
    private final TestBrowser browser = TestLayouts.browser(market, alerts, ticks)
            .with(
                    AlertsView.class,
                    () -> new AlertsView(
                            market.hub(), alerts.queries(), market.queries(), new AuthenticationContext(), ticks))
            .with(
                    RulesView.class,
                    () -> new RulesView(alerts.rules(), market.queries(), new AuthenticationContext(), ticks));

    @BeforeEach
    void open() {
        Set<Class<? extends Component>> views = new HashSet<>(TestLayouts.VIEWS);
        views.addAll(List.of(AlertsView.class, RulesView.class));
        browser.open(views, Set.of());
    }

    @AfterEach
    void close() {
        TestLogin.asNobody();
        browser.close();
    }

    @Test
    void showsHistoryThenWhatHappens() {
        Alert stored = alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 60);
        alerts.store(stored);
        navigate("");
        assertThat(shown()).isEmpty();
        ticks.runBackground();
        assertThat(shown()).containsExactly(stored);

        Alert live = alert(AlertKind.GAP, AlertSeverity.CRITICAL, 1);
        alerts.tell(live);
        ticks.tick();
        assertThat(shown()).containsExactly(live, stored);
        AlertRow row = _get(AlertGrid.class).shown().get(0);
        assertThat(row.severity()).isEqualTo("Critical");
        assertThat(row.subject()).isEqualTo("BTC/USDT");
        assertThat(row.href()).isEqualTo("chart/binance:BTC-USDT?interval=1m");
        assertThat(row.exactTime()).isEqualTo("2026-01-01 11:59:59 UTC");

        Alert over = live.resolved(market.clock().instant().plusSeconds(124));
        alerts.tell(over);
        ticks.tick();
        assertThat(shown()).containsExactly(over, stored);
        assertThat(_get(AlertGrid.class).shown().get(0).status()).isEqualTo("Resolved after 2 min 5 s");
    }

    @Test
    void addressSaysWhichAreShown() {
        alerts.store(
                alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 60),
                alert(AlertKind.GAP, AlertSeverity.CRITICAL, 50));
        navigate("severity=CRITICAL&status=ACTIVE&kind=gap&symbol=BTC");
        ticks.runBackground();
        assertThat(shown()).extracting(Alert::kind).containsExactly(AlertKind.GAP);

        alerts.tell(alert(AlertKind.GAP, AlertSeverity.INFO, 2));
        alerts.tell(alert(AlertKind.GAP, AlertSeverity.CRITICAL, 1));
        ticks.tick();
        assertThat(shown()).extracting(Alert::severity).containsExactly(AlertSeverity.CRITICAL, AlertSeverity.CRITICAL);
    }

    @Test
    void whatIsChosenGoesToTheAddress() {
        alerts.store(alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 60));
        navigate("kind=price-move");
        ComboBox<AlertFilter.Status> status = statusFilter();
        status.setValue(AlertFilter.Status.RESOLVED);
        ComponentUtil.fireEvent(status, new AbstractField.ComponentValueChangeEvent<>(status, status, null, true));
        ticks.runBackground();

        assertThat(UI.getCurrent().getActiveViewLocation().getQueryParameters().getParameters())
                .containsOnly(entry("status", List.of("RESOLVED")), entry("kind", List.of("price-move")));
        assertThat(shown()).isEmpty();
    }

    @Test
    void olderOnesComeWhenTheyAreAskedFor() {
        for (int i = 0; i < LiveAlerts.PAGE + 5; i++) {
            alerts.store(alert(AlertKind.PRICE_MOVE, AlertSeverity.INFO, 10 + i));
        }
        navigate("");
        ticks.runBackground();
        assertThat(shown()).hasSize(LiveAlerts.PAGE);

        _click(_get(Button.class, search -> search.withText("Show older alerts")));
        ticks.runBackground();
        assertThat(shown()).hasSize(LiveAlerts.PAGE + 5);
        assertThat(_find(Button.class, search -> search.withText("Show older alerts")))
                .isEmpty();
    }

    @Test
    void databaseAwayIsSaidAndNewsGoOn() {
        alerts.store(alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 60));
        alerts.loseDatabase();
        navigate("");
        ticks.runBackground();
        assertThat(notices()).hasSize(1);

        Alert live = alert(AlertKind.GAP, AlertSeverity.CRITICAL, 1);
        market.hub().publish(live);
        ticks.tick();
        assertThat(shown()).containsExactly(live);

        alerts.findDatabase();
        ticks.tick();
        ticks.runBackground();
        assertThat(notices()).isEmpty();
        assertThat(shown()).hasSize(2);
    }

    @Test
    void whoIsNotLoggedInCannotAcknowledge() {
        Alert alert = alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 60);
        alerts.store(alert);
        navigate("");
        ticks.runBackground();
        assertThat(_get(AlertGrid.class).getColumns())
                .noneMatch(
                        column -> column.isVisible() && column.getHeaderText().isEmpty());

        _get(AlertGrid.class).acknowledge(alert.id());
        ticks.runBackground();
        assertThat(alerts.audit()).isEmpty();
        assertThat(shown().get(0).acknowledgedBy()).isNull();
    }

    @Test
    void adminAcknowledgesInHisName() {
        TestLogin.asAdmin();
        Alert alert = alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 60);
        alerts.store(alert);
        navigate("");
        ticks.runBackground();
        AlertGrid grid = _get(AlertGrid.class);
        assertThat(grid.row(alert.id()).isOpen()).isTrue();

        grid.acknowledge(alert.id());
        assertThat(grid.row(alert.id()).busy()).isTrue();
        ticks.runBackground();
        assertThat(grid.row(alert.id()).acknowledged()).isEqualTo("Acknowledged by admin");
        assertThat(grid.row(alert.id()).busy()).isFalse();
        assertThat(alerts.audit()).containsExactly("admin alert.acknowledge");

        grid.acknowledge(alert.id());
        ticks.runBackground();
        assertThat(alerts.audit()).hasSize(1);
    }

    @Test
    void acknowledgingThatFailsIsSaidAndCanBeTriedAgain() {
        TestLogin.asAdmin();
        Alert alert = alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 60);
        alerts.store(alert);
        navigate("");
        ticks.runBackground();
        alerts.loseDatabase();
        _get(AlertGrid.class).acknowledge(alert.id());
        ticks.runBackground();

        NotificationsKt.expectNotifications("It is not known whether that was done: try again in a moment.");
        assertThat(_get(AlertGrid.class).row(alert.id()).busy()).isFalse();
        assertThat(_get(AlertGrid.class).row(alert.id()).isOpen()).isTrue();
    }

    @Test
    void criticalOnesAreToldOnOtherPagesOnly() {
        navigate("");
        market.hub().publish(alert(AlertKind.GAP, AlertSeverity.CRITICAL, 1));
        ticks.tick();
        assertThat(NotificationsKt.getNotifications()).isEmpty();

        UI.getCurrent().navigate("alerts/rules");
        market.hub().publish(alert(AlertKind.GAP, AlertSeverity.CRITICAL, 1));
        ticks.tick();
        assertThat(NotificationsKt.getNotifications()).hasSize(1);
    }

    @Test
    void letsGoOfEverythingWhenItIsLeft() {
        navigate("");
        int watching = ticks.repeatedTasks();
        navigate("severity=INFO");
        assertThat(ticks.repeatedTasks()).isEqualTo(watching);
        UI.getCurrent().navigate("alerts/rules");

        // One for the list of rules in the place of two for the alerts.
        assertThat(ticks.repeatedTasks()).isEqualTo(watching - 1);
    }

    private static void navigate(String query) {
        UI.getCurrent().navigate("alerts", QueryParameters.fromString(query));
    }

    private static List<Alert> shown() {
        return _get(AlertGrid.class).shown().stream().map(AlertRow::alert).toList();
    }

    @SuppressWarnings("unchecked")
    private static ComboBox<AlertFilter.Status> statusFilter() {
        return _get(_get(AlertFilters.class), ComboBox.class, search -> search.withPlaceholder("Any status"));
    }

    private static List<Div> notices() {
        return _find(_get(AlertsView.class), Div.class, search -> search.withClasses("souk-notice"));
    }

    private Alert alert(AlertKind kind, AlertSeverity severity, int secondsBefore) {
        return alerts.alert(kind, severity, secondsBefore);
    }
}
