package market;

/** The topics of the log. Records are keyed by instrument id, dead letters by their source. */
public final class LogTopics {

    /** Every trade, as {@link TradeJson}. */
    public static final String TICKS = "ticks";

    /** Every closed or corrected candle, as {@link CandleJson}. */
    public static final String CANDLES = "candles";

    /** What happened to markets, gaps in their trades for one, as {@link MarketEventJson}. */
    public static final String MARKET_EVENTS = "market-events";

    /** 24-hour figures of venues and aggregators, as {@link QuoteJson}: each record replaces the one before of its source. */
    public static final String QUOTES = "quotes";

    /** What instruments did in 30 seconds, as {@link PulseJson}. */
    public static final String PULSE = "pulse";

    /** Anomalies and hits of rules, as {@link AlertJson}: a record each time that one is raised, resolved or acknowledged. */
    public static final String ALERTS = "alerts";

    /** What could not be processed: the raw bytes, with the headers {@code source} and {@code reason}. */
    public static final String DEAD_LETTERS = "dead-letters";

    private LogTopics() {}
}
