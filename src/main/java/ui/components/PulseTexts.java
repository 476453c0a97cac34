package ui.components;

import analytics.pulse.Sentiment;
import market.Pulse;
import market.Trend;
import market.Volatility;

/** What the classes of the pulse are called on every page. Stateless, so safe for any thread. */
public final class PulseTexts {

    private PulseTexts() {}

    /** Of a pulse that has a change: {@code Rising · moving}; {@code Stable} for one that is so in both. */
    public static String classes(Pulse pulse) {
        return pulse.trend() == Trend.STABLE && pulse.volatility() == Volatility.STABLE
                ? trend(Trend.STABLE)
                : trend(pulse.trend()) + " · " + volatility(pulse.volatility());
    }

    public static String sentiment(Sentiment sentiment) {
        return switch (sentiment) {
            case BULLISH -> "Bullish";
            case NEUTRAL -> "Neutral";
            case BEARISH -> "Bearish";
            case MIXED -> "Mixed";
        };
    }

    private static String trend(Trend trend) {
        return switch (trend) {
            case SURGING -> "Surging";
            case RISING -> "Rising";
            case STABLE -> "Stable";
            case FALLING -> "Falling";
            case CRASHING -> "Crashing";
        };
    }

    private static String volatility(Volatility volatility) {
        return switch (volatility) {
            case STABLE -> "stable";
            case MOVING -> "moving";
            case VOLATILE -> "volatile";
            case HIGH -> "high";
            case EXTREME -> "extreme";
        };
    }
}
