package api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import market.Candle;
import market.FeedConsole;
import market.Instrument;
import market.Interval;
import market.Pulse;
import market.Trade;
import org.springframework.stereotype.Component;

/** What the sessions of {@code /ws} have to know of the market. Safe for any thread. */
@Component
class SocketMarket {

    private final MarketQueries queries;
    private final PulseQueries pulse;
    private final FeedConsole feeds;

    SocketMarket(MarketQueries queries, PulseQueries pulse, FeedConsole feeds) {
        this.queries = queries;
        this.pulse = pulse;
        this.feeds = feeds;
    }

    /**
     * The instrument, of alerts perhaps the feed, that a client means; of alerts and pulses perhaps all.
     *
     * @throws ProblemException 400 or 404, naming what is allowed
     */
    String resolve(Channel channel, String symbol) {
        boolean mayBeAll = channel == Channel.PULSE || channel == Channel.ALERTS;
        if (symbol.equals(Topic.ALL)) {
            if (mayBeAll) {
                return Topic.ALL;
            }
            throw ProblemException.badParameter(
                    "symbols",
                    "'" + Topic.ALL + "' is for the channels pulse and alerts",
                    List.of("instruments, one by one"));
        }
        Optional<String> instrument = queries.find(symbol).map(Instrument::id);
        if (instrument.isPresent()) {
            return instrument.get();
        }
        List<String> feedNames = channel == Channel.ALERTS
                ? feeds.feeds().stream().map(feed -> feed.status().feed()).toList()
                : List.of();
        if (feedNames.contains(symbol)) {
            return symbol;
        }
        List<String> allowed = new ArrayList<>(
                queries.instruments().stream().map(Instrument::id).toList());
        allowed.addAll(feedNames);
        if (mayBeAll) {
            allowed.add(Topic.ALL);
        }
        throw ProblemException.notFound("symbols", "there is no instrument '" + Quoted.of(symbol) + "'", allowed);
    }

    /** @throws ProblemException 400, naming those that are served */
    Interval interval(String text) {
        return HistoricalQuery.interval(queries.intervals(), text);
    }

    Optional<Trade> lastTrade(String instrument) {
        return queries.lastTrade(instrument);
    }

    Optional<Candle> newestCandle(String instrument, Interval interval) {
        return queries.newestCandles(instrument, interval, 1).stream().findFirst();
    }

    List<Pulse> latestPulses() {
        return pulse.latest();
    }
}
