package routes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import market.Candle;
import market.CandleKey;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;

/** Collects lists of candles into a map by their key: of each the one that came last. Camel calls it one at a time. */
final class ChangedCandles implements AggregationStrategy {

    @Override
    public Exchange aggregate(Exchange collected, Exchange next) {
        List<Candle> changed = changed(next);
        Exchange result = collected;
        if (collected == null) {
            next.getMessage().setBody(new LinkedHashMap<CandleKey, Candle>());
            result = next;
        }
        Map<CandleKey, Candle> candles = candles(result);
        changed.forEach(candle -> candles.put(candle.key(), candle));
        return result;
    }

    @SuppressWarnings("unchecked")
    private static List<Candle> changed(Exchange exchange) {
        return exchange.getMessage().getBody(List.class);
    }

    @SuppressWarnings("unchecked")
    static Map<CandleKey, Candle> candles(Exchange exchange) {
        return exchange.getMessage().getBody(Map.class);
    }
}
