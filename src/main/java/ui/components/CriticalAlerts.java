package ui.components;

import api.Hub;
import api.Subscription;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import market.Alert;
import market.AlertSeverity;
import ui.live.Beat;
import ui.live.Latest;
import ui.live.Ticks;

/**
 * Tells on every page of critical alerts as they are raised, in one notification however many there are; not on the page that lists them.
 * Shows nothing by itself.
 */
@Tag("div")
public class CriticalAlerts extends Component {

    /** Seldom enough that a storm of alerts is one notification that counts up. */
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private static final Duration SHOWN_FOR = Duration.ofSeconds(8);

    /** So many alerts are told once only; who had as many since does not remember the first. */
    private static final int REMEMBERED = 500;

    private static final String LIST = Links.ALERTS + "?severity=CRITICAL&status=ACTIVE";

    private final Hub hub;
    private final Ticks ticks;
    private final Latest<UUID, Alert> news =
            new Latest<>((known, other) -> other.revision() > known.revision() ? other : known);
    private final Map<UUID, Boolean> told = new LinkedHashMap<>() {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };
    private Notification notification;
    private int counted;

    public CriticalAlerts(Hub hub, Ticks ticks) {
        this.hub = hub;
        this.ticks = ticks;
        getElement().setAttribute("hidden", true);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        Subscription subscription = hub.subscribeAllAlerts(update -> {
            if (update.data().severity() == AlertSeverity.CRITICAL) {
                news.put(update.data().id(), update.data());
            }
        });
        Registration beat = Beat.start(ticks, PERIOD, ui, () -> !news.isEmpty(), () -> showNews(ui));
        addDetachListener(detached -> {
            detached.unregisterListener();
            subscription.close();
            beat.remove();
        });
    }

    private void showNews(UI ui) {
        int before = isShown() ? counted : 0;
        int fresh = 0;
        Alert newest = null;
        for (Alert alert : news.drain().values()) {
            boolean open = alert.isActive() && alert.acknowledgedAt() == null;
            if (open && told.put(alert.id(), true) == null) {
                fresh++;
                newest = alert;
            }
        }
        if (newest != null && !ui.getActiveViewLocation().getPath().equals(Links.ALERTS)) {
            counted = before + fresh;
            show(counted == 1 ? newest.text() : AlertTexts.count(counted, "critical alert"));
        }
    }

    private void show(String text) {
        if (isShown()) {
            notification.close();
        }
        Notification next = new Notification();
        Button close = new Button(VaadinIcon.CLOSE_SMALL.create(), click -> next.close());
        close.addThemeVariants(ButtonVariant.LUMO_TERTIARY_INLINE, ButtonVariant.LUMO_ICON);
        close.setAriaLabel("Close");
        Div sentence = new Div(text);
        Div content = new Div(sentence, new Anchor(LIST, "See alerts"), close);
        content.addClassName("souk-critical");
        next.add(content);
        next.setPosition(Notification.Position.BOTTOM_END);
        next.setDuration(Math.toIntExact(SHOWN_FOR.toMillis()));
        next.open();
        notification = next;
    }

    private boolean isShown() {
        return notification != null && notification.isOpened();
    }
}
