package api;

import analytics.forecast.Forecast;
import java.time.Clock;
import java.util.List;
import market.Candle;
import market.Instrument;
import market.Interval;
import storage.CandleStore;

/** Answers {@code GET /forecast/{symbol}}, if forecasts are turned on. Safe for any thread. */
public class ForecastQueries {

    private static final int DEFAULT_HORIZON = 5;
    private static final String OFF = "Forecasts are experimental and off; souk.forecast.enabled=true turns them on.";

    private final MarketQueries market;
    private final CandleStore candles;
    private final Clock clock;
    private final boolean enabled;

    public ForecastQueries(MarketQueries market, CandleStore candles, Clock clock, boolean enabled) {
        this.market = market;
        this.candles = candles;
        this.clock = clock;
        this.enabled = enabled;
    }

    /** Whether there are any forecasts. */
    public boolean enabled() {
        return enabled;
    }

    /**
     * A forecast from the closed candles there are; what is open is not known yet.
     *
     * @throws ProblemException 409 if forecasts are off or there are too few candles, 404 if there is no such instrument, 400
     *     if a parameter is wrong
     */
    public ForecastAnswer forecast(String symbol, String interval, String horizon) {
        if (!enabled) {
            throw ProblemException.conflict(OFF);
        }
        Instrument instrument = market.require(symbol);
        Interval length = HistoricalQuery.interval(market.intervals(), interval);
        return forecast(instrument, length, horizon(horizon));
    }

    private ForecastAnswer forecast(Instrument instrument, Interval interval, int horizon) {
        int needed = Forecast.needed(horizon);
        // Two more: the newest may be open, and for a moment the one before it, too.
        List<Candle> closed =
                candles.newest(instrument.id(), interval, clock.instant().plusSeconds(1), needed + 2).stream()
                        .filter(candle -> !candle.isOpen())
                        .toList();
        if (closed.size() < needed) {
            throw ProblemException.conflict("A forecast of " + horizon + " candles needs " + needed + " closed ones of "
                    + interval.label() + ", there are " + closed.size() + ".");
        }
        double[] closes = closed.stream()
                .mapToDouble(candle -> candle.close().doubleValue())
                .toArray();
        return ForecastAnswer.of(closed.get(closed.size() - 1), Forecast.of(closes, horizon));
    }

    private static int horizon(String text) {
        if (text == null) {
            return DEFAULT_HORIZON;
        }
        try {
            int horizon = Integer.parseInt(text);
            if (horizon >= 1 && horizon <= Forecast.MAX_HORIZON) {
                return horizon;
            }
        } catch (NumberFormatException e) {
            // answered below, like a number out of range
        }
        throw ProblemException.badParameter(
                "horizon",
                "horizon '" + Quoted.of(text) + "' is not allowed",
                List.of("a whole number from 1 to " + Forecast.MAX_HORIZON));
    }
}
