package ui.components;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.List;
import ops.Degradation;
import ui.live.Beat;
import ui.live.Ticks;

/** Says on every page what does not work at present. Not there while everything does. */
public class DegradedBanner extends Div {

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Degradation degradation;
    private final Ticks ticks;
    private volatile List<String> shown = List.of();
    private Registration beat;

    public DegradedBanner(Degradation degradation, Ticks ticks) {
        this.degradation = degradation;
        this.ticks = ticks;
        addClassName("souk-degraded");
        getElement().setAttribute("role", "status");
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
        beat = Beat.start(
                ticks, PERIOD, event.getUI(), () -> !degradation.sentences().equals(shown), this::refresh);
        addDetachListener(detached -> {
            detached.unregisterListener();
            beat.remove();
        });
    }

    private void refresh() {
        shown = degradation.sentences();
        setText(String.join(" ", shown));
        setVisible(!shown.isEmpty());
    }
}
