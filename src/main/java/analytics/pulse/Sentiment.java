package analytics.pulse;

/** The mood of the market in a word. See {@link MarketOverview#sentiment()}. */
public enum Sentiment {
    BULLISH,
    NEUTRAL,
    BEARISH,
    /** Most instruments go one way, and most of the money the other. */
    MIXED
}
