package ui.alerts;

import api.AlertRules;
import api.MarketQueries;
import api.ProblemException;
import api.RuleForm;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import market.AlertRule;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import security.AdminAccount;
import ui.MainLayout;
import ui.components.Links;
import ui.components.WindowWidth;
import ui.live.Beat;
import ui.live.Ticks;

/** The rules that alerts are raised by, for all to see and for the administrator to make, change and delete. */
@Route(value = Links.ALERT_RULES, layout = MainLayout.class)
@PageTitle("Alert rules · Souk")
@AnonymousAllowed
class RulesView extends Div {

    private static final Logger log = LoggerFactory.getLogger(RulesView.class);

    /** What others change is seen as soon as it has begun to count. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final AlertRules rules;
    private final MarketQueries markets;
    private final AuthenticationContext authentication;
    private final Ticks ticks;
    private final RuleGrid grid;
    private final Div notice = new Div();
    private final AtomicBoolean loading = new AtomicBoolean();
    private final List<Registration> registrations = new ArrayList<>();

    RulesView(AlertRules rules, MarketQueries markets, AuthenticationContext authentication, Ticks ticks) {
        this.rules = rules;
        this.markets = markets;
        this.authentication = authentication;
        this.ticks = ticks;
        boolean admin = authentication.hasRole(AdminAccount.ROLE_ADMIN);
        this.grid = new RuleGrid(
                markets::find,
                admin
                        ? Optional.of(new RuleGrid.Actions(rule -> open(Optional.of(rule)), this::ask))
                        : Optional.empty());
        addClassName("souk-view");
        notice.addClassName("souk-notice");
        notice.getElement().setAttribute("role", "status");
        notice.setText("The rules cannot be read just now: what is shown may be old.");
        notice.setVisible(false);
        grid.setEmptyStateText("Rules are being read…");
        add(new AlertTabs(RulesView.class, admin ? newRule() : loginNeeded()), notice, grid);
    }

    private Component newRule() {
        Button button = new Button("New rule", VaadinIcon.PLUS.create(), click -> open(Optional.empty()));
        button.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return button;
    }

    private static Component loginNeeded() {
        Span hint = new Span("The administrator can make rules.");
        hint.addClassNames("souk-quiet", "souk-small");
        return hint;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        load(ui);
        registrations.add(ticks.every(PERIOD, () -> load(ui)));
        registrations.add(WindowWidth.follow(ui, grid::fit));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        registrations.forEach(Registration::remove);
        registrations.clear();
    }

    private void load(UI ui) {
        if (!loading.compareAndSet(false, true)) {
            return;
        }
        ticks.inBackground(() -> {
            try {
                List<AlertRule> newest = rules.all();
                Beat.access(ui, () -> show(newest));
            } catch (RuntimeException e) {
                log.warn("Alert rules cannot be read: {}", e.getMessage());
                Beat.access(ui, () -> notice.setVisible(true));
            } finally {
                loading.set(false);
            }
        });
    }

    private void show(List<AlertRule> newest) {
        grid.show(newest);
        grid.setEmptyStateText("No rules yet. Alerts of the detectors need none.");
        notice.setVisible(false);
    }

    /** @param known the rule that is to be changed; empty for a new one */
    void open(Optional<AlertRule> known) {
        RuleDialog[] dialog = new RuleDialog[1];
        dialog[0] = new RuleDialog(
                markets.instruments(), markets::find, markets.intervals(), known, form -> save(known, form, dialog[0]));
        dialog[0].open();
    }

    private void save(Optional<AlertRule> known, RuleForm form, RuleDialog dialog) {
        UI ui = UI.getCurrent();
        String actor = actor();
        String done = known.isPresent() ? "changed" : "made";
        ticks.inBackground(() -> {
            try {
                AlertRule rule =
                        known.isPresent() ? rules.change(known.get().id(), form, actor) : rules.create(form, actor);
                Beat.access(ui, dialog::close);
                finish(ui, "Rule " + done + ": " + grid.sentence(rule) + ".", true);
            } catch (ProblemException e) {
                Beat.access(ui, () -> dialog.show(e.problem()));
            } catch (RuntimeException e) {
                log.warn("{} could not save a rule", actor, e);
                Beat.access(
                        ui,
                        () -> dialog.showFailure("It is not known whether the rule was " + done
                                + ": see the list before you try again."));
            }
        });
    }

    void ask(AlertRule rule) {
        ConfirmDialog dialog = new ConfirmDialog();
        dialog.setHeader("Delete this rule?");
        dialog.setText(
                grid.sentence(rule) + ". Its alert, if one is active, is over then. The alerts that it raised stay.");
        dialog.setCancelable(true);
        dialog.setConfirmText("Delete it");
        dialog.setConfirmButtonTheme("error primary");
        dialog.addConfirmListener(confirmed -> delete(rule));
        dialog.open();
    }

    private void delete(AlertRule rule) {
        UI ui = UI.getCurrent();
        String actor = actor();
        ticks.inBackground(() -> {
            try {
                rules.delete(rule.id(), actor);
                finish(ui, "Rule deleted: " + grid.sentence(rule) + ".", true);
            } catch (ProblemException e) {
                finish(ui, e.problem().detail() + ".", false);
            } catch (RuntimeException e) {
                log.warn("{} could not delete rule {}", actor, rule.id(), e);
                finish(ui, "It is not known whether that was done: see the list.", false);
            }
        });
    }

    private void finish(UI ui, String message, boolean success) {
        Beat.access(ui, () -> Notification.show(message)
                .addThemeVariants(success ? NotificationVariant.LUMO_SUCCESS : NotificationVariant.LUMO_ERROR));
        load(ui);
    }

    /** Read while the browser waits: the background thread has no login of its own. */
    private String actor() {
        return authentication.getPrincipalName().orElse("unknown");
    }
}
