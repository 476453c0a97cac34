package ui.live;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.server.Command;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Shows news in a UI at most once a period, in one push. Looks for news on the ticking thread without the UI's lock;
 * while a UI is busy with one showing no second one queues up behind it.
 */
public final class Beat {

    /** Four times a second: as often as eyes can follow a number. */
    public static final Duration PRICES = Duration.ofMillis(250);

    private final UI ui;
    private final BooleanSupplier hasNews;
    private final Command show;
    private final AtomicBoolean queued = new AtomicBoolean();

    private Beat(UI ui, BooleanSupplier hasNews, Command show) {
        this.ui = ui;
        this.hasNews = hasNews;
        this.show = show;
    }

    /**
     * @param hasNews asked on the ticking thread: must be quick
     * @param show called with the UI's lock held
     * @return ends the beat; to be removed when the view is detached
     */
    public static Registration start(Ticks ticks, Duration period, UI ui, BooleanSupplier hasNews, Command show) {
        return ticks.every(period, new Beat(ui, hasNews, show)::tick);
    }

    /** Does something with a UI's lock held, from another thread; nothing if the UI is gone meanwhile. */
    public static boolean access(UI ui, Command command) {
        try {
            ui.access(command);
            return true;
        } catch (UIDetachedException e) {
            // Its browser went away between the check and the call; detaching unsubscribes whoever called.
            return false;
        }
    }

    private void tick() {
        if (hasNews.getAsBoolean() && queued.compareAndSet(false, true) && !access(ui, this::showNow)) {
            queued.set(false);
        }
    }

    private void showNow() {
        queued.set(false);
        show.execute();
    }
}
