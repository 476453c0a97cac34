package feeds.simulator;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/**
 * How an instrument trades. Orders of magnitude of the real market, not a forecast.
 *
 * @param basePrice where the walk begins when no last price is known, quote currency
 * @param drift of the logarithm of the price, per year
 * @param volatility of the logarithm of the price, per year; 0.5 means 50 %
 * @param typicalNotional the median value of a trade, quote currency
 * @param weight share of all trades, relative to the other instruments' weights
 * @param quantityDecimals decimals of a quantity, base currency
 */
record MarketProfile(
        BigDecimal basePrice,
        double drift,
        double volatility,
        double typicalNotional,
        double weight,
        int quantityDecimals) {

    private static final MarketProfile OTHER = profile("100", 0.05, 0.60, 150, 1.5, 4);

    private static final Map<String, MarketProfile> BY_VENUE_SYMBOL = Map.ofEntries(
            Map.entry("BTCUSDT", profile("67000", 0.15, 0.50, 150, 30, 5)),
            Map.entry("ETHUSDT", profile("3400", 0.12, 0.65, 140, 22, 4)),
            Map.entry("SOLUSDT", profile("160", 0.15, 0.85, 120, 10, 3)),
            Map.entry("BNBUSDT", profile("590", 0.10, 0.55, 110, 6, 3)),
            Map.entry("XRPUSDT", profile("0.60", 0.08, 0.80, 100, 8, 0)),
            Map.entry("DOGEUSDT", profile("0.16", 0.05, 0.95, 80, 7, 0)),
            Map.entry("ADAUSDT", profile("0.45", 0.05, 0.80, 80, 4, 1)),
            Map.entry("AVAXUSDT", profile("36", 0.05, 0.90, 90, 3, 2)),
            Map.entry("LINKUSDT", profile("14.5", 0.08, 0.85, 90, 3, 2)),
            Map.entry("DOTUSDT", profile("6.2", 0.03, 0.80, 80, 2, 2)),
            Map.entry("LTCUSDT", profile("82", 0.03, 0.70, 90, 2, 3)),
            Map.entry("TRXUSDT", profile("0.13", 0.06, 0.55, 80, 3, 1)));

    /** The built-in profile of this venue symbol, or one that suits any instrument. */
    static MarketProfile of(String venueSymbol) {
        return BY_VENUE_SYMBOL.getOrDefault(venueSymbol.toUpperCase(Locale.ROOT), OTHER);
    }

    private static MarketProfile profile(
            String basePrice, double drift, double volatility, double typicalNotional, double weight, int decimals) {
        return new MarketProfile(new BigDecimal(basePrice), drift, volatility, typicalNotional, weight, decimals);
    }
}
