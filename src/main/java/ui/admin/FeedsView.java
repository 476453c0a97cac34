package ui.admin;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.shared.Registration;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import ops.FeedControl;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ui.MainLayout;
import ui.components.WindowWidth;
import ui.live.Beat;
import ui.live.Ticks;

/** Shows how the feeds of this process are doing, and turns their recording on and off. */
@Route(value = "admin/feeds", layout = MainLayout.class)
@PageTitle("Feeds · Souk")
@Menu(title = "Feeds", order = 11, icon = "vaadin:plug")
@RolesAllowed("ADMIN")
class FeedsView extends Div {

    private static final Logger log = LoggerFactory.getLogger(FeedsView.class);

    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final FeedControl control;
    private final Clock clock;
    private final Ticks ticks;
    private final AuthenticationContext authentication;
    private final FeedGrid feeds = new FeedGrid(this::record);
    private final List<Registration> registrations = new ArrayList<>();

    FeedsView(FeedControl control, Clock clock, AuthenticationContext authentication, Ticks ticks) {
        this.control = control;
        this.clock = clock;
        this.authentication = authentication;
        this.ticks = ticks;
        addClassNames("souk-view", "souk-scroll");
        add(new H1("Feeds"), feeds);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        feeds.show(read());
        // What it reads is in memory, so it may be read while the browser waits.
        registrations.add(Beat.start(ticks, PERIOD, ui, () -> true, () -> feeds.show(read())));
        registrations.add(WindowWidth.follow(ui, feeds::fit));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        registrations.forEach(Registration::remove);
        registrations.clear();
    }

    void record(String feed, boolean on) {
        UI ui = UI.getCurrent();
        // Read here: the background thread has no login of its own.
        String actor = authentication.getPrincipalName().orElse("unknown");
        ticks.inBackground(() -> {
            try {
                control.record(feed, on, actor);
                finish(ui, "Feed " + feed + (on ? " is recorded." : " is not recorded any more."), true);
            } catch (RuntimeException e) {
                log.warn("Recording of feed {} could not be turned {} by {}", feed, on ? "on" : "off", actor, e);
                finish(ui, "It is not known whether that was done: see whether " + feed + " is recorded.", false);
            }
        });
    }

    private void finish(UI ui, String message, boolean success) {
        Beat.access(ui, () -> {
            feeds.show(read());
            Notification.show(message)
                    .addThemeVariants(success ? NotificationVariant.LUMO_SUCCESS : NotificationVariant.LUMO_ERROR);
        });
    }

    private List<FeedRow> read() {
        Instant now = clock.instant();
        return control.feeds().stream().map(report -> new FeedRow(report, now)).toList();
    }
}
