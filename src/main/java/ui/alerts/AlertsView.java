package ui.alerts;

import api.AlertQueries;
import api.Hub;
import api.MarketQueries;
import api.ProblemException;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import market.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import security.AdminAccount;
import ui.MainLayout;
import ui.components.Links;
import ui.components.WindowWidth;
import ui.live.Beat;
import ui.live.Ticks;

/**
 * The alerts, newest first, as they are raised, end and are acknowledged. The address says which, {@code alerts?severity=CRITICAL}, so that it
 * can be kept and passed on.
 */
@Route(value = Links.ALERTS, layout = MainLayout.class)
@PageTitle("Alerts · Souk")
@Menu(title = "Alerts", order = 2, icon = "vaadin:bell")
@AnonymousAllowed
class AlertsView extends Div implements AfterNavigationObserver, LiveAlerts.Screen {

    private static final Logger log = LoggerFactory.getLogger(AlertsView.class);

    private final Hub hub;
    private final AlertQueries alerts;
    private final MarketQueries markets;
    private final AuthenticationContext authentication;
    private final Ticks ticks;
    private final AlertFilters filters;
    private final AlertGrid grid;
    private final Div notice = new Div();
    private final Button older = new Button("Show older alerts");
    private LiveAlerts live;
    private Registration resizing;

    AlertsView(Hub hub, AlertQueries alerts, MarketQueries markets, AuthenticationContext authentication, Ticks ticks) {
        this.hub = hub;
        this.alerts = alerts;
        this.markets = markets;
        this.authentication = authentication;
        this.ticks = ticks;
        this.filters = new AlertFilters(markets.instruments(), markets::find, this::go);
        Optional<Consumer<Alert>> acknowledging =
                authentication.hasRole(AdminAccount.ROLE_ADMIN) ? Optional.of(this::acknowledge) : Optional.empty();
        this.grid = new AlertGrid(markets::find, acknowledging);
        addClassName("souk-view");
        notice.addClassName("souk-notice");
        notice.getElement().setAttribute("role", "status");
        notice.setText(
                "The database cannot be read: earlier alerts are missing or old. New ones are shown as they come.");
        notice.setVisible(false);
        older.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        older.addClickListener(click -> live.loadMore());
        older.setVisible(false);
        add(new AlertTabs(AlertsView.class, filters), notice, grid, older);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        stopLive();
        AlertFilter filter =
                AlertFilter.parse(event.getLocation().getQueryParameters(), markets::find, Notification::show);
        filters.show(filter);
        grid.setEmptyStateText("Alerts are being read…");
        show(List.of(), false);
        live = new LiveAlerts(hub, alerts, ticks, UI.getCurrent(), filter, this);
        live.start();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        resizing = WindowWidth.follow(ui, grid::fit);
    }

    @Override
    protected void onDetach(DetachEvent event) {
        resizing.remove();
        stopLive();
    }

    @Override
    public void show(List<Alert> shown, boolean more) {
        grid.show(shown);
        older.setVisible(more);
    }

    @Override
    public void showDatabase(boolean away) {
        notice.setVisible(away);
        grid.setEmptyStateText(away ? "No alerts that could be read." : "No alerts. All quiet.");
    }

    private void stopLive() {
        if (live != null) {
            live.stop();
            live = null;
        }
    }

    private void go(AlertFilter wanted) {
        getUI().ifPresent(ui -> ui.navigate(AlertsView.class, wanted.address()));
    }

    private void acknowledge(Alert alert) {
        UI ui = UI.getCurrent();
        // Read here: the background thread has no login of its own.
        String actor = authentication.getPrincipalName().orElse("unknown");
        grid.mark(alert.id(), true);
        ticks.inBackground(() -> {
            try {
                Alert acknowledged = alerts.acknowledge(alert.id().toString(), actor);
                Beat.access(ui, () -> Optional.ofNullable(live).ifPresent(list -> list.accept(acknowledged)));
            } catch (ProblemException e) {
                fail(ui, alert, e.problem().detail());
            } catch (RuntimeException e) {
                log.warn("{} could not acknowledge alert {}", actor, alert.id(), e);
                fail(ui, alert, "It is not known whether that was done: try again in a moment.");
            }
        });
    }

    private void fail(UI ui, Alert alert, String message) {
        Beat.access(ui, () -> {
            grid.mark(alert.id(), false);
            Notification.show(message).addThemeVariants(NotificationVariant.LUMO_ERROR);
        });
    }
}
