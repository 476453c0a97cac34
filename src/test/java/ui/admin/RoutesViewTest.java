package ui.admin;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.github.mvysny.kaributesting.v10.pro.ConfirmDialogKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import market.AuditEntry;
import ops.Audit;
import ops.RouteAction;
import ops.RouteControl;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import storage.AuditStore;
import ui.live.ManualTicks;

class RoutesViewTest {

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final Trail trail = new Trail();
    private final ManualTicks ticks = new ManualTicks();
    private RoutesView view;
    private RouteGrid grid;

    @BeforeEach
    void open() throws Exception {
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:work")
                        .routeId("work")
                        .routeGroup("engine")
                        .routeDescription("Does the work")
                        .log("done");
            }
        });
        camel.start();
        MockVaadin.setup();
        SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("olga", "", "ROLE_ADMIN"));
        view = new RoutesView(new RouteControl(camel, trail), new Audit(trail), new AuthenticationContext(), ticks);
        UI.getCurrent().add(view);
        ticks.runBackground();
        grid = _get(view, RouteGrid.class);
    }

    @AfterEach
    void close() {
        SecurityContextHolder.clearContext();
        MockVaadin.tearDown();
        camel.stop();
    }

    @Test
    void showsEveryRouteWithWhatCanBeDone() {
        RouteRow row = grid.row("work");

        assertThat(row.status().description()).isEqualTo("Does the work");
        assertThat(row.status().group()).isEqualTo("engine");
        assertThat(row.stateText()).isEqualTo("Started");
        assertThat(row.actions()).containsExactly("STOP", "SUSPEND");
    }

    @Test
    void stopIsDoneOnlyWhenItIsConfirmed() {
        view.ask(grid.row("work"), RouteAction.STOP);
        ticks.runBackground();
        assertThat(camel.getRouteController().getRouteStatus("work").isStarted())
                .isTrue();

        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        assertThat(grid.row("work").stateText()).isEqualTo("Stopping…");
        assertThat(grid.row("work").actions()).isEmpty();
        ticks.runBackground();

        assertThat(camel.getRouteController().getRouteStatus("work").isStopped())
                .isTrue();
        assertThat(grid.row("work").actions()).containsExactly("START");
        assertThat(trail.entries)
                .singleElement()
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::target, AuditEntry::outcome)
                .containsExactly("olga", "route.stop", "work", "ok");
        NotificationsKt.expectNotifications("Route work is stopped.");
    }

    @Test
    void failureIsToldInASentence() {
        view.ask(grid.row("work"), RouteAction.RESUME);
        ConfirmDialogKt._fireConfirm(_get(ConfirmDialog.class));
        ticks.runBackground();

        NotificationsKt.expectNotifications(
                "Route 'work' could not be told to resume: it is started, and can only be told to stop or suspend");
        assertThat(grid.row("work").stateText()).isEqualTo("Started");
    }

    @Test
    void routesAreShownAndStopLookingWhenTheAuditCannotBeRead() {
        trail.away = true;
        ticks.tick();
        ticks.runBackground();
        assertThat(grid.row("work").stateText()).isEqualTo("Started");

        view.removeFromParent();

        assertThat(ticks.repeatedTasks()).isZero();
    }

    private static final class Trail extends AuditStore {

        private final List<AuditEntry> entries = new ArrayList<>();
        private boolean away;

        Trail() {
            super(null);
        }

        @Override
        public void add(String actor, String action, String target, String outcome) {
            entries.add(0, new AuditEntry(Instant.EPOCH, actor, action, target, outcome));
        }

        @Override
        public List<AuditEntry> newest(int limit) {
            if (away) {
                throw new IllegalStateException("the database is away");
            }
            return List.copyOf(entries);
        }
    }
}
