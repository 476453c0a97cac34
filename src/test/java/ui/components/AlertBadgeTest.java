package ui.components;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import java.time.Duration;
import java.util.List;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ui.TestAlerts;
import ui.TestMarket;
import ui.live.ManualTicks;

class AlertBadgeTest {

    private final TestMarket market = new TestMarket();
    private final TestAlerts alerts = new TestAlerts(market);
    private final ManualTicks ticks = new ManualTicks();
    private AlertBadge badge;

    @BeforeEach
    void open() {
        MockVaadin.setup();
        badge = new AlertBadge(alerts.open(ticks), ticks);
        UI.getCurrent().add(badge);
    }

    @AfterEach
    void close() {
        MockVaadin.tearDown();
    }

    @Test
    void zeroShowsNothing() {
        count();

        _assertNone(AlertBadge.class);
    }

    @Test
    void followsWhatIsRaisedAcknowledgedAndOver() {
        Alert first = alerts.alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 10);
        Alert second = alerts.alert(AlertKind.GAP, AlertSeverity.WARNING, 5);
        alerts.tell(first);
        alerts.tell(second);
        count();
        assertThat(texts()).containsExactly("2", ", 2 active alerts not acknowledged");

        alerts.tell(TestAlerts.acknowledged(first, "admin", market.clock().instant()));
        count();
        assertThat(texts()).containsExactly("1", ", 1 active alert not acknowledged");

        alerts.tell(second.resolved(market.clock().instant()));
        count();
        _assertNone(AlertBadge.class);
    }

    @Test
    void whatWasLostOnItsWayIsCountedAfterAWhile() {
        count();
        alerts.store(alerts.alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 10));
        count();
        _assertNone(AlertBadge.class);

        market.pass(Duration.ofSeconds(20));
        count();
        assertThat(texts()).startsWith("1");
    }

    @Test
    void databaseAwayLeavesTheNumber() {
        alerts.tell(alerts.alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 10));
        count();
        alerts.loseDatabase();
        market.pass(Duration.ofSeconds(20));
        count();

        assertThat(texts()).startsWith("1");
    }

    @Test
    void letsGoWhenItIsGone() {
        badge.removeFromParent();

        assertThat(ticks.repeatedTasks()).isZero();
    }

    /** The badge asks, the database answers, the badge looks again. */
    private void count() {
        ticks.tick();
        ticks.runBackground();
        ticks.tick();
    }

    private static List<String> texts() {
        return _find(_get(AlertBadge.class), Span.class).stream()
                .filter(span -> span.getChildren().findAny().isEmpty())
                .map(Span::getText)
                .toList();
    }
}
