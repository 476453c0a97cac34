package analytics.alerts;

import analytics.alerts.Watch.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.Alert;
import market.AlertKind;
import market.AlertMemory;
import market.AlertRule;
import market.Candle;
import market.CandleKey;
import market.Instrument;
import market.Interval;

/**
 * What one instrument is watched for: its history, its detectors and its rules. It is made when its first candle comes, and then
 * remembers what was told before. Not thread safe.
 */
final class InstrumentAlerts {

    /**
     * For so long an open candle waits that does not follow on the last one known, or on one that is closed and not seen. There may have been no trades between them; or
     * others that are not stored yet, as while what was missed is made up for, and come closed in a moment.
     */
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private static final long NONE = Long.MIN_VALUE;

    private final Instrument instrument;
    private final Interval interval;
    private final List<Detector> detectors;
    private final AlertMemory memory;
    private final CandleHistory history;
    private final Map<AlertKind, Watch> watches = new EnumMap<>(AlertKind.class);
    private InstrumentRules rules;
    private Candle newestOpen;
    private long expectedStart = NONE;
    private long lastTradeMicros;
    private long waitingStart = NONE;
    private Instant waitingSince = Instant.EPOCH;

    /**
     * @param lookBack how many candles are remembered
     * @param beforeMicros start of the first candle that will be seen, epoch µs
     */
    InstrumentAlerts(
            Instrument instrument,
            Interval interval,
            List<Detector> detectors,
            Collection<AlertRule> rules,
            int lookBack,
            long beforeMicros,
            AlertMemory memory) {
        this.instrument = instrument;
        this.interval = interval;
        this.detectors = detectors;
        this.memory = memory;
        this.history = new CandleHistory(interval, lookBack);
        for (Candle candle : memory.closedBefore(instrument.id(), interval, beforeMicros, lookBack)) {
            history.add(candle);
            lastTradeMicros = Math.max(lastTradeMicros, candle.lastTradeMicros());
        }
        Map<String, Alert> ofRules = new HashMap<>();
        for (Alert alert : memory.last(instrument.id())) {
            if (alert.rule() == null) {
                watches.put(alert.kind(), new Watch(alert.kind(), null, alert));
            } else {
                ofRules.put(alert.rule(), alert);
            }
        }
        this.rules = rules(rules, ofRules);
    }

    /**
     * Follows these rules from now on.
     *
     * @return the alerts of rules that are not among them, over
     */
    List<Alert> follow(Collection<AlertRule> changed, Instant now) {
        InstrumentRules next = rules(changed, Map.of());
        List<Alert> over = next.after(rules, history, newestOpen, now);
        rules = next;
        return over;
    }

    private InstrumentRules rules(Collection<AlertRule> followed, Map<String, Alert> last) {
        return new InstrumentRules(instrument.id(), name(), followed, last, memory);
    }

    /** Looks at a candle that is open or closed. */
    void see(Candle candle, Instant now, List<Alert> alerts) {
        lastTradeMicros = Math.max(lastTradeMicros, candle.lastTradeMicros());
        boolean first = candle.revision() <= 1;
        if (first) {
            rules.seeVolume(candle, now, alerts);
        }
        if (candle.key().interval() == interval) {
            seeShortest(candle, now, alerts);
        }
        if (!candle.isOpen() && first) {
            rules.seeIndicators(candle, now, alerts);
            rules.settle(history, candle, interval, alerts);
        }
    }

    /** A closed candle that comes in a moment. */
    void expect(CandleKey closed) {
        if (closed.interval() == interval) {
            expectedStart = Math.max(expectedStart, closed.startMicros());
        }
    }

    private void seeShortest(Candle candle, Instant now, List<Alert> alerts) {
        long start = candle.key().startMicros();
        boolean old = !history.isEmpty() && start <= history.newestStart();
        if (candle.isOpen()) {
            if (!old
                    && !history.isEmpty()
                    && (newestOpen == null || start >= newestOpen.key().startMicros())
                    && (follows(start) || hasWaited(start, now))) {
                if (newestOpen != null && newestOpen.key().startMicros() < start) {
                    history.expect(newestOpen);
                }
                newestOpen = candle;
                detect(candle, now, alerts);
            }
            return;
        }
        if (!old) {
            detect(candle, now, alerts);
        }
        history.add(candle);
        if (newestOpen != null && newestOpen.key().startMicros() > start) {
            // More is known now of what is usual before it, and what it gives comes before what the next one gives.
            detect(newestOpen, now, alerts);
        }
    }

    /**
     * Whether a window comes right after the last closed one, or after one that is open, has been looked at, comes right after it and
     * is not known to be closed meanwhile.
     */
    private boolean follows(long start) {
        long next = history.newestStart() + interval.micros();
        return start == next
                || (newestOpen != null
                        && newestOpen.key().startMicros() >= next
                        && start <= next + interval.micros()
                        && expectedStart < next);
    }

    private boolean hasWaited(long start, Instant now) {
        if (start != waitingStart) {
            waitingStart = start;
            waitingSince = now;
        }
        return !now.isBefore(waitingSince.plus(SETTLING));
    }

    private void detect(Candle candle, Instant now, List<Alert> alerts) {
        for (Detector detector : detectors) {
            detector.read(history, candle).ifPresent(reading -> judge(detector, reading, candle, now, alerts));
        }
        if (!history.isEmpty()) {
            rules.seePrice(history, candle, now, alerts);
        }
    }

    private void judge(Detector detector, Reading reading, Candle candle, Instant now, List<Alert> alerts) {
        DetectorSettings settings = detector.settings();
        if (reading.value() >= settings.threshold()) {
            watch(detector.kind())
                    .raise(
                            Finding.of(
                                    settings,
                                    reading,
                                    name() + " " + reading.text().get()),
                            candle,
                            now)
                    .ifPresent(alerts::add);
        } else if (!candle.isOpen() && reading.value() < settings.threshold() * settings.hysteresis()) {
            watch(detector.kind()).resolve(candle).ifPresent(alerts::add);
        }
    }

    /** Looks how long there was no trade; for a market that is open. */
    void seeSilence(Instant now, List<Alert> alerts) {
        if (lastTradeMicros > 0) {
            rules.seeSilence(Instant.EPOCH.plusNanos(lastTradeMicros * 1_000), now, alerts);
        }
    }

    Watch watch(AlertKind kind) {
        return watches.computeIfAbsent(kind, missing -> new Watch(missing, null, null));
    }

    String name() {
        return instrument.displayName() + " at " + instrument.venue();
    }
}
