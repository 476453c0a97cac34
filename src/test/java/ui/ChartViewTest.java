package ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import analytics.indicators.IndicatorSpec;
import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.vaadin.flow.component.ComponentUtil;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.Tab;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Set;
import market.Candle;
import market.CandleStatus;
import ops.Degradation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import ui.components.PriceLabel;
import ui.live.ManualTicks;

class ChartViewTest {

    private final TestMarket market = new TestMarket();
    private boolean forecasts;
    private final TestAlerts alerts = new TestAlerts(market);
    private final ManualTicks ticks = new ManualTicks();
    private final MarketFigures figures = market.figures();
    private final TestBrowser browser = new TestBrowser()
            .with(MainLayout.class, () -> TestLayouts.main(List.of(), market, alerts, new Degradation(null), ticks))
            .with(
                    ChartView.class,
                    () -> new ChartView(
                            market.queries(),
                            alerts.queries(),
                            market.forecasts(forecasts),
                            market.hub(),
                            figures,
                            ticks))
            .with(MarketsView.class, () -> new MarketsView(market.queries(), market.hub(), figures, ticks))
            .with(AboutView.class, () -> new AboutView(List.of()))
            .with(NotFoundView.class, () -> new NotFoundView(market.queries()));

    @BeforeEach
    void open() {
        browser.open(Set.of(ChartView.class, MarketsView.class, AboutView.class), Set.of(NotFoundView.class));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"chart/BTC", "chart/btcusdt", "chart/binance:BTC-USDT"})
    void takesIdSymbolOrAlias(String path) {
        UI.getCurrent().navigate(path);

        assertThat(_get(H1.class).getText()).isEqualTo("BTC/USDT at binance");
        assertThat(selectedInterval()).isEqualTo("1m");
    }

    @Test
    void unknownSymbolIsNamedAndOthersAreOffered() {
        UI.getCurrent().navigate("chart/NOPE");

        assertThat(browser.view()).isInstanceOf(NotFoundView.class);
        assertThat(_get(Paragraph.class, search -> search.withText("There is no instrument called “NOPE”."))
                        .isVisible())
                .isTrue();
    }

    @Test
    void intervalStandsInTheAddress() {
        UI.getCurrent().navigate("chart/BTC", QueryParameters.of("interval", "5m"));
        assertThat(selectedInterval()).isEqualTo("5m");

        UI.getCurrent().navigate("chart/BTC", QueryParameters.of("interval", "7m"));
        assertThat(selectedInterval()).isEqualTo("1m");
        NotificationsKt.expectNotifications("There are no candles of 7m; these are of 1m.");
    }

    @Test
    void priceFollowsTheTradesAndTheTitleToo() {
        UI.getCurrent().navigate("chart/BTC");
        market.hub().publish(market.trade(TestMarket.BTC, "64123.4"));
        ticks.tick();

        assertThat(_get(PriceLabel.class).price()).isEqualTo("64123.40");
        assertThat(((ChartView) browser.view()).getPageTitle()).isEqualTo("64,123.40 BTC/USDT · Souk");
    }

    @Test
    void anotherInstrumentStartsAfresh() {
        UI.getCurrent().navigate("chart/BTC");
        market.hub().publish(market.trade(TestMarket.BTC, "100"));
        ticks.tick();
        UI.getCurrent().navigate("chart/ETH");
        assertThat(_get(PriceLabel.class).price()).isEmpty();

        market.hub().publish(market.trade(TestMarket.BTC, "101"));
        market.hub().publish(market.trade(TestMarket.ETH, "3"));
        ticks.tick();

        assertThat(_get(PriceLabel.class).price()).isEqualTo("3.00");
    }

    @Test
    void indicatorsStandInTheAddress() {
        UI.getCurrent().navigate("chart/BTC", QueryParameters.fromString("indicators=ema(50),bollinger,ema(50)"));

        assertThat(indicators()).containsExactlyInAnyOrder("ema(50)", "bollinger(20,2)");
    }

    @Test
    void whatIsNoIndicatorIsSaidAndLeftOut() {
        UI.getCurrent().navigate("chart/BTC", QueryParameters.fromString("indicators=magic,rsi(0),rsi"));

        NotificationsKt.expectNotifications(
                "There is no indicator 'magic': there are sma, ema, vwap, bollinger, rsi, macd, atr, volatility.",
                "Rsi cannot have '0' (period: a whole number from 1 to 200, 14 if left out).");
        assertThat(indicators()).containsExactly("rsi(14)");
    }

    @Test
    void aChartHasEightIndicatorsAtMost() {
        UI.getCurrent()
                .navigate(
                        "chart/BTC",
                        QueryParameters.fromString(
                                "indicators=sma,sma(2),sma(3),sma(4),sma(5),sma(6)," + "sma(7),sma(8),sma(9)"));

        NotificationsKt.expectNotifications("A chart shows 8 indicators at most.");
        assertThat(indicators()).hasSize(8).doesNotContain("sma(9)");
    }

    @Test
    void anotherIntervalKeepsTheIndicators() {
        UI.getCurrent().navigate("chart/BTC", QueryParameters.fromString("interval=1m&indicators=rsi"));
        Tabs tabs = _get(Tabs.class);
        Tab before = tabs.getSelectedTab();
        tabs.setSelectedTab(tabs.getTabAt(1));
        ComponentUtil.fireEvent(tabs, new Tabs.SelectedChangeEvent(tabs, before, true));

        assertThat(selectedInterval()).isEqualTo("5m");
        assertThat(indicators()).containsExactly("rsi(14)");
    }

    @Test
    void anIndicatorWithOtherParametersIsTyped() {
        UI.getCurrent().navigate("chart/BTC", QueryParameters.fromString("indicators=rsi"));
        IndicatorPicker picker = _get(IndicatorPicker.class);
        ComponentUtil.fireEvent(picker, new MultiSelectComboBox.CustomValueSetEvent<>(picker, true, "sma(3)"));

        assertThat(indicators()).containsExactlyInAnyOrder("rsi(14)", "sma(3)");
        assertThat(browser.view()).isInstanceOf(ChartView.class);
    }

    @Test
    void thereIsNoForecastUnlessItIsTurnedOn() {
        UI.getCurrent().navigate("chart/BTC", QueryParameters.fromString("forecast=on"));

        assertThat(_find(Checkbox.class)).isEmpty();
    }

    @Test
    void aForecastIsShownWithItsErrorBesideTheNaiveOne() {
        forecasts = true;
        for (int minute = 0; minute < 320; minute++) {
            Candle candle = market.candle(TestMarket.BTC, minute, Integer.toString(1_000 + minute % 7), 1);
            market.store(candle.closed(1, CandleStatus.COMPLETE));
        }
        UI.getCurrent().navigate("chart/BTC", QueryParameters.fromString("forecast=on"));
        ticks.runBackground();

        assertThat(_get(Checkbox.class).getValue()).isTrue();
        assertThat(_get(Checkbox.class).getLabel()).isEqualTo("Forecast (experimental)");
        assertThat(_find(Span.class)).extracting(Span::getText).anySatisfy(text -> assertThat(text)
                .matches("Its error in the last 100 candles: 0\\.\\d+ %, naive 0\\.\\d+ %\\. "
                        + "The band, meant to hold 80 %, held \\d+ %\\."));
    }

    @Test
    void tooFewCandlesForAForecastAreSaid() {
        forecasts = true;
        UI.getCurrent().navigate("chart/BTC", QueryParameters.fromString("forecast=on"));
        ticks.runBackground();

        assertThat(_find(Span.class))
                .extracting(Span::getText)
                .contains("A forecast of 5 candles needs 304 closed ones of 1m, there are 0.");
    }

    @Test
    void letsGoOfEverythingWhenItIsLeft() {
        forecasts = true;
        UI.getCurrent().navigate("chart/BTC", QueryParameters.of("forecast", "on"));
        UI.getCurrent().navigate("chart/BTC");
        int watching = ticks.repeatedTasks();
        UI.getCurrent().navigate("chart/ETH");
        assertThat(ticks.repeatedTasks()).isEqualTo(watching);

        UI.getCurrent().navigate("about");

        // Only the layout's state of the feed, its pulse and what it says of troubles and critical alerts are left.
        assertThat(ticks.repeatedTasks()).isEqualTo(4);
    }

    private static List<String> indicators() {
        return _get(IndicatorPicker.class).getValue().stream()
                .map(IndicatorSpec::toString)
                .toList();
    }

    private static String selectedInterval() {
        return _get(Tabs.class).getSelectedTab().getLabel();
    }
}
