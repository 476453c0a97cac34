package analytics.alerts;

import analytics.alerts.Watch.Finding;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import market.Alert;
import market.AlertKind;
import market.AlertMemory;
import market.AlertSeverity;
import market.Candle;
import market.CandleKey;
import market.Instrument;
import market.Instruments;

/**
 * How far venues' prices of the same pair are apart. The alert is of the instrument with the least id among them, and of the window
 * in which the last of the prices came. Not thread safe.
 */
final class VenueSpreads {

    /** An alert is over when the spread is below this part of the threshold. */
    private static final double CALM = 0.8;

    private static final double CRITICAL = 2;

    private final AlertSettings.Spread settings;
    private final AlertMemory memory;
    private final List<Pair> pairs;
    private final Set<String> compared;
    private final Map<String, Candle> newest = new HashMap<>();

    /** The instruments of one pair, by id. */
    private static final class Pair {

        private final List<Instrument> instruments;
        private Watch watch;
        private Instant since;

        Pair(List<Instrument> instruments) {
            this.instruments = instruments;
        }

        String lead() {
            return instruments.get(0).id();
        }
    }

    VenueSpreads(AlertSettings.Spread settings, Instruments instruments, AlertMemory memory) {
        this.settings = settings;
        this.memory = memory;
        this.pairs = !settings.enabled()
                ? List.of()
                : instruments.all().stream()
                        .sorted(Comparator.comparing(Instrument::id))
                        .collect(Collectors.groupingBy(Instrument::displayName))
                        .values()
                        .stream()
                        .filter(same -> same.size() > 1)
                        .map(Pair::new)
                        .toList();
        this.compared = pairs.stream()
                .flatMap(pair -> pair.instruments.stream())
                .map(Instrument::id)
                .collect(Collectors.toSet());
    }

    void see(Candle candle) {
        if (compared.contains(candle.key().instrument())) {
            newest.merge(
                    candle.key().instrument(),
                    candle,
                    (known, next) -> next.lastTradeMicros() >= known.lastTradeMicros() ? next : known);
        }
    }

    List<Alert> tick(Instant now, Predicate<String> watches) {
        List<Alert> alerts = new ArrayList<>();
        for (Pair pair : pairs) {
            if (watches.test(pair.lead())) {
                look(pair, now, alerts);
            }
        }
        return alerts;
    }

    void forget() {
        pairs.forEach(pair -> pair.watch = null);
    }

    private void look(Pair pair, Instant now, List<Alert> alerts) {
        long oldest = ChronoUnit.MICROS.between(Instant.EPOCH, now.minus(settings.maxAge()));
        List<Candle> fresh = pair.instruments.stream()
                .map(instrument -> newest.get(instrument.id()))
                .filter(candle -> candle != null && candle.lastTradeMicros() >= oldest)
                .sorted(Comparator.comparing(Candle::close))
                .toList();
        if (fresh.size() < 2) {
            pair.since = null;
            return;
        }
        Candle cheapest = fresh.get(0);
        Candle dearest = fresh.get(fresh.size() - 1);
        double percent = 100 * (dearest.close().doubleValue() / cheapest.close().doubleValue() - 1);
        Watch watch = watch(pair);
        if (percent < settings.percent()) {
            pair.since = null;
            if (percent < CALM * settings.percent()) {
                watch.resolve(now).ifPresent(alerts::add);
            }
            return;
        }
        if (pair.since == null) {
            pair.since = now;
        }
        if (Duration.between(pair.since, now).compareTo(settings.lasting()) >= 0) {
            Candle last = Collections.max(fresh, Comparator.comparing(Candle::lastTradeMicros));
            watch.raise(
                            new Finding(
                                    percent,
                                    settings.percent(),
                                    percent >= CRITICAL * settings.percent()
                                            ? AlertSeverity.CRITICAL
                                            : AlertSeverity.WARNING,
                                    settings.cooldown().toMillis() * 1_000,
                                    String.format(
                                            Locale.ROOT,
                                            "%s is %.2f %% dearer at %s than at %s",
                                            pair.instruments.get(0).displayName(),
                                            percent,
                                            venue(pair, dearest),
                                            venue(pair, cheapest))),
                            new CandleKey(
                                    pair.lead(),
                                    last.key().interval(),
                                    last.key().startMicros()),
                            last.lastTrade(),
                            now)
                    .ifPresent(alerts::add);
        }
    }

    private Watch watch(Pair pair) {
        if (pair.watch == null) {
            pair.watch = new Watch(
                    AlertKind.VENUE_SPREAD,
                    null,
                    memory.last(pair.lead()).stream()
                            .filter(alert -> alert.kind() == AlertKind.VENUE_SPREAD)
                            .findFirst()
                            .orElse(null));
        }
        return pair.watch;
    }

    private static String venue(Pair pair, Candle candle) {
        return pair.instruments.stream()
                .filter(instrument -> instrument.id().equals(candle.key().instrument()))
                .map(Instrument::venue)
                .findFirst()
                .orElseThrow();
    }
}
