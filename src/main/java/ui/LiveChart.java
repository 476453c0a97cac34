package ui;

import analytics.indicators.IndicatorSpec;
import api.Hub;
import api.MarketQueries;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import market.Candle;
import market.Instrument;
import market.Interval;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import ui.components.CandleChart;
import ui.components.TradeTape;
import ui.live.Beat;
import ui.live.Ticks;

/**
 * Keeps one chart up to date, for one instrument and interval, from {@link #start} to {@link #stop}. It listens to the
 * hub before it asks for history, so that nothing falls between the two. Fields are used under the UI's lock, except
 * where they are safe by themselves.
 */
final class LiveChart {

    /** What a chart starts with: four screens of candles at 1440 px. */
    static final int HISTORY = 500;

    /** What is asked for again later on, in case updates were lost on the way here. */
    private static final int RECENT = 60;

    private static final int TICKS_BETWEEN_CHECKS = 6;
    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final String NO_HISTORY =
            "Earlier candles cannot be read just now. New ones are shown as they come.";

    private static final Logger log = LoggerFactory.getLogger(LiveChart.class);

    private final MarketQueries queries;
    private final Ticks ticks;
    private final UI ui;
    private final Instrument instrument;
    private final Interval interval;
    private final CandleChart chart;
    private final TradeTape tape;
    private final Consumer<Trade> onTrade;
    private final ChartFeed feed;
    private final CandleSeries series = new CandleSeries(HISTORY);
    private final ChartIndicators indicators;
    private final AtomicBoolean loading = new AtomicBoolean();
    private volatile boolean loaded;
    private volatile boolean stopped;
    private int ticksSinceCheck;
    private Registration beat;
    private Registration checks;

    LiveChart(
            Hub hub,
            MarketQueries queries,
            Ticks ticks,
            UI ui,
            Instrument instrument,
            Interval interval,
            CandleChart chart,
            List<IndicatorSpec> indicators,
            TradeTape tape,
            Consumer<Trade> onTrade) {
        this.queries = queries;
        this.ticks = ticks;
        this.ui = ui;
        this.instrument = instrument;
        this.interval = interval;
        this.chart = chart;
        this.indicators = new ChartIndicators(indicators, HISTORY, chart);
        this.tape = tape;
        this.onTrade = onTrade;
        this.feed = new ChartFeed(hub, instrument, interval);
    }

    void start() {
        chart.reset(instrument, interval);
        tape.clear();
        beat = Beat.start(ticks, Beat.PRICES, ui, feed::hasNews, this::showNews);
        checks = ticks.every(PERIOD, this::check);
        load(HISTORY + indicators.before());
        showNews();
    }

    void stop() {
        stopped = true;
        feed.close();
        beat.remove();
        checks.remove();
    }

    /** Shows what came since the last time. */
    void showNews() {
        if (stopped) {
            return;
        }
        List<Trade> trades = feed.takeTrades();
        if (!trades.isEmpty()) {
            tape.add(trades, instrument);
            chart.setLastPrice(trades.get(0).price());
            onTrade.accept(trades.get(0));
        }
        update(series.merge(feed.takeCandles()));
    }

    /** On the ticking thread: asks for history until there is one, then now and then for what may have been missed. */
    private void check() {
        if (!loaded) {
            load(HISTORY + indicators.before());
        } else if (++ticksSinceCheck >= TICKS_BETWEEN_CHECKS) {
            ticksSinceCheck = 0;
            load(RECENT);
        }
    }

    private void load(int limit) {
        if (loading.compareAndSet(false, true)) {
            ticks.inBackground(() -> {
                try {
                    List<Candle> candles = queries.newestCandles(instrument.id(), interval, limit);
                    Beat.access(ui, () -> show(candles));
                } catch (RuntimeException e) {
                    log.warn("Candles of {} {} cannot be read: {}", instrument.id(), interval.label(), e.getMessage());
                    Beat.access(ui, this::showNoHistory);
                } finally {
                    loading.set(false);
                }
            });
        }
    }

    private void show(List<Candle> candles) {
        if (stopped) {
            return;
        }
        List<Candle> news = series.merge(candles);
        if (loaded) {
            update(news);
        } else {
            loaded = true;
            chart.setCandles(series.all());
            indicators.begin(candles, series.all());
        }
        chart.setNotice("");
    }

    private void update(List<Candle> news) {
        news.forEach(chart::update);
        indicators.update(news);
    }

    private void showNoHistory() {
        if (!stopped) {
            chart.setNotice(NO_HISTORY);
        }
    }
}
