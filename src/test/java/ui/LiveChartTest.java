package ui;

import static org.assertj.core.api.Assertions.assertThat;

import analytics.indicators.IndicatorSpec;
import analytics.indicators.IndicatorValue;
import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import market.Candle;
import market.Interval;
import market.Trade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ui.components.CandleChart;
import ui.components.TradeTape;
import ui.live.ManualTicks;

class LiveChartTest {

    private static final IndicatorSpec SMA = IndicatorSpec.parse("sma(2)");

    private final TestMarket market = new TestMarket();
    private final ManualTicks ticks = new ManualTicks();
    private final RecordingChart chart = new RecordingChart();
    private final List<Trade> trades = new ArrayList<>();
    private LiveChart live;

    @BeforeEach
    void open() {
        MockVaadin.setup();
        live = new LiveChart(
                market.hub(),
                market.queries(),
                ticks,
                UI.getCurrent(),
                TestMarket.BTC,
                Interval.M1,
                chart,
                List.of(SMA),
                new TradeTape(),
                trades::add);
    }

    @AfterEach
    void close() {
        MockVaadin.tearDown();
    }

    @Test
    void showsHistoryThenEveryChange() {
        Candle stored = market.candle(TestMarket.BTC, 0, "100", 1);
        market.store(stored);
        live.start();
        ticks.runBackground();
        assertThat(chart.shown).containsExactly(stored);

        Candle grown = market.candle(TestMarket.BTC, 0, "100", 2);
        market.publish(grown);
        ticks.tick();

        assertThat(chart.updates).containsExactly(grown);
    }

    @Test
    void updateThatOvertakesTheHistoryStays() {
        market.store(market.candle(TestMarket.BTC, 0, "100", 1));
        live.start();
        Candle grown = market.candle(TestMarket.BTC, 0, "100", 5);
        market.publish(grown);
        ticks.tick();
        ticks.runBackground();

        assertThat(chart.shown).containsExactly(grown);
    }

    @Test
    void manyUpdatesBetweenTwoBeatsAreOne() {
        live.start();
        ticks.runBackground();
        for (int trades = 1; trades <= 50; trades++) {
            market.publish(market.candle(TestMarket.BTC, 0, "100", trades));
        }
        ticks.tick();

        assertThat(chart.updates).singleElement().extracting(Candle::trades).isEqualTo(50L);
    }

    @Test
    void tradesMoveThePriceLineBetweenCandles() {
        live.start();
        ticks.runBackground();
        market.hub().publish(market.trade(TestMarket.BTC, "101"));
        market.hub().publish(market.trade(TestMarket.BTC, "102"));
        ticks.tick();

        assertThat(chart.lastPrice).isEqualByComparingTo("102");
        assertThat(trades).extracting(Trade::price).containsExactly(new BigDecimal("102"));
    }

    @Test
    void databaseAwayIsSaidAndAskedAgain() {
        market.loseDatabase();
        live.start();
        Candle first = market.candle(TestMarket.BTC, 1, "100", 1);
        market.publish(first);
        ticks.tick();
        ticks.runBackground();
        assertThat(chart.notice()).contains("cannot be read");
        assertThat(chart.updates).containsExactly(first);

        Candle earlier = market.candle(TestMarket.BTC, 0, "99", 1);
        market.findDatabase();
        market.store(earlier);
        ticks.tick();
        ticks.runBackground();

        assertThat(chart.notice()).isEmpty();
        assertThat(chart.shown).containsExactly(earlier, first);
    }

    @Test
    void indicatorsFollowHistoryThenEveryChangeOfTheNewestCandle() {
        market.store(market.candle(TestMarket.BTC, 0, "100", 1), market.candle(TestMarket.BTC, 1, "102", 1));
        live.start();
        assertThat(chart.indicators).isEmpty();
        ticks.runBackground();
        assertThat(chart.indicators).extracting(IndicatorValue::value).containsExactly(101.0);

        market.publish(market.candle(TestMarket.BTC, 1, "104", 2));
        ticks.tick();
        assertThat(chart.newest).extracting(IndicatorValue::value).containsExactly(102.0);

        market.publish(market.candle(TestMarket.BTC, 2, "106", 1));
        ticks.tick();
        assertThat(chart.newest).extracting(IndicatorValue::value).containsExactly(105.0);
        assertThat(chart.newest.get(0).open()).isTrue();
    }

    @Test
    void aCorrectionOfAnEarlierCandleDrawsIndicatorsAnew() {
        market.store(
                market.candle(TestMarket.BTC, 0, "100", 1),
                market.candle(TestMarket.BTC, 1, "102", 1),
                market.candle(TestMarket.BTC, 2, "104", 1));
        live.start();
        ticks.runBackground();

        market.publish(market.candle(TestMarket.BTC, 1, "112", 2));
        ticks.tick();

        assertThat(chart.indicators).extracting(IndicatorValue::value).containsExactly(106.0, 108.0);
        assertThat(chart.newest).isEmpty();
    }

    @Test
    void anUpdateThatOvertakesTheHistoryCountsInTheIndicators() {
        market.store(market.candle(TestMarket.BTC, 0, "100", 1), market.candle(TestMarket.BTC, 1, "102", 1));
        live.start();
        market.publish(market.candle(TestMarket.BTC, 1, "110", 5));
        ticks.tick();
        ticks.runBackground();

        assertThat(chart.indicators).extracting(IndicatorValue::value).containsExactly(105.0);
    }

    @Test
    void stoppedChartIsLeftAlone() {
        market.store(market.candle(TestMarket.BTC, 0, "100", 1));
        live.start();
        live.stop();
        ticks.runBackground();
        market.publish(market.candle(TestMarket.BTC, 1, "100", 1));
        ticks.tick();

        assertThat(chart.shown).isEmpty();
        assertThat(chart.updates).isEmpty();
        assertThat(ticks.repeatedTasks()).isZero();
    }

    private static final class RecordingChart extends CandleChart {

        private static final long serialVersionUID = 1L;

        private final List<Candle> updates = new ArrayList<>();
        private List<Candle> shown = List.of();
        private BigDecimal lastPrice;
        private List<IndicatorValue> indicators = List.of();
        private List<IndicatorValue> newest = List.of();

        @Override
        public void setIndicators(Map<IndicatorSpec, List<IndicatorValue>> values) {
            indicators = values.getOrDefault(SMA, List.of());
        }

        @Override
        public void updateIndicators(List<IndicatorValue> values) {
            newest = values;
        }

        @Override
        public void setCandles(List<Candle> candles) {
            shown = candles;
        }

        @Override
        public void update(Candle candle) {
            updates.add(candle);
        }

        @Override
        public void setLastPrice(BigDecimal price) {
            lastPrice = price;
        }
    }
}
