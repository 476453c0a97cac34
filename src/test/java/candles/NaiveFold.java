package candles;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.Interval;
import market.TakerSide;
import market.Trade;

/**
 * What the candles of a list of trades must be, computed as plainly as can be: drop repeated ids, sort, group by
 * window, sum up. Shares no code with the engine. Revision and status are left out: they tell how a candle came about.
 */
public final class NaiveFold {

    private NaiveFold() {}

    /** The figures of a candle that do not depend on the order in which its trades came. Decimals without scale. */
    public record Figures(
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume,
            BigDecimal quoteVolume,
            BigDecimal takerBuyVolume,
            long trades,
            long firstTradeId,
            long lastTradeId,
            long firstTradeMicros,
            long lastTradeMicros) {

        public static Figures of(Candle candle) {
            return new Figures(
                    plain(candle.open()),
                    plain(candle.high()),
                    plain(candle.low()),
                    plain(candle.close()),
                    plain(candle.volume()),
                    plain(candle.quoteVolume()),
                    plain(candle.takerBuyVolume()),
                    candle.trades(),
                    candle.firstTradeId(),
                    candle.lastTradeId(),
                    candle.firstTradeMicros(),
                    candle.lastTradeMicros());
        }
    }

    public static Map<String, Figures> of(List<Trade> trades, List<Interval> intervals) {
        Map<String, Figures> candles = new TreeMap<>();
        var distinct = trades.stream()
                .collect(Collectors.toMap(t -> t.instrument() + t.tradeId(), t -> t, (a, b) -> a))
                .values();
        for (Interval interval : intervals) {
            distinct.stream()
                    .collect(Collectors.groupingBy(t -> name(
                            t.instrument(), interval, t.eventTimeMicros() - t.eventTimeMicros() % interval.micros())))
                    .forEach((name, window) -> candles.put(name, figures(window)));
        }
        return candles;
    }

    /** The same names and figures, of candles that somebody else folded. */
    public static Map<String, Figures> of(Iterable<Candle> candles) {
        Map<String, Figures> figures = new TreeMap<>();
        candles.forEach(candle -> figures.put(name(candle.key()), Figures.of(candle)));
        return figures;
    }

    public static boolean isClosed(Candle candle) {
        return candle.status() != CandleStatus.OPEN;
    }

    private static Figures figures(List<Trade> window) {
        List<Trade> sorted = window.stream()
                .sorted(Comparator.comparingLong(Trade::eventTimeMicros).thenComparingLong(Trade::tradeId))
                .toList();
        Trade first = sorted.get(0);
        Trade last = sorted.get(sorted.size() - 1);
        return new Figures(
                plain(first.price()),
                plain(sorted.stream()
                        .map(Trade::price)
                        .max(Comparator.naturalOrder())
                        .orElseThrow()),
                plain(sorted.stream()
                        .map(Trade::price)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()),
                plain(last.price()),
                plain(sum(sorted.stream().map(Trade::quantity).toList())),
                plain(sum(sorted.stream()
                        .map(t -> t.price().multiply(t.quantity()))
                        .toList())),
                plain(sum(sorted.stream()
                        .filter(t -> t.takerSide() == TakerSide.BUY)
                        .map(Trade::quantity)
                        .toList())),
                sorted.size(),
                first.tradeId(),
                last.tradeId(),
                first.eventTimeMicros(),
                last.eventTimeMicros());
    }

    private static BigDecimal sum(List<BigDecimal> values) {
        return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static BigDecimal plain(BigDecimal value) {
        return value.stripTrailingZeros();
    }

    public static String name(CandleKey key) {
        return name(key.instrument(), key.interval(), key.startMicros());
    }

    private static String name(String instrument, Interval interval, long startMicros) {
        return instrument + " " + interval.label() + " " + startMicros;
    }
}
