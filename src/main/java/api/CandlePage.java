package api;

import java.util.List;
import market.Candle;

/**
 * The answer of {@code historical}.
 *
 * @param instrument instrument id
 * @param interval label, as in {@code 1m}
 * @param candles oldest first
 * @param next the cursor to ask for what follows with; null if nothing does
 */
public record CandlePage(String instrument, String interval, List<Candle> candles, String next) {}
