package analytics.pulse;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.DayFigures;
import market.Quote;
import market.Trade;

/**
 * Quotes made of Souk's own last trades and candles, for instruments of which nobody tells any. A trade makes one quote at most: it
 * remembers the last it used of each instrument. For one thread.
 */
public final class DerivedQuotes {

    /** The source of such a quote. */
    public static final String SOURCE = "souk";

    private final Map<String, Long> used = new HashMap<>();

    /**
     * @param lastTrades the last of each instrument
     * @param day the figures of 24 hours by instrument; those that it has none of tell a price only
     * @param nowMicros our clock, epoch µs
     * @return a quote of each trade that is later than the one used before
     */
    public List<Quote> of(Collection<Trade> lastTrades, Map<String, DayFigures> day, long nowMicros) {
        List<Quote> quotes = new ArrayList<>();
        for (Trade trade : lastTrades) {
            long before = used.getOrDefault(trade.instrument(), Long.MIN_VALUE);
            if (trade.eventTimeMicros() > before) {
                used.put(trade.instrument(), trade.eventTimeMicros());
                quotes.add(quote(trade, day.get(trade.instrument()), nowMicros));
            }
        }
        return quotes;
    }

    private static Quote quote(Trade trade, DayFigures day, long nowMicros) {
        return new Quote(
                trade.instrument(),
                SOURCE,
                trade.price(),
                day == null ? null : Quote.changePercent(day.open(), trade.price()),
                day == null ? null : day.volume(),
                day == null ? null : day.quoteVolume(),
                null,
                trade.eventTimeMicros(),
                nowMicros);
    }
}
