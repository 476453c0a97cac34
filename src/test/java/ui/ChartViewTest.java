package ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.mvysny.kaributesting.v10.NotificationsKt;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.tabs.Tabs;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Set;
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
    private final TestAlerts alerts = new TestAlerts(market);
    private final ManualTicks ticks = new ManualTicks();
    private final MarketFigures figures = new MarketFigures(market.queries(), market.clock());
    private final TestBrowser browser = new TestBrowser()
            .with(MainLayout.class, () -> TestLayouts.main(List.of(), market, alerts, new Degradation(null), ticks))
            .with(
                    ChartView.class,
                    () -> new ChartView(market.queries(), alerts.queries(), market.hub(), figures, ticks))
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
    void letsGoOfEverythingWhenItIsLeft() {
        UI.getCurrent().navigate("chart/BTC");
        int watching = ticks.repeatedTasks();
        UI.getCurrent().navigate("chart/ETH");
        assertThat(ticks.repeatedTasks()).isEqualTo(watching);

        UI.getCurrent().navigate("about");

        // Only the layout's state of the feed, its pulse and what it says of troubles and critical alerts are left.
        assertThat(ticks.repeatedTasks()).isEqualTo(4);
    }

    private static String selectedInterval() {
        return _get(Tabs.class).getSelectedTab().getLabel();
    }
}
