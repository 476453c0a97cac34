package api;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Candle;
import market.DayFigures;
import market.Instrument;
import market.Instruments;
import market.Interval;
import market.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import storage.CandleStore;
import storage.LatestTrades;

/** What can be asked about the market, for REST and for the web app. Safe for any thread. */
@Component
public class MarketQueries {

    private static final Logger log = LoggerFactory.getLogger(MarketQueries.class);

    private final Instruments instruments;
    private final List<Interval> intervals;
    private final CandleStore candles;
    private final LatestTrades latestTrades;
    private final Hub hub;
    private final DayFiguresCache dayFigures;
    private final Clock clock;

    /** @param intervals the intervals that are folded, shortest first */
    public MarketQueries(
            Instruments instruments,
            List<Interval> intervals,
            CandleStore candles,
            LatestTrades latestTrades,
            Hub hub,
            DayFiguresCache dayFigures,
            Clock clock) {
        this.instruments = instruments;
        this.intervals = intervals.stream()
                .sorted(Comparator.comparing(Interval::duration))
                .toList();
        this.candles = candles;
        this.latestTrades = latestTrades;
        this.hub = hub;
        this.dayFigures = dayFigures;
        this.clock = clock;
    }

    /** All instruments, in configured order. */
    public List<Instrument> instruments() {
        return instruments.all();
    }

    /** The intervals of which there are candles, shortest first. */
    public List<Interval> intervals() {
        return intervals;
    }

    /** The instrument with this id, symbol or alias. */
    public Optional<Instrument> find(String idOrSymbolOrAlias) {
        return instruments.find(idOrSymbolOrAlias);
    }

    /** The last trade of an instrument: from this process, else from the cache; empty if it did not trade lately. */
    public Optional<Trade> lastTrade(String instrument) {
        return hub.lastTrade(instrument).or(() -> {
            try {
                return latestTrades.find(instrument);
            } catch (DataAccessException e) {
                log.warn("The cache of latest trades is away: {}", e.getMessage());
                return Optional.empty();
            }
        });
    }

    /** The newest candles of an instrument, oldest first. */
    public List<Candle> newestCandles(String instrument, Interval interval, int limit) {
        return candles.newest(instrument, interval, clock.instant().plus(interval.duration()), limit);
    }

    /** The close of every instrument's newest candle: its last price if nothing fresher is known. */
    public Map<String, BigDecimal> lastCloses() {
        return candles.lastCloses(intervals.get(0));
    }

    /** The figures of the last 24 hours by instrument id, at most a few seconds old. */
    public Map<String, DayFigures> dayFigures() {
        return dayFigures.get();
    }

    /** Answers {@code GET /instruments}. */
    public List<InstrumentAnswer> instrumentAnswers() {
        return instruments.all().stream().map(InstrumentAnswer::of).toList();
    }

    /**
     * Answers {@code GET /latest/{symbol}}.
     *
     * @throws ProblemException 404 if there is no such instrument, or if it never traded
     */
    public TradeAnswer latest(String symbol) {
        Instrument instrument = require(symbol);
        Optional<DayFigures> day = Optional.ofNullable(dayFigures.get().get(instrument.id()));
        return lastTrade(instrument.id())
                .map(trade -> TradeAnswer.of(trade, day))
                .or(() -> newestCandles(instrument.id(), intervals.get(0), 1).stream()
                        .findFirst()
                        .map(candle -> TradeAnswer.of(candle, day)))
                .orElseThrow(() -> ProblemException.notFound("symbol", instrument.id() + " has not traded yet", null));
    }

    /**
     * Answers {@code GET /historical/{symbol}}.
     *
     * @throws ProblemException 404 if there is no such instrument, 400 if a parameter is wrong
     */
    public CandlePage historical(String symbol, String interval, String from, String to, String limit, String cursor) {
        Instrument instrument = require(symbol);
        HistoricalQuery query = HistoricalQuery.parse(intervals, interval, from, to, limit, cursor, clock.instant());
        String label = query.interval().label();
        if (query.from().isEmpty()) {
            List<Candle> newest = candles.newest(instrument.id(), query.interval(), query.to(), query.limit());
            return new CandlePage(instrument.id(), label, newest, null);
        }
        List<Candle> found =
                candles.range(instrument.id(), query.interval(), query.from().get(), query.to(), query.limit() + 1);
        boolean more = found.size() > query.limit();
        return new CandlePage(
                instrument.id(),
                label,
                more ? found.subList(0, query.limit()) : found,
                more ? Long.toString(found.get(query.limit()).start().toEpochMilli()) : null);
    }

    /** @throws ProblemException 404 if no instrument has this id, symbol or alias */
    public Instrument require(String symbol) {
        return find(symbol)
                .orElseThrow(() -> ProblemException.notFound(
                        "symbol",
                        "there is no instrument '" + Quoted.of(symbol) + "'",
                        instruments.all().stream().map(Instrument::id).toList()));
    }
}
