package ui.components;

import static org.assertj.core.api.Assertions.assertThat;

import analytics.indicators.IndicatorSpec;
import analytics.indicators.IndicatorValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import market.Instrument;
import org.junit.jupiter.api.Test;

class IndicatorJsonTest {

    private static final Instrument BTC =
            new Instrument("binance:BTC-USDT", "binance", "BTC", "USDT", "BTCUSDT", List.of(), new BigDecimal("0.01"));

    @Test
    void anIndicatorSaysHowItIsDrawnAndItsValues() {
        IndicatorSpec spec = IndicatorSpec.parse("bollinger");
        IndicatorValue value = new IndicatorValue(spec, 60_000_000, false, List.of(64_000.123, 64_100.0, 63_900.0));

        assertThat(IndicatorJson.indicators(Map.of(spec, List.of(value)), BTC))
                .isEqualTo("[{\"id\":\"bollinger(20,2)\",\"title\":\"Bollinger bands\",\"own\":false,\"decimals\":2,"
                        + "\"outputs\":[\"middle\",\"upper\",\"lower\"],\"levels\":[],\"points\":[{\"id\":\"bollinger(20,2)\","
                        + "\"t\":60,\"v\":[\"64000.12\",\"64100.00\",\"63900.00\"]}]}]");
    }

    @Test
    void eachScaleHasItsDecimals() {
        assertThat(values("rsi", 55.678)).contains("[\"55.7\"]");
        assertThat(values("atr", 12.3456)).contains("[\"12.3456\"]");
        assertThat(values("volatility", 0.012345)).contains("[\"0.0123\"]");
        assertThat(IndicatorJson.indicators(Map.of(IndicatorSpec.parse("rsi"), List.of()), BTC))
                .contains("\"own\":true,\"decimals\":1,\"outputs\":[\"rsi\"],\"levels\":[30,70],\"points\":[]");
    }

    private static String values(String spec, double value) {
        return IndicatorJson.values(
                List.of(new IndicatorValue(IndicatorSpec.parse(spec), 0, true, List.of(value))), BTC);
    }
}
