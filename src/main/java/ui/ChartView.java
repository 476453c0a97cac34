package ui;

import analytics.indicators.IndicatorSpec;
import api.AlertQueries;
import api.ForecastQueries;
import api.Hub;
import api.MarketQueries;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.component.tabs.TabsVariant;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteParameters;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.shared.Registration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import market.Instrument;
import market.Interval;
import market.Trade;
import ui.components.CandleChart;
import ui.components.Numbers;
import ui.components.TradeTape;
import ui.live.Beat;
import ui.live.Ticks;

/**
 * The candles of one instrument, live. The address says all that is shown, {@code chart/BTC?interval=5m&indicators=ema(20),rsi(14)}, so
 * that it can be kept and passed on.
 */
@Route(value = "chart/:symbol", layout = MainLayout.class)
@AnonymousAllowed
class ChartView extends Div implements BeforeEnterObserver, AfterNavigationObserver, HasDynamicTitle {

    private static final String SYMBOL = "symbol";
    private static final String INTERVAL = "interval";
    private static final String INDICATORS = "indicators";
    private static final String FORECAST = "forecast";

    private final MarketQueries queries;
    private final ForecastQueries forecasts;
    private final AlertQueries alerts;
    private final Hub hub;
    private final MarketFigures figures;
    private final Ticks ticks;
    private final ChartHeader header;
    private final Tabs intervals = new Tabs();
    private final Map<Interval, Tab> tabs = new LinkedHashMap<>();
    private final IndicatorPicker indicators;
    private final Checkbox forecast = new Checkbox("Forecast (experimental)");
    private final Span forecastError = new Span();
    private final CandleChart chart = new CandleChart();
    private final TradeTape tape = new TradeTape();
    private Registration figureTicks;
    private LiveChart live;
    private LiveForecast liveForecast;
    private ChartAlerts liveAlerts;
    private Instrument instrument;
    private Interval interval;
    private String title = "";

    ChartView(
            MarketQueries queries,
            AlertQueries alerts,
            ForecastQueries forecasts,
            Hub hub,
            MarketFigures figures,
            Ticks ticks) {
        this.queries = queries;
        this.alerts = alerts;
        this.forecasts = forecasts;
        this.hub = hub;
        this.figures = figures;
        this.ticks = ticks;
        this.header = new ChartHeader(queries.instruments(), queries::find, chosen -> go(chosen, interval));
        this.indicators = new IndicatorPicker(chosen -> go(instrument, interval));
        addClassNames("souk-view", "souk-chart-view");
        H2 tapeTitle = new H2("Recent trades");
        Div side = new Div(tapeTitle, tape);
        side.addClassName("souk-chart-side");
        // It may have to scroll: by keyboard, too.
        side.getElement().setAttribute("tabindex", "0");
        side.getElement().setAttribute("role", "region");
        side.getElement().setAttribute("aria-label", "Recent trades");
        Div body = new Div(chart, side);
        body.addClassName("souk-chart-body");
        add(header, intervalBar(), body);
    }

    /** The route parameters of an instrument's chart. */
    static RouteParameters parameters(Instrument instrument) {
        return new RouteParameters(SYMBOL, instrument.id());
    }

    private Div intervalBar() {
        intervals.addThemeVariants(TabsVariant.LUMO_SMALL, TabsVariant.LUMO_MINIMAL);
        intervals.getElement().setAttribute("aria-label", "Interval");
        intervals.setAutoselect(false);
        queries.intervals().forEach(each -> {
            Tab tab = new Tab(each.label());
            tabs.put(each, tab);
            intervals.add(tab);
        });
        intervals.addSelectedChangeListener(change -> {
            if (change.isFromClient()) {
                tabs.forEach((each, tab) -> {
                    if (tab == change.getSelectedTab()) {
                        go(instrument, each);
                    }
                });
            }
        });
        Div bar = new Div(intervals, indicators);
        bar.addClassName("souk-intervals");
        if (forecasts.enabled()) {
            forecast.addValueChangeListener(change -> {
                if (change.isFromClient()) {
                    go(instrument, interval);
                }
            });
            forecastError.addClassNames("souk-quiet", "souk-small");
            bar.add(forecast, forecastError);
        }
        return bar;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        String symbol = event.getRouteParameters().get(SYMBOL).orElse("");
        Optional<Instrument> found = queries.find(symbol);
        if (found.isEmpty()) {
            event.rerouteToError(NotFoundException.class, "There is no instrument called “" + symbol + "”.");
            return;
        }
        instrument = found.get();
        QueryParameters shown = event.getLocation().getQueryParameters();
        interval = interval(shown);
        indicators.show(
                IndicatorPicker.parse(shown.getSingleParameter(INDICATORS).orElse("")));
        forecast.setValue(forecasts.enabled()
                && shown.getSingleParameter(FORECAST).filter("on"::equals).isPresent());
        title = instrument.displayName() + " · Souk";
    }

