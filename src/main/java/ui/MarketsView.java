package ui;

import api.Hub;
import api.MarketQueries;
import api.Subscription;
import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Shortcuts;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.dataview.GridListDataView;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.LitRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import com.vaadin.flow.shared.Registration;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import market.Trade;
import ui.components.PriceLabel;
import ui.components.Sparkline;
import ui.components.WindowWidth;
import ui.live.Beat;
import ui.live.Latest;
import ui.live.Ticks;

/** All instruments with their prices as they move. */
@Route(value = "", layout = MainLayout.class)
@PageTitle("Markets · Souk")
@Menu(title = "Markets", order = 1, icon = "vaadin:line-bar-chart")
@AnonymousAllowed
@Uses(PriceLabel.class)
@Uses(Sparkline.class)
class MarketsView extends Div {

    /** Below this many CSS pixels there is room for instrument, price and change only. */
    private static final int NARROW = 700;

    private final Hub hub;
    private final MarketFigures figures;
    private final Ticks ticks;
    private final Latest<String, Trade> news = new Latest<>(Trade::later);
    private final Map<String, MarketRow> rows = new LinkedHashMap<>();
    private final Grid<MarketRow> grid = new Grid<>();
    private final GridListDataView<MarketRow> view;
    private final OverviewFigures overview = new OverviewFigures();
    private final Div notice = new Div();
    private final List<Grid.Column<MarketRow>> wideOnly = new ArrayList<>();
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final List<Registration> registrations = new ArrayList<>();
    private MarketRow focused;

    MarketsView(MarketQueries queries, Hub hub, MarketFigures figures, Ticks ticks) {
        this.hub = hub;
        this.figures = figures;
        this.ticks = ticks;
        queries.instruments().forEach(instrument -> rows.put(instrument.id(), new MarketRow(instrument)));
        addClassName("souk-view");
        notice.addClassName("souk-notice");
        notice.getElement().setAttribute("role", "status");
        notice.setVisible(false);
        addColumns();
        view = grid.setItems(new ArrayList<>(rows.values()));
        setUpGrid();
        add(head(), notice, grid);
    }

    private Div head() {
        TextField filter = new TextField();
        filter.setPlaceholder("Filter, as in BTC");
        filter.setAriaLabel("Filter markets");
        filter.setPrefixComponent(VaadinIcon.SEARCH.create());
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.addValueChangeListener(change -> view.setFilter(row -> row.matches(change.getValue())));
        Div head = new Div(new H1("Markets"), overview, filter);
        head.addClassName("souk-view-head");
        return head;
    }

    private void addColumns() {
        grid.addColumn(LitRenderer.<MarketRow>of("""
                                <span class="souk-instrument"><a href="${item.href}">${item.name}</a>
                                <span class="souk-quiet souk-small">${item.venue}</span></span>""")
                        .withProperty("href", MarketsView::href)
                        .withProperty("name", row -> row.instrument().displayName())
                        .withProperty("venue", row -> row.instrument().venue()))
                .setHeader("Instrument")
                .setComparator(Comparator.comparing(row -> row.instrument().displayName()))
                .setFlexGrow(2);
        grid.addColumn(LitRenderer.<MarketRow>of("""
                                <souk-price class="souk-last" key="${item.id}" value="${item.price}"></souk-price>""")
                        .withProperty("id", row -> row.instrument().id())
                        .withProperty("price", MarketRow::priceText))
                .setHeader("Last price")
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(2);
        grid.addColumn(LitRenderer.<MarketRow>of("""
                                <span class="souk-number ${item.direction}">${item.change}</span>""")
                        .withProperty("direction", MarketRow::changeClass)
                        .withProperty("change", MarketRow::changeText))
                .setHeader("24 h")
                .setTextAlign(ColumnTextAlign.END)
                .setComparator(nullsLast(MarketRow::change))
                .setWidth("6.5rem")
                .setFlexGrow(1);
        wideOnly.add(grid.addColumn(LitRenderer.<MarketRow>of("""
                                <span class="souk-number">${item.volume}</span>""").withProperty("volume", MarketRow::volumeText))
                .setHeader("24 h volume")
                .setTextAlign(ColumnTextAlign.END)
                .setComparator(nullsLast(MarketRow::volume))
                .setFlexGrow(2));
        wideOnly.add(grid.addColumn(LitRenderer.<MarketRow>of("""
                                <span class="${item.direction}">${item.pulse}</span>""")
                        .withProperty("direction", MarketRow::pulseClass)
                        .withProperty("pulse", MarketRow::pulseText))
                .setHeader("Pulse")
                .setTextAlign(ColumnTextAlign.END)
                .setComparator(nullsLast(MarketRow::pulseChange))
                .setFlexGrow(2));
        wideOnly.add(grid.addColumn(LitRenderer.<MarketRow>of("""
                                <souk-sparkline values="${item.closes}"></souk-sparkline>""").withProperty("closes", MarketRow::closes))
                .setHeader("Last hour")
                .setTextAlign(ColumnTextAlign.END)
                .setFlexGrow(2));
    }

