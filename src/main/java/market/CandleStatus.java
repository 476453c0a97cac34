package market;

/** How much a candle can be relied on. */
public enum CandleStatus {
    /** Its window is not over, or the watermark has not passed its end yet. */
    OPEN,
    /** Closed; every trade the venue told us of is in it. */
    COMPLETE,
    /** Closed, and a gap in its trade ids was filled afterwards. */
    REPAIRED,
    /** Closed, and the feed was down for a part of it. */
    PARTIAL
}
