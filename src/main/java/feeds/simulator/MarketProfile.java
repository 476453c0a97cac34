package feeds.simulator;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import market.TradingHours;

/**
 * How an instrument trades. Orders of magnitude of the real market, not a forecast.
 *
 * @param basePrice where the walk begins when no last price is known, quote currency
 * @param drift of the logarithm of the price, per year; −{@value #MAX_DRIFT} to {@value #MAX_DRIFT}
 * @param volatility of the logarithm of the price, per year; 0.5 means 50 %; 0 to {@value #MAX_VOLATILITY}
 * @param typicalNotional the median value of a trade, quote currency; above 0, at most {@value #MAX_NOTIONAL}
 * @param weight share of all trades, relative to the other instruments' weights; above 0, at most {@value #MAX_WEIGHT}
 * @param quantityDecimals decimals of a quantity, base currency
 * @param volumeProfile when in its session it trades most
 */
public record MarketProfile(
        BigDecimal basePrice,
        double drift,
        double volatility,
        double typicalNotional,
        double weight,
        int quantityDecimals,
        VolumeProfile volumeProfile) {

    /** With these a price goes from one end of what can be shown to the other in months: more is no market any more. */
    private static final double MAX_DRIFT = 10;

    private static final double MAX_VOLATILITY = 10;

    /** With a price of one tick of 10⁻⁸ this is a quantity of 17 digits, which a decimal and a long hold. */
    private static final double MAX_NOTIONAL = 1e9;

    /** Of what must not be nothing: with much less, sums of it are. */
    private static final double LEAST = 0.001;

    private static final double MAX_WEIGHT = 1_000;

    private static final MarketProfile OTHER = crypto("100", 0.05, 0.60, 150, 1.5, 4);

    private static final MarketProfile OTHER_STOCK = stock("100", 0.07, 0.35, 2_000, 3);

    private static final Map<String, MarketProfile> BY_VENUE_SYMBOL = Map.ofEntries(
            Map.entry("BTCUSDT", crypto("67000", 0.15, 0.50, 150, 30, 5)),
            Map.entry("ETHUSDT", crypto("3400", 0.12, 0.65, 140, 22, 4)),
            Map.entry("SOLUSDT", crypto("160", 0.15, 0.85, 120, 10, 3)),
            Map.entry("BNBUSDT", crypto("590", 0.10, 0.55, 110, 6, 3)),
            Map.entry("XRPUSDT", crypto("0.60", 0.08, 0.80, 100, 8, 0)),
            Map.entry("DOGEUSDT", crypto("0.16", 0.05, 0.95, 80, 7, 0)),
            Map.entry("ADAUSDT", crypto("0.45", 0.05, 0.80, 80, 4, 1)),
            Map.entry("AVAXUSDT", crypto("36", 0.05, 0.90, 90, 3, 2)),
            Map.entry("LINKUSDT", crypto("14.5", 0.08, 0.85, 90, 3, 2)),
            Map.entry("DOTUSDT", crypto("6.2", 0.03, 0.80, 80, 2, 2)),
            Map.entry("LTCUSDT", crypto("82", 0.03, 0.70, 90, 2, 3)),
            Map.entry("TRXUSDT", crypto("0.13", 0.06, 0.55, 80, 3, 1)),
            Map.entry("AAPL", stock("270", 0.10, 0.28, 2_500, 9)),
            Map.entry("MSFT", stock("480", 0.10, 0.25, 3_000, 6)),
            Map.entry("NVDA", stock("180", 0.20, 0.45, 2_000, 14)),
            Map.entry("AMZN", stock("225", 0.10, 0.32, 2_500, 7)),
            Map.entry("TSLA", stock("420", 0.12, 0.55, 2_200, 12)),
            Map.entry("GOOGL", stock("280", 0.10, 0.30, 2_500, 6)));

    public MarketProfile {
        Objects.requireNonNull(volumeProfile, "volumeProfile");
        if (basePrice.signum() <= 0) {
            throw new IllegalArgumentException("basePrice must be more than 0, was " + basePrice.toPlainString());
        }
        within("drift", drift, -MAX_DRIFT, MAX_DRIFT);
        within("volatility", volatility, 0, MAX_VOLATILITY);
        notTooSmall("typicalNotional", typicalNotional, MAX_NOTIONAL);
        notTooSmall("weight", weight, MAX_WEIGHT);
    }

    /** The built-in profile of this venue symbol, or one that suits any instrument with such hours. */
    public static MarketProfile of(String venueSymbol, TradingHours hours) {
        return BY_VENUE_SYMBOL.getOrDefault(
                venueSymbol.toUpperCase(Locale.ROOT), hours.isAlways() ? OTHER : OTHER_STOCK);
    }

    /** @throws IllegalArgumentException with a sentence that says what is out of which range */
    public MarketProfile with(ProfileChange change) {
        return new MarketProfile(
                basePrice,
                changed(change.drift(), drift),
                changed(change.volatility(), volatility),
                changed(change.typicalNotional(), typicalNotional),
                changed(change.weight(), weight),
                quantityDecimals,
                changed(change.volumeProfile(), volumeProfile));
    }

    public MarketProfile withBasePrice(BigDecimal price) {
        return new MarketProfile(price, drift, volatility, typicalNotional, weight, quantityDecimals, volumeProfile);
    }

    private static <T> T changed(T to, T from) {
        return to == null ? from : to;
    }

    /** Written so that NaN fails, too; the same below. */
    private static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    name + " must be a number from " + plain(least) + " to " + plain(most) + ", was " + plain(value));
        }
    }

    private static void notTooSmall(String name, double value, double most) {
        if (!(value >= LEAST && value <= most)) {
            throw new IllegalArgumentException(
                    name + " must be a number from " + plain(LEAST) + " to " + plain(most) + ", was " + plain(value));
        }
    }

    private static String plain(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).stripTrailingZeros().toPlainString()
                : Double.toString(value);
    }

    private static MarketProfile crypto(
            String basePrice, double drift, double volatility, double typicalNotional, double weight, int decimals) {
        return new MarketProfile(
                new BigDecimal(basePrice), drift, volatility, typicalNotional, weight, decimals, VolumeProfile.FLAT);
    }

    /** Stocks are traded in whole shares. */
    private static MarketProfile stock(
            String basePrice, double drift, double volatility, double typicalNotional, double weight) {
        return new MarketProfile(
                new BigDecimal(basePrice), drift, volatility, typicalNotional, weight, 0, VolumeProfile.U_SHAPED);
    }
}
