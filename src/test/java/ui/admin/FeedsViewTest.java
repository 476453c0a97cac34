package ui.admin;

import static com.github.mvysny.kaributesting.v10.LocatorJ._click;
import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import market.FeedReport;
import market.FeedState;
import market.RecordingStatus;
import market.TestFeedReports;
import ops.FeedControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ui.live.ManualTicks;

class FeedsViewTest {

    private static final Duration AGE = Duration.ofSeconds(310);

    private final ManualTicks ticks = new ManualTicks();
    private final List<String> told = new ArrayList<>();
    private List<FeedReport> reports = List.of(TestFeedReports.live("one"), TestFeedReports.live("two"));
    private FeedsView view;
    private FeedGrid grid;

    @BeforeEach
    void open() {
        MockVaadin.setup();
        FeedControl control = new FeedControl(null, null, null) {
            @Override
            public List<FeedReport> feeds() {
                return reports;
            }

            @Override
            public void record(String feed, boolean on, String actor) {
                told.add(feed + " " + on + " by " + actor);
            }
        };
        view = new FeedsView(
                control,
                Clock.fixed(TestFeedReports.SINCE.plus(AGE), ZoneOffset.UTC),
                new AuthenticationContext(),
                ticks);
        UI.getCurrent().add(view);
        grid = _get(view, FeedGrid.class);
    }

    @AfterEach
    void close() {
        MockVaadin.tearDown();
    }

    @Test
    void everyFeedIsShownWithItsStateInWords() {
        FeedRow row = grid.row("one");

        assertThat(row.stateText()).isEqualTo("Live");
        assertThat(row.stateClass()).isEqualTo("live");
        assertThat(row.since()).isEqualTo("for 5 min 10 s");
        assertThat(row.lastFrame()).isEqualTo("10 s ago");
        assertThat(row.rate()).isEqualTo("12.5");
        assertThat(row.skew()).isEqualTo("−35 ms");
        assertThat(row.gaps()).isEqualTo("3");
        assertThat(row.error()).isEqualTo("the connection broke (6 min 10 s ago)");
        assertThat(grid.row("two")).isNotNull();
    }

    @Test
    void whatChangesIsShownAtTheNextTick() {
        reports = List.of(TestFeedReports.report("one", FeedState.BACKING_OFF, "refused", 1, Optional.empty()));

        ticks.tick();
        MockVaadin.clientRoundtrip();

        assertThat(grid.row("one").stateText()).isEqualTo("Backing off");
        assertThat(grid.row("one").status().reason()).isEqualTo("refused");
        assertThat(grid.row("one").gaps()).as("while the database is away").isEqualTo("?");
        assertThat(grid.row("two")).isNull();
    }

    @Test
    void theDetailsTellOfEveryChannel() {
        FeedDetail detail = new FeedDetail("one", on -> {});
        detail.show(grid.row("one"));

        assertThat(detail.getChildren().toList()).isNotEmpty();
        assertThat(_find(detail, NativeTableCell.class))
                .extracting(NativeTableCell::getText)
                .containsExactly(
                        "binance:BTC-USDT",
                        "trade",
                        "1 s",
                        "10 s",
                        "3 open, 1 not to be filled: too old",
                        "–",
                        "binance:ETH-USDT",
                        "trade",
                        "never heard, 5 min 0 s",
                        "5 min 0 s",
                        "–",
                        "no such symbol");
    }

    @Test
    void aFeedIsRecordedByAButtonInItsDetails() {
        FeedDetail detail = new FeedDetail("one", on -> view.record("one", on));
        detail.show(grid.row("one"));
        assertThat(_find(detail, Span.class)).extracting(Span::getText).containsExactly("Off");

        _click(_get(detail, Button.class, search -> search.withText("Record")));
        ticks.runBackground();

        assertThat(told).containsExactly("one true by unknown");
        NotificationsKt.expectNotifications("Feed one is recorded.");
    }

    @Test
    void whatIsRecordedIsShownInWords() {
        assertThat(recording(new RecordingStatus(true, "r/one.part", 1_234_567, 5_000, 0, null)))
                .isEqualTo("r/one.part, 1.23 MB; 5,000 frames");
        assertThat(recording(new RecordingStatus(true, null, 0, 0, 0, null))).isEqualTo("Waits for the first frame");
        assertThat(recording(new RecordingStatus(true, null, 0, 7, 12, "the disk is full")))
                .isEqualTo("the disk is full; 12 frames were left out");
        assertThat(recording(new RecordingStatus(false, null, 0, 7, 12, null)))
                .isEqualTo("Off; 7 frames, 12 were left out");
    }

    private static String recording(RecordingStatus status) {
        FeedReport report = TestFeedReports.live("one");
        return new FeedRow(new FeedReport(report.status(), report.gaps(), status), TestFeedReports.SINCE).recording();
    }

    @Test
    void aViewThatIsLeftDoesNotLookAnyMore() {
        assertThat(ticks.repeatedTasks()).isOne();

        view.removeFromParent();

        assertThat(ticks.repeatedTasks()).isZero();
    }
}
