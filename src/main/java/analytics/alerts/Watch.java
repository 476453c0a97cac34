package analytics.alerts;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import market.Candle;
import market.CandleKey;

/**
 * One thing that can be told once at a time, a kind of an instrument or a rule: its last alert, and what becomes of it. An alert's
 * id is made of what it is about and the candle it came from, so finding it again gives the same. Not thread safe.
 */
final class Watch {

    /** From this multiple of the threshold on an alert is critical. */
    private static final double CRITICAL = 2;

    /** Of values: enough for people. */
    private static final int DECIMALS = 4;

    private final AlertKind kind;
    private final String rule;
    private Alert last;

    /** @param last the last alert of this kind or rule; null if there was none */
    Watch(AlertKind kind, String rule, Alert last) {
        this.kind = kind;
        this.rule = rule;
        this.last = last;
    }

    boolean isActive() {
        return last != null && last.isActive();
    }

    /** What is found, and what it is held against. */
    record Finding(double value, double threshold, AlertSeverity severity, long cooldownMicros, String text) {

        static Finding of(DetectorSettings settings, Reading reading, String text) {
            return new Finding(
                    reading.value(),
                    settings.threshold(),
                    reading.value() >= CRITICAL * settings.threshold() ? AlertSeverity.CRITICAL : AlertSeverity.WARNING,
                    settings.cooldown().toMillis() * 1_000,
                    text);
        }
    }

    /** An alert, or the active one if it is worse now; nothing while that goes on, or if it was so lately that there may be no other. */
    Optional<Alert> raise(Finding found, Candle candle, Instant now) {
        return raise(found, candle.key(), candle.lastTrade(), now);
    }

    /** The same, of a candle that need not be there. */
    Optional<Alert> raise(Finding found, CandleKey key, Instant eventTime, Instant now) {
        if (last != null && last.candle() != null) {
            boolean earlier = key.startMicros() < last.candle().startMicros();
            if (last.isActive() && !earlier && found.severity().compareTo(last.severity()) > 0) {
                last = last.escalated(
                        found.severity(), decimal(found.value()), decimal(found.threshold()), found.text());
                return Optional.of(last);
            }
            boolean tooSoon = key.startMicros() - last.candle().startMicros() < Math.max(1, found.cooldownMicros());
            if (last.isActive() || tooSoon || isPast(key)) {
                return Optional.empty();
            }
        }
        String place = key.instrument() + " " + key.interval().label() + " " + key.startMicros();
        return begin(found, place, key.instrument(), null, key, eventTime, now);
    }

    /** An alert that comes from no candle, unless there is one. */
    Optional<Alert> raise(Finding found, String instrument, String feed, Instant eventTime, Instant now) {
        boolean tooSoon = last != null
                && ChronoUnit.MICROS.between(last.eventTime(), eventTime) < Math.max(1, found.cooldownMicros());
        if (isActive() || tooSoon) {
            return Optional.empty();
        }
        String place = (instrument == null ? feed : instrument) + " " + eventTime;
        return begin(found, place, instrument, feed, null, eventTime, now);
    }

    private Optional<Alert> begin(
            Finding found,
            String place,
            String instrument,
            String feed,
            CandleKey candle,
            Instant eventTime,
            Instant now) {
        last = new Alert(
                id(place),
                kind,
                found.severity(),
                instrument,
                feed,
                rule,
                decimal(found.value()),
                decimal(found.threshold()),
                candle,
                eventTime,
                now,
                null,
                null,
                null,
                1,
                found.text());
        return Optional.of(last);
    }

    /** The active alert, over; empty if there is none, or if it came from this candle or a later one. */
    Optional<Alert> resolve(Candle closed) {
        if (!isActive()
                || (last.candle() != null
                        && closed.key().startMicros() <= last.candle().startMicros())) {
            return Optional.empty();
        }
        return resolve(Instant.EPOCH.plus(closed.key().endMicros(), ChronoUnit.MICROS));
    }

    /** The active alert, over; empty if there is none. */
    Optional<Alert> resolve(Instant at) {
        if (!isActive()) {
            return Optional.empty();
        }
        last = last.resolved(at);
        return Optional.of(last);
    }

    /** Whether the last alert went on when this window began: then it was looked at before. */
    private boolean isPast(CandleKey key) {
        return !last.isActive() && key.startMicros() < ChronoUnit.MICROS.between(Instant.EPOCH, last.resolvedAt());
    }

    private UUID id(String what) {
        String name = kind.label() + " " + (rule == null ? "" : rule) + " " + what;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static BigDecimal decimal(double value) {
        return BigDecimal.valueOf(value)
                .setScale(DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros();
    }
}
