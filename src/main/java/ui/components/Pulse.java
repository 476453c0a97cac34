package ui.components;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import ui.live.Beat;
import ui.live.Ticks;

/**
 * {@code souk-pulse}: lets the browser know that pushes still reach it. Without it a page whose push channel broke
 * would stand still and look alive.
 */
@Tag("souk-pulse")
@JsModule("./souk/connection.ts")
public class Pulse extends Component {

    /** The component in the browser calls the server away after three of these. */
    private static final Duration PERIOD = Duration.ofSeconds(2);

    private final Ticks ticks;
    private Registration beat;
    private int count;

    public Pulse(Ticks ticks) {
        this.ticks = ticks;
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        beat = ticks.every(PERIOD, () -> Beat.access(ui, () -> getElement().setProperty("beat", ++count)));
        addDetachListener(detached -> {
            detached.unregisterListener();
            beat.remove();
        });
    }
}
