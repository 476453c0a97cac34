package ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._find;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static com.github.mvysny.kaributesting.v10.LocatorJ._setValue;
import static org.assertj.core.api.Assertions.assertThat;

import analytics.pulse.TestPulse;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import market.Instrument;
import market.Pulse;
import market.Trade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ui.live.ManualTicks;

class MarketsViewTest {

    private final TestMarket market = new TestMarket();
    private final ManualTicks ticks = new ManualTicks();
    private final TestBrowser browser = new TestBrowser();
    private MarketsView view;

    @BeforeEach
    void open() {
        browser.open(Set.of(ChartView.class), Set.of());
        market.store(market.candle(TestMarket.BTC, 0, "100", 1), market.candle(TestMarket.BTC, 1, "110", 1));
        market.storeDay(TestMarket.BTC, TestMarket.day("100"));
        view = new MarketsView(market.queries(), market.hub(), market.figures(), ticks);
        UI.getCurrent().add(view);
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void showsWhatIsStoredUntilATradeComesBy() {
        ticks.runBackground();

        assertThat(rows()).extracting(MarketRow::priceText).containsExactly("110.00", "");
        assertThat(rows()).extracting(MarketRow::changeText).containsExactly("▲ +10.00 %", "–");
        assertThat(rows()).extracting(MarketRow::volumeText).containsExactly("1.23 M USDT", "–");
        assertThat(row(0).closes()).isEqualTo("0,99");

        market.hub().publish(market.trade(TestMarket.BTC, "95"));
        ticks.tick();

        assertThat(row(0).priceText()).isEqualTo("95.00");
        assertThat(row(0).changeText()).isEqualTo("▼ −5.00 %");
    }

    @Test
    void showsThePulseOfEachAndOfAll() {
        ticks.runBackground();
        assertThat(rows()).extracting(MarketRow::pulseText).containsExactly("–", "–");
        assertThat(overview()).isEmpty();

        market.pulses().cached.put(TestMarket.BTC.id(), pulse(TestMarket.BTC, "2.5", "1000000"));
        market.pulses().cached.put(TestMarket.ETH.id(), pulse(TestMarket.ETH, "-12", "500000"));
        market.pass(MarketFigures.MAX_AGE);
        ticks.tick();
        ticks.runBackground();

        assertThat(rows()).extracting(MarketRow::pulseText).containsExactly("Rising · moving", "Crashing · high");
        assertThat(rows()).extracting(MarketRow::pulseClass).containsExactly("souk-up", "souk-down");
        assertThat(overview()).containsExactly("Neutral", "▲ 1 ▼ 1", "▼ −4.75 %", "1.50 M USDT");
    }

    @Test
    void pulseOfLongAgoIsNotShown() {
        market.pulses().cached.put(TestMarket.BTC.id(), pulse(TestMarket.BTC, "2.5", "1000000"));
        market.pass(Duration.ofMinutes(11));
        ticks.runBackground();

        assertThat(row(0).pulseText()).isEqualTo("–");
        assertThat(overview()).isEmpty();
    }

    private Pulse pulse(Instrument instrument, String change, String quoteVolume) {
        long window = market.clock().instant().getEpochSecond() / 30 * 30 * 1_000_000 - 30_000_000;
        return TestPulse.pulse(instrument.id(), window, "100", change, quoteVolume);
    }

    private List<String> overview() {
        return _find(view, DescriptionList.Description.class).stream()
                .map(DescriptionList.Description::getText)
                .toList();
    }

    @Test
    void storedPriceDoesNotOverwriteALaterTrade() {
        market.hub().publish(market.trade(TestMarket.BTC, "95"));
        ticks.tick();
        ticks.runBackground();

        assertThat(row(0).priceText()).isEqualTo("95.00");
    }

    @Test
    void lateTradeDoesNotMoveThePriceBack() {
        Trade late = market.trade(TestMarket.BTC, "90");
        market.pass(Duration.ofSeconds(1));
        market.hub().publish(market.trade(TestMarket.BTC, "95"));
        market.hub().publish(late);
        ticks.tick();

        assertThat(row(0).priceText()).isEqualTo("95.00");
    }

    @Test
    void databaseAwayLeavesPricesAndSaysSo() {
        ticks.runBackground();
        assertThat(notices()).isEmpty();

        market.loseDatabase();
        market.pass(MarketFigures.MAX_AGE.plusSeconds(1));
        market.hub().publish(market.trade(TestMarket.ETH, "3.5"));
        ticks.tick();
        ticks.runBackground();

        assertThat(notices()).hasSize(1);
        assertThat(rows()).extracting(MarketRow::priceText).containsExactly("110.00", "3.50");
        assertThat(row(0).volumeText()).isEqualTo("1.23 M USDT");

        market.findDatabase();
        market.pass(MarketFigures.MAX_AGE.plusSeconds(1));
        ticks.tick();
        ticks.runBackground();

        assertThat(notices()).isEmpty();
    }

    @Test
    void filterFindsSymbolsAndAliases() {
        _setValue(_get(view, TextField.class), "ethusdt");

        assertThat(rows()).extracting(row -> row.instrument().base()).containsExactly("ETH");
    }

    @Test
    void letsGoOfEverythingWhenItIsClosed() {
        view.removeFromParent();
        market.hub().publish(market.trade(TestMarket.BTC, "95"));
        view.showNews();

        assertThat(ticks.repeatedTasks()).isZero();
        assertThat(row(0).priceText()).isEmpty();
    }

    private MarketRow row(int index) {
        return rows().get(index);
    }

    @SuppressWarnings("unchecked")
    private List<MarketRow> rows() {
        Grid<MarketRow> grid = (Grid<MarketRow>)
                view.getChildren().filter(Grid.class::isInstance).findFirst().orElseThrow();
        return grid.getListDataView().getItems().toList();
    }

    private List<Div> notices() {
        return _find(view, Div.class, search -> search.withClasses("souk-notice"));
    }
}
