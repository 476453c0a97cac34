package market;

/** What a venue's trade ids tell. */
public enum TradeIds {
    /** Whole numbers, +1 from trade to trade of an instrument: a hole in them is a trade that is missing. */
    DENSE,
    /** Unique for an instrument, and no more than that: what is missing cannot be seen by them. */
    SPARSE
}