    private void setUpGrid() {
        grid.addClassName("souk-markets");
        grid.addThemeVariants(GridVariant.LUMO_NO_BORDER);
        grid.setSelectionMode(Grid.SelectionMode.NONE);
        grid.setSizeFull();
        grid.getElement().setAttribute("aria-label", "Markets");
        view.setIdentifierProvider(row -> row.instrument().id());
        grid.addItemClickListener(click -> open(click.getItem()));
        grid.addCellFocusListener(focus -> focused = focus.getItem().orElse(null));
        Shortcuts.addShortcutListener(grid, () -> Optional.ofNullable(focused).ifPresent(this::open), Key.ENTER)
                .listenOn(grid);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        UI ui = event.getUI();
        showFigures(figures.known());
        rows.keySet().forEach(id -> {
            hub.lastTrade(id).ifPresent(trade -> news.put(id, trade));
            subscriptions.add(hub.subscribeTrades(id, update -> news.put(id, update.data())));
        });
        showNews();
        ticks.inBackground(() -> loadFigures(ui));
        registrations.add(Beat.start(ticks, Beat.PRICES, ui, () -> !news.isEmpty(), this::showNews));
        registrations.add(ticks.every(MarketFigures.MAX_AGE, () -> ticks.inBackground(() -> loadFigures(ui))));
        registrations.add(WindowWidth.follow(ui, this::fit));
    }

    @Override
    protected void onDetach(DetachEvent event) {
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
        registrations.forEach(Registration::remove);
        registrations.clear();
    }

    /** Shows the trades that came since the last time. Only rows whose price moved are sent. */
    void showNews() {
        news.drain().forEach((id, trade) -> {
            MarketRow row = rows.get(id);
            if (row.accept(trade)) {
                view.refreshItem(row);
            }
        });
    }

    private void loadFigures(UI ui) {
        MarketFigures.Figures newest = figures.newest();
        Beat.access(ui, () -> showFigures(newest));
    }

    private void showFigures(MarketFigures.Figures newest) {
        List<MarketRow> changed =
                rows.values().stream().filter(row -> row.accept(newest)).toList();
        if (!changed.isEmpty() && !grid.getSortOrder().isEmpty()) {
            view.refreshAll();
        } else {
            changed.forEach(view::refreshItem);
        }
        overview.show(newest.overview());
        notice.setText("The database cannot be read: 24 h figures and lines are old. Prices go on.");
        notice.setVisible(!newest.complete());
    }

    private void fit(int width) {
        wideOnly.forEach(column -> column.setVisible(width >= NARROW));
    }

    private void open(MarketRow row) {
        getUI().ifPresent(ui -> ui.navigate(ChartView.class, ChartView.parameters(row.instrument())));
    }

    private static String href(MarketRow row) {
        return RouteConfiguration.forSessionScope().getUrl(ChartView.class, ChartView.parameters(row.instrument()));
    }

    private static Comparator<MarketRow> nullsLast(Function<MarketRow, Optional<BigDecimal>> value) {
        return Comparator.comparing(
                row -> value.apply(row).orElse(null), Comparator.nullsFirst(Comparator.naturalOrder()));
    }
}
