package analytics.alerts;

import analytics.alerts.Watch.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import market.Alert;
import market.AlertKind;
import market.AlertMemory;
import market.AlertSeverity;
import market.Instrument;
import market.Instruments;
import market.MarketEvent;

/**
 * Feeds that are down, and instruments whose trades are missing, for longer than is usual: a connection that is replaced and a
 * gap that is filled at once are nothing to tell. What is down or missing stands in memory: after a restart it is told again by
 * what happens next. Not thread safe.
 */
final class FeedWatch {

    private final AlertSettings settings;
    private final Instruments instruments;
    private final AlertMemory memory;
    private final Predicate<Instrument> simulated;
    private final Map<String, Watch> watches = new HashMap<>();
    private final Map<String, Instant> downSince = new HashMap<>();
    private final Map<String, Instant> missingSince = new HashMap<>();

    FeedWatch(AlertSettings settings, Instruments instruments, AlertMemory memory, Predicate<Instrument> simulated) {
        this.settings = settings;
        this.instruments = instruments;
        this.memory = memory;
        this.simulated = simulated;
    }

    List<Alert> see(MarketEvent event, Instant now) {
        return switch (event.type()) {
            case FEED_DOWN -> {
                downSince.putIfAbsent(event.feed(), event.at());
                yield List.of();
            }
            case FEED_UP -> {
                downSince.remove(event.feed());
                yield over(AlertKind.FEED_SILENCE, event.feed(), event.at());
            }
            case GAP_FOUND -> {
                if (!isSimulated(event.instrument())) {
                    missingSince.putIfAbsent(event.instrument(), event.at());
                }
                yield List.of();
            }
            case GAP_FILLED, GAP_ABANDONED -> {
                if (memory.openGaps(event.instrument()) > 0) {
                    yield List.of();
                }
                missingSince.remove(event.instrument());
                yield over(AlertKind.GAP, event.instrument(), event.at());
            }
            case GAP_UNFILLABLE ->
                isSimulated(event.instrument())
                        ? List.of()
                        : raise(AlertKind.GAP, event.instrument(), null, event.at(), now, event.text());
            case OUTAGE, FEED_RESUBSCRIBED, FEED_RECONNECTED, MARKET_OPEN, MARKET_CLOSE -> List.of();
        };
    }

    List<Alert> tick(Instant now) {
        List<Alert> alerts = new ArrayList<>();
        downSince.forEach((feed, since) -> {
            if (hasLasted(since, settings.feedSilence(), now)) {
                alerts.addAll(raise(
                        AlertKind.FEED_SILENCE,
                        null,
                        feed,
                        since,
                        now,
                        "Feed " + feed + " has been down since " + since));
            }
        });
        missingSince.entrySet().removeIf(missing -> {
            boolean due = hasLasted(missing.getValue(), settings.gap(), now);
            if (due && memory.openGaps(missing.getKey()) > 0) {
                alerts.addAll(raise(
                        AlertKind.GAP,
                        missing.getKey(),
                        null,
                        missing.getValue(),
                        now,
                        "Trades of " + name(missing.getKey()) + " are missing since " + missing.getValue()));
            }
            return due;
        });
        return alerts;
    }

    /** What was told is asked of the memory again. */
    void forget() {
        watches.clear();
    }

    private List<Alert> raise(AlertKind kind, String instrument, String feed, Instant since, Instant now, String text) {
        Duration lasted = Duration.between(since, now);
        Duration allowed = kind == AlertKind.GAP ? settings.gap() : settings.feedSilence();
        Finding found = new Finding(
                Math.max(0, lasted.toSeconds()),
                allowed.toSeconds(),
                kind == AlertKind.GAP ? AlertSeverity.WARNING : AlertSeverity.CRITICAL,
                0,
                text);
        return watch(kind, instrument == null ? feed : instrument)
                .raise(found, instrument, feed, since, now)
                .map(List::of)
                .orElse(List.of());
    }

    private List<Alert> over(AlertKind kind, String subject, Instant at) {
        Optional<Alert> resolved = watch(kind, subject).resolve(at);
        return resolved.map(List::of).orElse(List.of());
    }

    private Watch watch(AlertKind kind, String subject) {
        return watches.computeIfAbsent(
                kind.label() + " " + subject,
                missing -> new Watch(
                        kind,
                        null,
                        memory.last(subject).stream()
                                .filter(alert -> alert.kind() == kind)
                                .findFirst()
                                .orElse(null)));
    }

    private boolean isSimulated(String instrument) {
        return instruments.withId(instrument).filter(simulated).isPresent();
    }

    private String name(String instrument) {
        return instruments
                .withId(instrument)
                .map(known -> known.displayName() + " at " + known.venue())
                .orElse(instrument);
    }

    private static boolean hasLasted(Instant since, Duration allowed, Instant now) {
        return Duration.between(since, now).compareTo(allowed) >= 0;
    }
}
