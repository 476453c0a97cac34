package ui;

import analytics.pulse.MarketOverview;
import api.MarketQueries;
import api.PulseQueries;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.Candle;
import market.DayFigures;
import market.Instrument;
import market.Interval;
import market.Pulse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * What views show of every instrument besides its last trade, asked of the stores once for all of them. Safe for any
 * thread, but may wait for the database: not for the thread of a request.
 */
@Component
class MarketFigures {

    /** How old figures may be: as often as views ask. */
    static final Duration MAX_AGE = Duration.ofSeconds(5);

    /** How many closes of the shortest interval make a sparkline. */
    static final int CLOSES = 60;

    private static final Logger log = LoggerFactory.getLogger(MarketFigures.class);

    /**
     * @param prices the last known price by instrument id
     * @param day the figures of 24 hours by instrument id
     * @param closes of the shortest interval's newest candles, oldest first, by instrument id
     * @param pulses what quotes said of late, by instrument id
     * @param overview what all of these together do
     * @param complete false if a store was away, and these figures are what was known before
     */
    record Figures(
            Map<String, BigDecimal> prices,
            Map<String, DayFigures> day,
            Map<String, List<BigDecimal>> closes,
            Map<String, Pulse> pulses,
            MarketOverview overview,
            boolean complete) {}

    private final MarketQueries queries;
    private final PulseQueries pulses;
    private final Clock clock;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile Figures figures;
    private volatile Instant loadedAt = Instant.MIN;

    MarketFigures(MarketQueries queries, PulseQueries pulses, Clock clock) {
        this.queries = queries;
        this.pulses = pulses;
        this.clock = clock;
        this.figures = new Figures(Map.of(), Map.of(), Map.of(), Map.of(), pulses.overview(List.of()), true);
    }

    /**
     * The newest figures. Whoever comes while somebody else waits for a database that does not answer gets those of
     * before, at once: waiting with it would help nobody.
     */
    Figures newest() {
        boolean fresh = loadedAt.isAfter(clock.instant().minus(MAX_AGE));
        if (!fresh && loading.tryLock()) {
            try {
                figures = load();
                loadedAt = clock.instant();
            } finally {
                loading.unlock();
            }
        }
        return figures;
    }

    /** What is known now, without asking anybody. */
    Figures known() {
        return figures;
    }

    private Figures load() {
        try {
            Interval shortest = queries.intervals().get(0);
            Map<String, BigDecimal> prices = new HashMap<>(queries.lastCloses());
            Map<String, List<BigDecimal>> closes = new HashMap<>();
            for (Instrument instrument : queries.instruments()) {
                queries.lastTrade(instrument.id()).ifPresent(trade -> prices.put(instrument.id(), trade.price()));
                closes.put(
                        instrument.id(),
                        queries.newestCandles(instrument.id(), shortest, CLOSES).stream()
                                .map(Candle::close)
                                .toList());
            }
            List<Pulse> current = pulses.current();
            return new Figures(
                    prices,
                    queries.dayFigures(),
                    closes,
                    current.stream().collect(Collectors.toMap(Pulse::instrument, Function.identity())),
                    pulses.overview(current),
                    true);
        } catch (RuntimeException e) {
            log.warn("Figures for the views cannot be read, those of before are shown: {}", e.getMessage());
            return new Figures(
                    figures.prices(), figures.day(), figures.closes(), figures.pulses(), figures.overview(), false);
        }
    }
}
