package ui.components;

import api.Hub;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.shared.Registration;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import ui.live.Beat;
import ui.live.Ticks;

/** Says whether trades are coming in, by the age of the last one of any instrument in this process. */
public class FeedState extends Span {

    /** The quietest simulated or real feed brings several trades within this. */
    static final Duration STALE_AFTER = Duration.ofSeconds(5);

    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Hub hub;
    private final Clock clock;
    private final Ticks ticks;
    private volatile String shown = "";
    private Registration beat;

    public FeedState(Hub hub, Clock clock, Ticks ticks) {
        this.hub = hub;
        this.clock = clock;
        this.ticks = ticks;
        addClassName("souk-feed");
        refresh();
    }

    @Override
    protected void onAttach(AttachEvent event) {
        refresh();
        beat = Beat.start(ticks, PERIOD, event.getUI(), () -> !text(age()).equals(shown), this::refresh);
        addDetachListener(detached -> {
            detached.unregisterListener();
            beat.remove();
        });
    }

    private void refresh() {
        Optional<Duration> age = age();
        shown = text(age);
        setText(shown);
        setClassName("streaming", age.filter(FeedState::isFresh).isPresent());
        setClassName("stale", age.filter(duration -> !isFresh(duration)).isPresent());
    }

    private Optional<Duration> age() {
        return hub.lastTradeAt().map(at -> Duration.between(at, clock.instant()));
    }

    private static String text(Optional<Duration> age) {
        return age.map(duration -> isFresh(duration) ? "Streaming" : "No trades for " + words(duration))
                .orElse("No trades yet");
    }

    /** Whole minutes are enough later on: every change of the text is a push to every browser. */
    private static String words(Duration age) {
        if (age.toMinutes() < 1) {
            return age.toSeconds() + " s";
        }
        return age.toHours() < 1 ? age.toMinutes() + " min" : age.toHours() + " h";
    }

    private static boolean isFresh(Duration age) {
        return age.compareTo(STALE_AFTER) <= 0;
    }
}
