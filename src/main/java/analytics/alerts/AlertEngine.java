package analytics.alerts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.Alert;
import market.AlertKind;
import market.AlertMemory;
import market.AlertRule;
import market.Candle;
import market.CandleKey;
import market.Instrument;
import market.Instruments;
import market.MarketEvent;

/**
 * Finds what is worth an alert among candles and events: the alerts that are raised, got worse or are over; to store and tell
 * them is for the caller. A method that fails since the memory is away can be called again with the same, and goes on.
 *
 * <p>Not thread safe: single writer, the thread of the alerts route.
 */
public final class AlertEngine {

    private final AlertSettings settings;
    private final Instruments instruments;
    private final AlertMemory memory;
    private final BiPredicate<Instrument, Instant> trades;
    private final List<Detector> detectors;
    private final int lookBack;
    private final Map<String, InstrumentAlerts> watched = new HashMap<>();
    private final VenueSpreads spreads;
    private final FeedWatch feeds;
    private Map<String, List<AlertRule>> rules = Map.of();

    /** The instruments that have a rule about silence: of the others nothing passes with time. */
    private Set<String> expectedToTrade = Set.of();

    /**
     * @param trades whether an instrument's market is open at a time
     * @param simulated whether an instrument's trades are made up: of these no missing trades are told, since their ids jump
     *     at every start
     */
    public AlertEngine(
            AlertSettings settings,
            Instruments instruments,
            AlertMemory memory,
            BiPredicate<Instrument, Instant> trades,
            Predicate<Instrument> simulated) {
        this.settings = settings;
        this.instruments = instruments;
        this.memory = memory;
        this.trades = trades;
        this.detectors = Stream.<Detector>of(
                        new PriceMove(settings.priceMove()),
                        new VolumeSpike(settings.volumeSpike()),
                        new RangeBreakout(settings.rangeBreakout()),
                        new DayChange(settings.dayChange()))
                .filter(detector -> detector.settings().enabled())
                .toList();
        this.lookBack = lookBack(settings);
        this.spreads = new VenueSpreads(settings.spread(), instruments, memory);
        this.feeds = new FeedWatch(settings, instruments, memory, simulated);
    }

    /** A day, for changes of 24 hours, and what detectors look at. */
    private static int lookBack(AlertSettings settings) {
        int day = (int) (AlertRule.LONGEST_CHANGE.toMillis()
                        / settings.interval().duration().toMillis())
                + 1;
        return Stream.of(settings.priceMove(), settings.volumeSpike(), settings.rangeBreakout())
                .map(detector -> Math.max(detector.window(), detector.minimumHistory()) + 1)
                .reduce(day, Math::max);
    }

    /**
     * Looks at a candle, open or closed, of any interval. An instrument that is not configured has none.
     *
     * @param now our clock
     * @param alerts gets what is found, as soon as it is
     */
    public void see(Candle candle, Instant now, List<Alert> alerts) {
        instruments.withId(candle.key().instrument()).ifPresent(instrument -> watched(
                        instrument, candle.key().startMicros())
                .see(candle, now, alerts));
    }

    /** A closed candle of which it is known already, before the log brings it; what opened after it waits for that. */
    public void expect(CandleKey closed) {
        InstrumentAlerts instrument = watched.get(closed.instrument());
        if (instrument != null) {
            instrument.expect(closed);
        }
    }

    /** A price of any instrument, watched here or not: for what is between venues. */
    public void quote(Candle candle) {
        if (candle.key().interval() == settings.interval()) {
            spreads.see(candle);
        }
    }

    /** Looks at what happened to a feed, or to an instrument's trades. */
    public void see(MarketEvent event, Instant now, List<Alert> alerts) {
        alerts.addAll(feeds.see(event, now));
    }

    /**
     * Looks at what passes with time: silences, and what lasts.
     *
     * @param watches whether an instrument is this engine's to watch
     */
    public void tick(Instant now, Predicate<String> watches, List<Alert> alerts) {
        alerts.addAll(feeds.tick(now));
        alerts.addAll(spreads.tick(now, watches));
        for (String id : expectedToTrade) {
            Optional<Instrument> instrument = instruments.withId(id).filter(known -> watches.test(id));
            if (instrument.isPresent() && trades.test(instrument.get(), now)) {
                watched(instrument.get(), Long.MAX_VALUE).seeSilence(now, alerts);
            }
        }
    }

    /**
     * Follows these rules from now on.
     *
     * @return the alerts of rules that are not among them, over
     */
    public List<Alert> follow(Collection<AlertRule> changed, Instant now) {
        Map<String, List<AlertRule>> next = changed.stream().collect(Collectors.groupingBy(AlertRule::instrument));
        List<Alert> over = new ArrayList<>();
        watched.forEach((id, instrument) -> {
            List<AlertRule> of = next.getOrDefault(id, List.of());
            if (!Objects.equals(of, rules.getOrDefault(id, List.of()))) {
                over.addAll(instrument.follow(of, now));
            }
        });
        rules = next;
        expectedToTrade = changed.stream()
                .filter(rule -> rule.kind() == AlertKind.SILENCE)
                .map(AlertRule::instrument)
                .collect(Collectors.toSet());
        return over;
    }

    /** Forgets the instruments that another one watches now. */
    public void keep(Predicate<String> watches) {
        watched.keySet().removeIf(id -> !watches.test(id));
        feeds.forget();
        spreads.forget();
    }

    private InstrumentAlerts watched(Instrument instrument, long beforeMicros) {
        InstrumentAlerts known = watched.get(instrument.id());
        if (known == null) {
            known = new InstrumentAlerts(
                    instrument,
                    settings.interval(),
                    detectors,
                    rules.getOrDefault(instrument.id(), List.of()),
                    lookBack,
                    beforeMicros,
                    memory);
            watched.put(instrument.id(), known);
        }
        return known;
    }
}