    private Interval interval(QueryParameters parameters) {
        Interval shortest = queries.intervals().get(0);
        Optional<String> wanted = parameters.getSingleParameter(INTERVAL);
        Optional<Interval> known = wanted.flatMap(Interval::find).filter(tabs::containsKey);
        if (wanted.isPresent() && known.isEmpty()) {
            Notification.show("There are no candles of " + wanted.get() + "; these are of " + shortest.label() + ".");
        }
        return known.orElse(shortest);
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        stopLive();
        header.show(instrument);
        intervals.setSelectedTab(tabs.get(interval));
        showFigures(figures.known());
        UI ui = UI.getCurrent();
        live = new LiveChart(
                hub, queries, ticks, ui, instrument, interval, chart, indicators.shown(), tape, this::showTrade);
        live.start();
        if (forecast.getValue()) {
            liveForecast = new LiveForecast(forecasts, ticks, ui, instrument, interval, chart, forecastError);
            liveForecast.start();
        }
        liveAlerts = new ChartAlerts(hub, alerts, ticks, ui, instrument, interval, chart);
        liveAlerts.start();
        ticks.inBackground(() -> loadFigures(ui));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        figureTicks = ticks.every(MarketFigures.MAX_AGE, () -> ticks.inBackground(() -> loadFigures(ui)));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        figureTicks.remove();
        stopLive();
    }

    @Override
    public String getPageTitle() {
        return title;
    }

    private void stopLive() {
        if (live != null) {
            live.stop();
            live = null;
        }
        if (liveForecast != null) {
            liveForecast.stop();
            liveForecast = null;
        }
        if (liveAlerts != null) {
            liveAlerts.stop();
            liveAlerts = null;
        }
    }

    private void loadFigures(UI ui) {
        MarketFigures.Figures newest = figures.newest();
        Beat.access(ui, () -> showFigures(newest));
    }

    private void showFigures(MarketFigures.Figures newest) {
        header.showDay(Optional.ofNullable(newest.day().get(instrument.id())));
        if (header.lastPrice().isEmpty() && newest.prices().containsKey(instrument.id())) {
            header.showPrice(newest.prices().get(instrument.id()));
        }
    }

    private void showTrade(Trade trade) {
        header.showPrice(trade.price());
        String price = Numbers.grouped(Numbers.price(trade.price(), instrument));
        String priced = price + " " + instrument.displayName() + " · Souk";
        if (!priced.equals(title)) {
            title = priced;
            getUI().ifPresent(ui -> ui.getPage().setTitle(priced));
        }
    }

    /** What is shown stays as it is in all but this. */
    private void go(Instrument chosen, Interval length) {
        Map<String, String> shown = new LinkedHashMap<>();
        shown.put(INTERVAL, length.label());
        if (!indicators.shown().isEmpty()) {
            shown.put(
                    INDICATORS,
                    indicators.shown().stream().map(IndicatorSpec::toString).collect(Collectors.joining(",")));
        }
        if (forecast.getValue()) {
            shown.put(FORECAST, "on");
        }
        getUI().ifPresent(ui -> ui.navigate(ChartView.class, parameters(chosen), QueryParameters.simple(shown)));
    }
}
