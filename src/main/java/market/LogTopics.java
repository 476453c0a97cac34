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

    /** What could not be processed: the raw bytes, with the headers {@code source} and {@code reason}. */
    public static final String DEAD_LETTERS = "dead-letters";

    private LogTopics() {}
}
