package ui.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import org.junit.jupiter.api.Test;
import ui.TestAlerts;
import ui.TestMarket;

class AlertListTest {

    private final TestMarket market = new TestMarket();
    private final TestAlerts alerts = new TestAlerts(market);
    private final AlertList list = new AlertList(alert -> true);
    private final AlertList active = new AlertList(Alert::isActive);

    @Test
    void newestIsFirstWhateverTheOrderOfArrival() {
        Alert older = alert(20);
        Alert newer = alert(10);
        list.accept(List.of(newer, older));

        assertThat(list.all()).containsExactly(newer, older);
    }

    @Test
    void historyThatIsReadLateDoesNotUndoNews() {
        Alert raised = alert(10);
        Alert over = raised.resolved(market.clock().instant());
        list.accept(List.of(over));
        list.begin(List.of(raised), false);

        assertThat(list.all()).containsExactly(over);
    }

    @Test
    void whatIsNotWantedAnyMoreLeavesAndDoesNotComeBackWithOldHistory() {
        Alert raised = alert(10);
        active.accept(List.of(raised));
        boolean changed = active.accept(List.of(raised.resolved(market.clock().instant())));

        assertThat(changed).isTrue();
        assertThat(active.all()).isEmpty();
        active.begin(List.of(raised), false);
        assertThat(active.all()).isEmpty();
    }

    @Test
    void sameNewsTwiceChangeNothing() {
        Alert raised = alert(10);

        assertThat(list.accept(List.of(raised))).isTrue();
        assertThat(list.accept(List.of(raised))).isFalse();
    }

    @Test
    void thereIsNoHoleBetweenPagesAndNews() {
        List<Alert> history = history(6);
        Alert resolvedLate = history.get(5).resolved(market.clock().instant());
        list.accept(List.of(resolvedLate));
        list.begin(history.subList(0, 3), true);
        list.accept(List.of(resolvedLate));

        assertThat(list.all()).isEqualTo(history.subList(0, 3));
        assertThat(list.hasMore()).isTrue();

        list.append(history.get(2), List.of(history.get(3), history.get(4), resolvedLate), false);
        assertThat(list.all()).hasSize(6).endsWith(resolvedLate);
        assertThat(list.hasMore()).isFalse();
    }

    @Test
    void pageThatFollowsWhatIsGoneMeanwhileIsLeftOut() {
        List<Alert> history = history(4);
        list.begin(history.subList(0, 2), true);
        list.append(history.get(0), history.subList(2, 4), false);

        assertThat(list.all()).hasSize(2);
        assertThat(list.hasMore()).isTrue();
    }

    @Test
    void listThatStaysOpenAllDayKeepsTheNewest() {
        List<Alert> all = history(AlertList.KEPT + 3);
        list.accept(all);

        assertThat(list.all()).isEqualTo(all.subList(0, AlertList.KEPT));
        assertThat(list.hasMore()).isTrue();
    }

    @Test
    void whoAsksForOlderOnesKeepsThem() {
        List<Alert> all = history(AlertList.KEPT + 3);
        list.begin(all.subList(0, AlertList.KEPT), true);
        list.append(all.get(AlertList.KEPT - 1), all.subList(AlertList.KEPT, all.size()), false);

        assertThat(list.all()).isEqualTo(all);
    }

    @Test
    void checkFindsWhatWasLostOnTheWay() {
        Alert ended = alert(20);
        Alert there = alert(10);
        active.begin(List.of(there, ended), false);
        List<Alert> before = active.all();
        Alert live = alert(1);
        active.accept(List.of(live));
        Alert missed = alert(15);

        assertThat(active.check(List.of(there, missed), false, before)).isTrue();
        assertThat(active.all()).containsExactly(live, there, missed);
    }

    @Test
    void checkSaysNothingOfWhatIsBeyondItsPage() {
        List<Alert> history = history(4);
        list.begin(history, false);

        assertThat(list.check(history.subList(0, 2), true, history)).isFalse();
        assertThat(list.all()).isEqualTo(history);
    }

    private List<Alert> history(int length) {
        List<Alert> history = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            history.add(alert(10 + i));
        }
        return history;
    }

    private Alert alert(int secondsBefore) {
        return alerts.alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, secondsBefore);
    }
}
