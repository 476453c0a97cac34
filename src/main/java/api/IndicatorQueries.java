package api;

import analytics.indicators.IndicatorName;
import analytics.indicators.IndicatorParameter;
import analytics.indicators.IndicatorSeries;
import analytics.indicators.IndicatorSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import market.Candle;
import market.Instrument;
import org.springframework.stereotype.Component;
import storage.CandleStore;

/** Answers {@code GET /indicators/{symbol}}. Safe for any thread. */
@Component
public class IndicatorQueries {

    private final MarketQueries market;
    private final CandleStore candles;
    private final Clock clock;

    public IndicatorQueries(MarketQueries market, CandleStore candles, Clock clock) {
        this.market = market;
        this.candles = candles;
        this.clock = clock;
    }

    /**
     * The values of an indicator, paged as candles are. Before the first candle of the page as many are read as it takes for
     * its values not to depend on the page: some thousand at most.
     *
     * @param params separated by commas; null for the standard ones
     * @throws ProblemException 404 if there is no such instrument, 400 if a parameter is wrong
     */
    public IndicatorPage indicators(
            String symbol,
            String interval,
            String name,
            String params,
            String from,
            String to,
            String limit,
            String cursor) {
        Instrument instrument = market.require(symbol);
        IndicatorSpec spec = spec(name, params);
        HistoricalQuery query =
                HistoricalQuery.parse(market.intervals(), interval, from, to, limit, cursor, clock.instant());
        List<Candle> page = new ArrayList<>();
        String next = null;
        if (query.from().isEmpty()) {
            page.addAll(candles.newest(instrument.id(), query.interval(), query.to(), query.limit()));
        } else {
            page.addAll(candles.range(
                    instrument.id(), query.interval(), query.from().get(), query.to(), query.limit() + 1));
            if (page.size() > query.limit()) {
                next = Long.toString(page.remove(query.limit()).start().toEpochMilli());
            }
        }
        return new IndicatorPage(
                instrument.id(),
                query.interval().label(),
                spec.name().label(),
                spec.parameters(),
                points(spec, page),
                next);
    }

    private List<IndicatorPage.Point> points(IndicatorSpec spec, List<Candle> page) {
        if (page.isEmpty()) {
            return List.of();
        }
        Candle first = page.get(0);
        List<Candle> all = new ArrayList<>(
                candles.newest(first.key().instrument(), first.key().interval(), first.start(), spec.settling() - 1));
        all.addAll(page);
        return IndicatorSeries.compute(spec, all).stream()
                .filter(value -> value.startMicros() >= first.key().startMicros())
                .map(IndicatorPage.Point::of)
                .toList();
    }

    private static IndicatorSpec spec(String name, String params) {
        if (name == null) {
            throw ProblemException.badParameter("name", "name is missing", IndicatorName.labels());
        }
        IndicatorName indicator = IndicatorName.find(name)
                .orElseThrow(() -> ProblemException.badParameter(
                        "name", "there is no indicator '" + Quoted.of(name) + "'", IndicatorName.labels()));
        try {
            return IndicatorSpec.of(indicator, params);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter(
                    "params",
                    e.getMessage(),
                    indicator.parameters().stream()
                            .map(IndicatorParameter::allowed)
                            .toList());
        }
    }
}
