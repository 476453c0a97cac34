package candles;

import java.math.BigDecimal;
import market.CountedTrades;

/** The trades of one instrument that are counted, by their ids. Not thread safe: the partition's worker's. */
interface CountedIds {

    boolean contains(long id, long eventMicros);

    /** Counts a trade whose id is not there. */
    void add(long id, long eventMicros);

    /** Why a trade that is not there cannot be counted all the same; null if it can. */
    String refuse(long eventMicros);

    /** What is to be stored of it. */
    CountedTrades stored(String instrument, long newestMicros, BigDecimal newestPrice);

    /** What {@link #stored} told is in the store. */
    void committed();
}
