package api;

import analytics.pulse.MarketOverview;
import analytics.pulse.PulseSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import market.Instrument;
import market.Instruments;
import market.Pulse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import storage.LatestPulses;
import storage.PulseStore;

/** What can be asked about the pulse of the market. Safe for any thread. */
@Component
public class PulseQueries {

    /** An instrument whose last window ended longer ago has no part in the overview: what it did then is not what the market does. */
    private static final Duration OVERVIEW_AGE = Duration.ofMinutes(10);

    private static final Logger log = LoggerFactory.getLogger(PulseQueries.class);

    private final MarketQueries market;
    private final Instruments instruments;
    private final LatestPulses latest;
    private final PulseStore store;
    private final PulseSettings settings;
    private final Clock clock;

    public PulseQueries(
            MarketQueries market,
            Instruments instruments,
            LatestPulses latest,
            PulseStore store,
            PulseSettings settings,
            Clock clock) {
        this.market = market;
        this.instruments = instruments;
        this.latest = latest;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
    }

    /** Answers {@code GET /pulse}. */
    public PulseAnswer answer() {
        List<Pulse> pulses = latest();
        return new PulseAnswer(
                settings.window().toSeconds(), PulseAnswer.Overview.of(overview(current(pulses))), pulses);
    }

    /**
     * Those of {@link #latest()} that tell what the market does now.
     *
     * @throws DataAccessException as there
     */
    public List<Pulse> current() {
        return current(latest());
    }

    private List<Pulse> current(List<Pulse> pulses) {
        Instant oldest = clock.instant().minus(OVERVIEW_AGE);
        return pulses.stream().filter(pulse -> pulse.end().isAfter(oldest)).toList();
    }

    /** What all of them together do. */
    public MarketOverview overview(List<Pulse> pulses) {
        return MarketOverview.of(pulses, instruments);
    }

    /**
     * The latest pulse of each instrument that has any, in configured order: from Redis, those that are not there from the database.
     *
     * @throws DataAccessException if both are away
     */
    public List<Pulse> latest() {
        Map<String, Pulse> known = new HashMap<>();
        try {
            known.putAll(latest.all());
        } catch (DataAccessException e) {
            log.warn("The cache of latest pulses is away: {}", e.getMessage());
        }
        if (!known.keySet()
                .containsAll(instruments.all().stream().map(Instrument::id).toList())) {
            addStored(known);
        }
        return instruments.all().stream()
                .map(instrument -> Optional.ofNullable(known.get(instrument.id())))
                .flatMap(Optional::stream)
                .toList();
    }

    private void addStored(Map<String, Pulse> known) {
        try {
            Map<String, Pulse> stored =
                    store.latest().stream().collect(Collectors.toMap(Pulse::instrument, Function.identity()));
            stored.forEach(known::putIfAbsent);
        } catch (DataAccessException e) {
            if (known.isEmpty()) {
                throw e;
            }
            log.warn("The database is away, the cache's pulses have to do: {}", e.getMessage());
        }
    }

    /**
     * Answers {@code GET /pulse/{symbol}}.
     *
     * @throws ProblemException 404 if there is no such instrument, 400 if a parameter is wrong
     */
    public PulsePage history(String symbol, String from, String to, String limit, String cursor) {
        Instrument instrument = market.require(symbol);
        TimePage page = TimePage.parse(from, to, limit, cursor, clock.instant());
        if (page.from().isEmpty()) {
            return new PulsePage(instrument.id(), store.newest(instrument.id(), page.to(), page.limit()), null);
        }
        List<Pulse> found = store.range(instrument.id(), page.from().get(), page.to(), page.limit() + 1);
        boolean more = found.size() > page.limit();
        return new PulsePage(
                instrument.id(),
                more ? found.subList(0, page.limit()) : found,
                more ? Long.toString(found.get(page.limit()).start().toEpochMilli()) : null);
    }
}
