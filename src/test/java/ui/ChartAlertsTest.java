package ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import market.Interval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ui.components.AlertMark;
import ui.components.CandleChart;
import ui.live.ManualTicks;

class ChartAlertsTest {

    private static final long NOON = Instant.parse("2026-01-01T12:00:00Z").getEpochSecond();

    private final TestMarket market = new TestMarket();
    private final TestAlerts alerts = new TestAlerts(market);
    private final ManualTicks ticks = new ManualTicks();
    private final RecordingChart chart = new RecordingChart();

    @BeforeEach
    void open() {
        MockVaadin.setup();
    }

    @AfterEach
    void close() {
        MockVaadin.tearDown();
    }

    @Test
    void eachIsMarkedAtItsCandle() {
        List<AlertMark> marks = AlertMarks.of(
                List.of(
                        alert(AlertKind.GAP, AlertSeverity.CRITICAL, 10),
                        alert(AlertKind.PRICE_MOVE, AlertSeverity.INFO, 130)),
                Interval.M1);

        assertThat(marks).extracting(AlertMark::candleStart).containsExactly(NOON - 180, NOON - 60);
        assertThat(marks.get(1).signs()).containsExactly(new AlertMark.Sign(AlertSeverity.CRITICAL, "Gap"));
        assertThat(marks.get(1).sentences()).containsExactly("BTC/USDT at binance did what it seldom does");
    }

    @Test
    void aLongerCandleHoldsTheAlertsOfItsShorterOnes() {
        List<AlertMark> marks = AlertMarks.of(
                List.of(
                        alert(AlertKind.PRICE_MOVE, AlertSeverity.INFO, 130),
                        alert(AlertKind.GAP, AlertSeverity.WARNING, 10)),
                Interval.M5);

        assertThat(marks).extracting(AlertMark::candleStart).containsExactly(NOON - 300);
        assertThat(marks.get(0).signs())
                .containsExactly(
                        new AlertMark.Sign(AlertSeverity.WARNING, "Gap"),
                        new AlertMark.Sign(AlertSeverity.INFO, "Move"));
    }

    @Test
    void moreThanAFewAreOneMarkOfTheWorstThatCounts() {
        List<Alert> many = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            many.add(alert(AlertKind.PRICE_MOVE, i == 3 ? AlertSeverity.CRITICAL : AlertSeverity.WARNING, 10 + i));
        }
        List<AlertMark> marks = AlertMarks.of(many, Interval.M1);

        assertThat(marks).hasSize(1);
        assertThat(marks.get(0).signs()).containsExactly(new AlertMark.Sign(AlertSeverity.CRITICAL, "7 alerts"));
        assertThat(marks.get(0).sentences()).hasSize(AlertMarks.SENTENCES).endsWith("and 3 more");
    }

    @Test
    void showsHistoryThenWhatIsRaised() {
        alerts.store(alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 200));
        ChartAlerts live = start();
        ticks.runBackground();
        assertThat(chart.marks).hasSize(1);

        market.hub().publish(alert(AlertKind.GAP, AlertSeverity.CRITICAL, 10));
        ticks.tick();
        assertThat(chart.marks).hasSize(2);

        live.stop();
        market.hub().publish(alert(AlertKind.GAP, AlertSeverity.CRITICAL, 100));
        ticks.tick();
        assertThat(chart.marks).hasSize(2);
        assertThat(ticks.repeatedTasks()).isZero();
    }

    @Test
    void whatChangesNoMarkIsNotSentAgain() {
        Alert alert = alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 200);
        alerts.store(alert);
        start();
        ticks.runBackground();
        int sent = chart.sent;
        market.hub().publish(alert.resolved(market.clock().instant()));
        ticks.tick();

        assertThat(chart.sent).isEqualTo(sent);
    }

    @Test
    void historyComesOnceTheDatabaseIsBack() {
        alerts.store(alert(AlertKind.PRICE_MOVE, AlertSeverity.WARNING, 200));
        alerts.loseDatabase();
        start();
        ticks.runBackground();
        assertThat(chart.marks).isEmpty();

        alerts.findDatabase();
        ticks.tick();
        ticks.runBackground();
        assertThat(chart.marks).hasSize(1);
    }

    private ChartAlerts start() {
        ChartAlerts live = new ChartAlerts(
                market.hub(), alerts.queries(), ticks, UI.getCurrent(), TestMarket.BTC, Interval.M1, chart);
        live.start();
        return live;
    }

    private Alert alert(AlertKind kind, AlertSeverity severity, int secondsBefore) {
        return alerts.alert(kind, severity, secondsBefore);
    }

    private static final class RecordingChart extends CandleChart {

        private static final long serialVersionUID = 1L;

        private List<AlertMark> marks = List.of();
        private int sent;

        @Override
        public void setAlerts(List<AlertMark> shown) {
            marks = shown;
            sent++;
        }
    }
}
