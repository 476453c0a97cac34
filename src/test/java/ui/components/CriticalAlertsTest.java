package ui.components;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.router.Route;
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
import ui.TestMarket;
import ui.live.ManualTicks;

class CriticalAlertsTest {

    private final TestMarket market = new TestMarket();
    private final TestAlerts alerts = new TestAlerts(market);
    private final ManualTicks ticks = new ManualTicks();
    private final TestBrowser browser = new TestBrowser();

    @BeforeEach
    void open() {
        browser.open(Set.of(Elsewhere.class), Set.of());
        UI.getCurrent().navigate(Elsewhere.class);
        UI.getCurrent().add(new CriticalAlerts(market.hub(), ticks));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void tellsWhatWasRaisedAndLeadsToIt() {
        raise(AlertSeverity.CRITICAL);
        ticks.tick();

        assertThat(told()).containsExactly("BTC/USDT at binance did what it seldom does");
        assertThat(_get(notification(), Anchor.class).getHref()).isEqualTo("alerts?severity=CRITICAL&status=ACTIVE");
    }

    @Test
    void manyAreOneNotificationThatCounts() {
        raise(AlertSeverity.CRITICAL);
        raise(AlertSeverity.CRITICAL);
        ticks.tick();
        assertThat(told()).containsExactly("2 critical alerts");

        raise(AlertSeverity.CRITICAL);
        ticks.tick();
        assertThat(NotificationsKt.getNotifications()).hasSize(1);
        assertThat(told()).containsExactly("3 critical alerts");
    }

    @Test
    void countsAnewOnceTheLastOneIsGone() {
        raise(AlertSeverity.CRITICAL);
        ticks.tick();
        notification().close();
        raise(AlertSeverity.CRITICAL);
        ticks.tick();

        assertThat(told()).containsExactly("BTC/USDT at binance did what it seldom does");
    }

    @Test
    void tellsOfNothingElse() {
        raise(AlertSeverity.WARNING);
        Alert alert = alerts.alert(AlertKind.GAP, AlertSeverity.CRITICAL, 10);
        market.hub().publish(alert.resolved(market.clock().instant()));
        market.hub()
                .publish(TestAlerts.acknowledged(
                        alerts.alert(AlertKind.GAP, AlertSeverity.CRITICAL, 5),
                        "admin",
                        market.clock().instant()));
        ticks.tick();

        assertThat(NotificationsKt.getNotifications()).isEmpty();
    }

    @Test
    void tellsOnceHoweverOftenAnAlertComesBy() {
        Alert alert = alerts.alert(AlertKind.GAP, AlertSeverity.CRITICAL, 10);
        market.hub().publish(alert);
        ticks.tick();
        notification().close();
        market.hub().publish(alert);
        ticks.tick();

        assertThat(NotificationsKt.getNotifications()).isEmpty();
    }

    @Test
    void tellsOfOneThatBecameCritical() {
        Alert alert = raise(AlertSeverity.WARNING);
        ticks.tick();
        market.hub().publish(alert.escalated(AlertSeverity.CRITICAL, alert.value(), alert.threshold(), alert.text()));
        ticks.tick();

        assertThat(told()).hasSize(1);
    }

    private Alert raise(AlertSeverity severity) {
        Alert alert = alerts.alert(AlertKind.PRICE_MOVE, severity, 1);
        market.hub().publish(alert);
        return alert;
    }

    private static Notification notification() {
        return NotificationsKt.getNotifications().get(0);
    }

    private static List<String> told() {
        return _find(notification(), Div.class).stream()
                .filter(div -> div.getChildren().findAny().isEmpty())
                .map(Div::getText)
                .toList();
    }

    @Route("elsewhere")
    public static class Elsewhere extends Div {

        private static final long serialVersionUID = 1L;
    }
}
