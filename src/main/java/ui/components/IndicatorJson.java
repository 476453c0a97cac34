package ui.components;

import analytics.indicators.IndicatorName;
import analytics.indicators.IndicatorSpec;
import analytics.indicators.IndicatorValue;
import api.ForecastAnswer;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import market.Instrument;

/**
 * Indicators and forecasts for our chart: short names, values as decimal strings with as many decimals as are shown, times in
 * epoch seconds.
 */
final class IndicatorJson {

    /** A difference of prices is smaller than they are: it needs more decimals to say as much. */
    private static final int MORE_DECIMALS = 2;

    private IndicatorJson() {}

    static String indicators(Map<IndicatorSpec, List<IndicatorValue>> indicators, Instrument instrument) {
        return ChartJson.write(json -> {
            json.writeStartArray();
            for (Map.Entry<IndicatorSpec, List<IndicatorValue>> entry : indicators.entrySet()) {
                IndicatorName name = entry.getKey().name();
                json.writeStartObject();
                json.writeStringField("id", entry.getKey().toString());
                json.writeStringField("title", name.title());
                json.writeBooleanField("own", !name.overlaysPrice());
                json.writeNumberField("decimals", decimals(name, instrument));
                json.writeArrayFieldStart("outputs");
                for (String output : name.outputs()) {
                    json.writeString(output);
                }
                json.writeEndArray();
                json.writeFieldName("levels");
                json.writeArray(levels(name), 0, levels(name).length);
                json.writeArrayFieldStart("points");
                for (IndicatorValue value : entry.getValue()) {
                    write(value, instrument, json);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    static String values(List<IndicatorValue> values, Instrument instrument) {
        return ChartJson.write(json -> {
            json.writeStartArray();
            for (IndicatorValue value : values) {
                write(value, instrument, json);
            }
            json.writeEndArray();
        });
    }

    static String forecast(ForecastAnswer forecast) {
        return ChartJson.write(json -> {
            json.writeStartArray();
            for (ForecastAnswer.Point point : forecast.points()) {
                json.writeStartObject();
                json.writeNumberField("t", point.startMs() / 1_000);
                json.writeStringField("value", point.value());
                json.writeStringField("lower", point.lower());
                json.writeStringField("upper", point.upper());
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(IndicatorValue value, Instrument instrument, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", value.spec().toString());
        json.writeNumberField("t", value.start().getEpochSecond());
        json.writeArrayFieldStart("v");
        int decimals = decimals(value.spec().name(), instrument);
        for (double output : value.values()) {
            json.writeString(new BigDecimal(output)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .toPlainString());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static int decimals(IndicatorName name, Instrument instrument) {
        return switch (name.scale()) {
            case PRICE -> instrument.priceDecimals();
            case PRICE_DIFFERENCE -> instrument.priceDecimals() + MORE_DECIMALS;
            case HUNDRED -> 1;
            case PERCENT -> 4;
        };
    }

    /** Where lines are drawn across: what RSI calls oversold and overbought, and zero for MACD. */
    private static int[] levels(IndicatorName name) {
        return switch (name) {
            case RSI -> new int[] {30, 70};
            case MACD -> new int[] {0};
            case SMA, EMA, VWAP, BOLLINGER, ATR, VOLATILITY -> new int[] {};
        };
    }
}
