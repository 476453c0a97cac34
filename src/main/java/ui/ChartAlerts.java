package ui;

import api.AlertQueries;
import api.Hub;
import api.Subscription;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import market.Alert;
import market.Instrument;
import market.Interval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ui.components.AlertMark;
import ui.components.CandleChart;
import ui.live.Beat;
import ui.live.Latest;
import ui.live.Ticks;

/**
 * Keeps the marks of alerts on one chart up to date, from {@link #start} to {@link #stop}. It listens to the hub before it asks for history, so
 * that nothing falls between the two. Fields are used under the UI's lock, except where they are safe by themselves.
 */
final class ChartAlerts {

    /** As many alerts as a chart starts with candles: one a candle, and the chart is unreadable already. */
    static final int NEWEST = LiveChart.HISTORY;

    private static final Duration BEAT = Duration.ofMillis(500);
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private static final Logger log = LoggerFactory.getLogger(ChartAlerts.class);

    private final Hub hub;
    private final AlertQueries queries;
    private final Ticks ticks;
    private final UI ui;
    private final Instrument instrument;
    private final Interval interval;
    private final CandleChart chart;
    private final Map<UUID, Alert> alerts = new HashMap<>();
    private final Latest<UUID, Alert> news = new Latest<>(ChartAlerts::newer);
    private final AtomicBoolean loading = new AtomicBoolean();
    private volatile boolean loaded;
    private volatile boolean stopped;
    private List<AlertMark> shown = List.of();
    private Subscription subscription;
    private Registration beat;
    private Registration checks;

    ChartAlerts(
            Hub hub,
            AlertQueries queries,
            Ticks ticks,
            UI ui,
            Instrument instrument,
            Interval interval,
            CandleChart chart) {
        this.hub = hub;
        this.queries = queries;
        this.ticks = ticks;
        this.ui = ui;
        this.instrument = instrument;
        this.interval = interval;
        this.chart = chart;
    }

    void start() {
        chart.setAlerts(shown);
        subscription = hub.subscribeAlerts(
                instrument.id(), update -> news.put(update.data().id(), update.data()));
        beat = Beat.start(
                ticks, BEAT, ui, () -> !news.isEmpty(), () -> take(news.drain().values()));
        checks = ticks.every(PERIOD, this::load);
        load();
    }

    void stop() {
        stopped = true;
        subscription.close();
        beat.remove();
        checks.remove();
    }

    private void load() {
        if (loaded || !loading.compareAndSet(false, true)) {
            return;
        }
        ticks.inBackground(() -> {
            try {
                List<Alert> newest = queries.newest(Optional.of(instrument.id()), NEWEST);
                loaded = true;
                Beat.access(ui, () -> take(newest));
            } catch (RuntimeException e) {
                log.warn("Alerts of {} cannot be read: {}", instrument.id(), e.getMessage());
            } finally {
                loading.set(false);
            }
        });
    }

    private void take(Collection<Alert> some) {
        if (stopped) {
            return;
        }
        some.forEach(alert -> alerts.merge(alert.id(), alert, ChartAlerts::newer));
        if (alerts.size() > NEWEST) {
            alerts.values().stream()
                    .sorted(Comparator.comparing(Alert::eventTime))
                    .limit(alerts.size() - NEWEST)
                    .map(Alert::id)
                    .toList()
                    .forEach(alerts::remove);
        }
        List<AlertMark> marks = AlertMarks.of(alerts.values(), interval);
        if (!marks.equals(shown)) {
            shown = marks;
            chart.setAlerts(marks);
        }
    }

    private static Alert newer(Alert known, Alert other) {
        return other.revision() > known.revision() ? other : known;
    }
}
