package ui.components;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import ui.live.Beat;
import ui.live.OpenAlerts;
import ui.live.Ticks;

/** The number of alerts that go on and were acknowledged by nobody. Not there while there are none. */
public class AlertBadge extends Span {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** More need no more digits: there are too many. */
    private static final long MOST = 99;

    private final OpenAlerts alerts;
    private final Ticks ticks;
    private final Span number = new Span();
    private final Span meaning = new Span();
    private volatile long shown;
    private Registration beat;

    public AlertBadge(OpenAlerts alerts, Ticks ticks) {
        this.alerts = alerts;
        this.ticks = ticks;
        addClassName("souk-count");
        number.getElement().setAttribute("aria-hidden", "true");
        meaning.addClassName("souk-heard");
        add(number, meaning);
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
        beat = Beat.start(ticks, PERIOD, event.getUI(), () -> alerts.count() != shown, this::refresh);
        addDetachListener(detached -> {
            detached.unregisterListener();
            beat.remove();
        });
    }

    private void refresh() {
        shown = alerts.count();
        number.setText(shown > MOST ? MOST + "+" : Long.toString(shown));
        meaning.setText(", " + AlertTexts.count(shown, "active alert") + " not acknowledged");
        setVisible(shown > 0);
    }
}
