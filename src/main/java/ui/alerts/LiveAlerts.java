package ui.alerts;

import api.AlertPage;
import api.AlertQueries;
import api.Hub;
import api.Subscription;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import market.Alert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ui.live.Beat;
import ui.live.Latest;
import ui.live.Ticks;

/**
 * Keeps one list of alerts up to date, from {@link #start} to {@link #stop}. It listens to the hub before it asks for history, so
 * that nothing falls between the two. Fields are used under the UI's lock, except where they are safe by themselves.
 */
final class LiveAlerts {

    /** What a list starts with, and what is added to it at a time: three screens. */
    static final int PAGE = 100;

    /** An alert is read, not watched: twice a second looks immediate. */
    private static final Duration BEAT = Duration.ofMillis(500);

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final int TICKS_BETWEEN_CHECKS = 6;

    private static final Logger log = LoggerFactory.getLogger(LiveAlerts.class);

    /** Who shows the list. Called under the UI's lock. */
    interface Screen {

        /** @param more whether there are older ones than the last */
        void show(List<Alert> alerts, boolean more);

        /** @param away whether the database cannot be read */
        void showDatabase(boolean away);
    }

    private final Hub hub;
    private final AlertQueries queries;
    private final Ticks ticks;
    private final UI ui;
    private final AlertFilter filter;
    private final Screen screen;
    private final AlertList list;
    private final Latest<UUID, Alert> news =
            new Latest<>((known, other) -> other.revision() > known.revision() ? other : known);
    private final AtomicBoolean loading = new AtomicBoolean();
    private final AtomicBoolean loadingMore = new AtomicBoolean();
    private volatile boolean loaded;
    private volatile boolean stopped;
    private volatile List<Alert> shown = List.of();
    private int ticksSinceCheck;
    private Subscription subscription;
    private Registration beat;
    private Registration checks;

    LiveAlerts(Hub hub, AlertQueries queries, Ticks ticks, UI ui, AlertFilter filter, Screen screen) {
        this.hub = hub;
        this.queries = queries;
        this.ticks = ticks;
        this.ui = ui;
        this.filter = filter;
        this.screen = screen;
        this.list = new AlertList(filter::matches);
    }

    void start() {
        subscription = hub.subscribeAllAlerts(update -> news.put(update.data().id(), update.data()));
        beat = Beat.start(ticks, BEAT, ui, () -> !news.isEmpty(), this::showNews);
        checks = ticks.every(PERIOD, this::check);
        load();
    }

    void stop() {
        stopped = true;
        subscription.close();
        beat.remove();
        checks.remove();
    }

    /** Takes in an alert that did not come from the hub. */
    void accept(Alert alert) {
        news.put(alert.id(), alert);
        showNews();
    }

    /** Shows what came since the last time. */
    void showNews() {
        if (!stopped && list.accept(news.drain().values())) {
            show();
        }
    }

    /** Asks for what follows the oldest. */
    void loadMore() {
        list.oldest()
                .ifPresent(oldest -> ask(
                        loadingMore,
                        AlertQueries.cursor(oldest),
                        page -> list.append(oldest, page.alerts(), page.next() != null)));
    }

    /** On the ticking thread: asks for history until there is one, then now and then for what may have been missed. */
    private void check() {
        if (!loaded) {
            load();
        } else if (++ticksSinceCheck >= TICKS_BETWEEN_CHECKS) {
            ticksSinceCheck = 0;
            List<Alert> before = shown;
            ask(loading, null, page -> list.check(page.alerts(), page.next() != null, before));
        }
    }

    private void load() {
        ask(loading, null, page -> {
            loaded = true;
            list.begin(page.alerts(), page.next() != null);
        });
    }

    /** What is done with a page, under the UI's lock. */
    private interface Taking {
        void take(AlertPage page);
    }

    private void ask(AtomicBoolean underWay, String cursor, Taking taking) {
        if (!underWay.compareAndSet(false, true)) {
            return;
        }
        ticks.inBackground(() -> {
            try {
                AlertPage page = queries.alerts(filter.wanted(PAGE, cursor));
                Beat.access(ui, () -> {
                    if (!stopped) {
                        taking.take(page);
                        show();
                        screen.showDatabase(false);
                    }
                });
            } catch (RuntimeException e) {
                log.warn("Alerts cannot be read: {}", e.getMessage());
                Beat.access(ui, () -> {
                    if (!stopped) {
                        screen.showDatabase(true);
                    }
                });
            } finally {
                underWay.set(false);
            }
        });
    }

    private void show() {
        shown = list.all();
        screen.show(shown, list.hasMore());
    }
}
