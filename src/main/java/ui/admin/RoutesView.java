package ui.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import market.AuditEntry;
import ops.Audit;
import ops.RouteAction;
import ops.RouteControl;
import ops.RouteControlException;
import ops.RouteStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ui.MainLayout;
import ui.components.WindowWidth;
import ui.live.Beat;
import ui.live.Ticks;

/** Shows and steers the routes of this process, and tells who did so before. */
@Route(value = "admin/routes", layout = MainLayout.class)
@PageTitle("Routes · Souk")
@Menu(title = "Routes", order = 10, icon = "vaadin:cluster")
@RolesAllowed("ADMIN")
class RoutesView extends Div {

    private static final Logger log = LoggerFactory.getLogger(RoutesView.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);
    private static final int AUDIT_ROWS = 20;

    private final RouteControl control;
    private final Audit audit;
    private final AuthenticationContext authentication;
    private final Ticks ticks;
    private final RouteGrid routes = new RouteGrid(this::ask);
    private final AuditGrid trail = new AuditGrid();
    private final Div notice = new Div();
    private final Map<String, RouteAction> underWay = new ConcurrentHashMap<>();
    private final AtomicBoolean loading = new AtomicBoolean();
    private final List<Registration> registrations = new ArrayList<>();

    RoutesView(RouteControl control, Audit audit, AuthenticationContext authentication, Ticks ticks) {
        this.control = control;
        this.audit = audit;
        this.authentication = authentication;
        this.ticks = ticks;
        addClassNames("souk-view", "souk-scroll");
        notice.addClassName("souk-notice");
        notice.getElement().setAttribute("role", "status");
        notice.setVisible(false);
        add(new H1("Routes"), notice, routes, new H2("What was done"), trail);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        load(ui);
        registrations.add(ticks.every(PERIOD, () -> load(ui)));
        registrations.add(WindowWidth.follow(ui, routes::fit));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        registrations.forEach(Registration::remove);
        registrations.clear();
    }

    /** Reads in the background: the audit is in the database, which may be away while the routes are there to steer. */
    private void load(UI ui) {
        if (!loading.compareAndSet(false, true)) {
            return;
        }
        ticks.inBackground(() -> {
            try {
                List<RouteStatus> statuses = control.routes();
                Beat.access(ui, () -> showRoutes(statuses));
                List<AuditEntry> entries = audit.newest(AUDIT_ROWS);
                Beat.access(ui, () -> showTrail(entries));
            } catch (RuntimeException e) {
                log.warn("The console cannot be read anew: {}", e.getMessage());
                Beat.access(ui, this::showStale);
            } finally {
                loading.set(false);
            }
        });
    }

    private void showRoutes(List<RouteStatus> statuses) {
        routes.show(statuses.stream()
                .map(status -> new RouteRow(status, underWay.get(status.id())))
                .toList());
    }

    private void showTrail(List<AuditEntry> entries) {
        trail.show(entries);
        notice.setVisible(false);
    }

    private void showStale() {
        notice.setText("Not all of this can be read just now: what is shown may be old.");
        notice.setVisible(true);
    }

    void ask(RouteRow row, RouteAction action) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader(RouteTexts.button(action) + " route " + row.id() + "?");
        dialog.setText(RouteTexts.consequence(action));
        dialog.setCancelable(true);
        dialog.setConfirmText(RouteTexts.button(action) + " it");
        if (action == RouteAction.STOP || action == RouteAction.SUSPEND) {
            dialog.setConfirmButtonTheme("error primary");
        }
        dialog.addConfirmListener(confirmed -> perform(row.id(), action));
        dialog.open();
    }

    private void perform(String routeId, RouteAction action) {
        UI ui = UI.getCurrent();
        // Read here: the background thread has no login of its own.
        String actor = authentication.getPrincipalName().orElse("unknown");
        if (underWay.putIfAbsent(routeId, action) != null) {
            return;
        }
        routes.show(routes.marked(routeId, action));
        ticks.inBackground(() -> {
            try {
                control.control(routeId, action, actor);
                finish(ui, routeId, "Route " + routeId + " is " + RouteTexts.done(action) + ".", true);
            } catch (RouteControlException e) {
                log.warn("{} could not {} route {}", actor, action.verb(), routeId, e);
                finish(ui, routeId, e.getMessage(), false);
            } catch (RuntimeException e) {
                log.error("{} of route {} by {} has an unknown outcome", action.verb(), routeId, actor, e);
                finish(ui, routeId, "It is not known how that ended. See the state of " + routeId + ".", false);
            }
        });
    }

    private void finish(UI ui, String routeId, String message, boolean success) {
        underWay.remove(routeId);
        Beat.access(ui, () -> {
            Notification notification = Notification.show(message);
            notification.addThemeVariants(success ? NotificationVariant.LUMO_SUCCESS : NotificationVariant.LUMO_ERROR);
        });
        load(ui);
    }
}
