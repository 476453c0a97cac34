package ui;

import api.ForecastAnswer;
import api.ForecastQueries;
import api.ProblemException;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import market.Instrument;
import market.Interval;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ui.components.CandleChart;
import ui.live.Beat;
import ui.live.Ticks;

/**
 * Keeps the forecast of one chart up to date, from {@link #start} to {@link #stop}: line, band and, always with them, the
 * error that such forecasts have had. Fields are used under the UI's lock, except where they are safe by themselves.
 */
final class LiveForecast {

    /** Its shortest candle takes a minute: so it is late by an eighth of one at most. */
    private static final Duration PERIOD = Duration.ofSeconds(8);

    private static final Logger log = LoggerFactory.getLogger(LiveForecast.class);

    private final ForecastQueries forecasts;
    private final Ticks ticks;
    private final UI ui;
    private final Instrument instrument;
    private final Interval interval;
    private final CandleChart chart;
    private final Span error;
    private final AtomicBoolean loading = new AtomicBoolean();
    private boolean stopped;
    private ForecastAnswer shown;
    private Registration repeated;

    /** @param error where the error is said */
    LiveForecast(
            ForecastQueries forecasts,
            Ticks ticks,
            UI ui,
            Instrument instrument,
            Interval interval,
            CandleChart chart,
            Span error) {
        this.forecasts = forecasts;
        this.ticks = ticks;
        this.ui = ui;
        this.instrument = instrument;
        this.interval = interval;
        this.chart = chart;
        this.error = error;
    }

    void start() {
        repeated = ticks.every(PERIOD, this::load);
        load();
    }

    void stop() {
        stopped = true;
        repeated.remove();
        hide("");
    }

    private void load() {
        if (loading.compareAndSet(false, true)) {
            ticks.inBackground(() -> {
                try {
                    ForecastAnswer answer = forecasts.forecast(instrument.id(), interval.label(), null);
                    Beat.access(ui, () -> show(answer));
                } catch (ProblemException e) {
                    Beat.access(ui, () -> hide(e.getMessage()));
                } catch (RuntimeException e) {
                    log.warn("No forecast of {} {}: {}", instrument.id(), interval.label(), e.getMessage());
                    Beat.access(ui, () -> hide("A forecast cannot be made just now."));
                } finally {
                    loading.set(false);
                }
            });
        }
    }

    private void show(ForecastAnswer answer) {
        if (stopped || answer.equals(shown)) {
            return;
        }
        shown = answer;
        ForecastAnswer.BackTest test = answer.backTest();
        error.setText("Its error in the last " + test.origins() + " candles: " + test.error() + " %, naive "
                + test.naiveError() + " %. The band, meant to hold " + percent(answer.coverage()) + " %, held "
                + percent(test.coverage()) + " %.");
        chart.setForecast(answer);
    }

    private void hide(String why) {
        if (!stopped || why.isEmpty()) {
            shown = null;
            error.setText(why);
            chart.clearForecast();
        }
    }

    private static long percent(String part) {
        return Math.round(100 * Double.parseDouble(part));
    }
}
