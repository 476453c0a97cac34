package ui.components;

import analytics.indicators.IndicatorSpec;
import analytics.indicators.IndicatorValue;
import api.ForecastAnswer;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasSize;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import market.Candle;
import market.Instrument;
import market.Interval;

/**
 * {@code souk-chart}: candles and their volume, drawn by TradingView's Lightweight Charts. Its licence asks for the
 * notice that {@code AboutView} shows.
 */
@Tag("souk-chart")
@NpmPackage(value = "lightweight-charts", version = "5.2.1")
@JsModule("./souk/souk-chart.ts")
public class CandleChart extends Component implements HasSize {

    private Instrument instrument;

    /** Empties the chart for candles of this instrument and interval. */
    public void reset(Instrument shown, Interval interval) {
        instrument = shown;
        getElement().setProperty("precision", shown.priceDecimals());
        getElement().setProperty("minMove", shown.tickSize().doubleValue());
        getElement().setProperty("label", shown.displayName() + ", " + interval.label() + " candles");
        setNotice("");
        setCandles(List.of());
        setIndicators(Map.of());
    }

    /** Shows these candles, oldest first, instead of those shown, and goes to the newest. */
    public void setCandles(List<Candle> candles) {
        getElement().callJsFunction("setCandles", ChartJson.candles(candles, instrument));
    }

    /** Shows a candle that is new or changed. */
    public void update(Candle candle) {
        getElement().callJsFunction("updateCandle", ChartJson.candle(candle, instrument));
    }

    /** Moves the line of the last price. */
    public void setLastPrice(BigDecimal price) {
        getElement().callJsFunction("setLastPrice", Numbers.price(price, instrument));
    }

    /** Draws these indicators, in their order, with their values, oldest first, instead of those drawn. */
    public void setIndicators(Map<IndicatorSpec, List<IndicatorValue>> values) {
        getElement().callJsFunction("setIndicators", IndicatorJson.indicators(values, instrument));
    }

    /** Draws values of indicators that are drawn: of new candles, or of the newest once more. */
    public void updateIndicators(List<IndicatorValue> values) {
        getElement().callJsFunction("updateIndicators", IndicatorJson.values(values, instrument));
    }

    /** Draws a forecast and its band. What its error was has to be said beside it. */
    public void setForecast(ForecastAnswer forecast) {
        getElement().callJsFunction("setForecast", IndicatorJson.forecast(forecast));
    }

    public void clearForecast() {
        getElement().callJsFunction("setForecast", "[]");
    }

    /** Marks the candles of alerts, instead of those that are marked. */
    public void setAlerts(List<AlertMark> marks) {
        getElement().callJsFunction("setAlerts", AlertMarkJson.marks(marks));
    }

    /** Says why there is less to see than there should be; empty if all is well. */
    public void setNotice(String notice) {
        getElement().setProperty("notice", notice);
    }

    public String notice() {
        return getElement().getProperty("notice", "");
    }
}
