package ui;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import market.Candle;

/**
 * The candles of one chart. History and live updates overlap and overtake each other; of two versions of a candle the
 * one with the higher revision counts, then the one with more trades. Not thread safe: used under its UI's lock.
 */
final class CandleSeries {

    private final int limit;
    private final TreeMap<Long, Candle> byStart = new TreeMap<>();

    /** @param limit how many of the newest are remembered: corrections of older ones are passed on unseen */
    CandleSeries(int limit) {
        this.limit = limit;
    }

    /** Takes candles in and returns those that are news, oldest first. */
    List<Candle> merge(Collection<Candle> candles) {
        List<Candle> news = new ArrayList<>();
        candles.stream()
                .sorted((a, b) -> Long.compare(a.key().startMicros(), b.key().startMicros()))
                .filter(candle -> isNews(candle, byStart.get(candle.key().startMicros())))
                .forEach(candle -> {
                    byStart.put(candle.key().startMicros(), candle);
                    news.add(candle);
                });
        while (byStart.size() > limit) {
            byStart.pollFirstEntry();
        }
        return news;
    }

    /** All that are remembered, oldest first. */
    List<Candle> all() {
        return List.copyOf(byStart.values());
    }

    /** The later version of a candle. */
    static Candle newer(Candle known, Candle other) {
        return isNews(other, known) ? other : known;
    }

    private static boolean isNews(Candle candle, Candle known) {
        if (known == null) {
            return true;
        }
        return candle.revision() != known.revision()
                ? candle.revision() > known.revision()
                : candle.trades() > known.trades();
    }
}
