package api;

import java.time.Clock;
import java.util.List;
import market.Instrument;
import market.Instruments;
import market.Interval;
import storage.CandleStore;
import storage.LatestTrades;

/** The real queries over stores that a test made. */
public final class TestQueries {

    private TestQueries() {}

    public static MarketQueries over(
            List<Instrument> instruments,
            List<Interval> intervals,
            CandleStore candles,
            LatestTrades latestTrades,
            Hub hub,
            Clock clock) {
        return new MarketQueries(
                new Instruments(instruments),
                intervals,
                candles,
                latestTrades,
                hub,
                new DayFiguresCache(candles, intervals, clock),
                clock);
    }
}
