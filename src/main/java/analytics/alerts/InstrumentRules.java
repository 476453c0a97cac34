package analytics.alerts;

import analytics.alerts.Watch.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import market.Alert;
import market.AlertMemory;
import market.AlertRule;
import market.Candle;
import market.Decimals;
import market.Interval;

/**
 * The rules of one instrument. A rule fires when its figure crosses its level, and its alert is over when the figure is clearly
 * back at the end of a later candle. Not thread safe.
 */
final class InstrumentRules {

    /** A price must be so far back, as a part of the level, for the alert to be over. */
    private static final double BACK = 0.001;

    /** A change must be below this part of the level for the alert to be over. */
    private static final double CALM = 0.8;

    private final String instrument;
    private final String name;
    private final AlertMemory memory;
    private final Map<String, AlertRule> rules = new HashMap<>();
    private final Map<String, Watch> watches = new HashMap<>();
    private final Figure price = new Figure();
    private final Map<Duration, Figure> changes = new HashMap<>();
    private final Map<Interval, Figure> volumes = new HashMap<>();
    private final Map<Interval, Map<String, Followed>> followed = new HashMap<>();
    private final NavigableMap<Duration, List<AlertRule>> silences = new TreeMap<>();
    private Duration silentFor = Duration.ZERO;
    private boolean arming;

    /** An indicator, and the rules about it. */
    private static final class Followed {

        private final RuleIndicator.Following source;
        private final Figure figure = new Figure();
        private long lastStart = Long.MIN_VALUE;
        private OptionalDouble value = OptionalDouble.empty();

        Followed(RuleIndicator.Following source) {
            this.source = source;
        }
    }

    /**
     * @param name of the instrument, for people
     * @param last the last alert of each rule, by its id
     */
    InstrumentRules(
            String instrument, String name, Collection<AlertRule> rules, Map<String, Alert> last, AlertMemory memory) {
        this.instrument = instrument;
        this.name = name;
        this.memory = memory;
        for (AlertRule rule : rules) {
            this.rules.put(rule.id(), rule);
            book(rule);
        }
        last.forEach((id, alert) -> watches.put(id, new Watch(alert.kind(), id, alert)));
    }

    /**
     * Goes on where other rules of the same instrument ended: what they knew of alerts is known, and a level that was crossed in
     * the candle that is open is not crossed again by it.
     *
     * @param open null if none was seen
     * @return the alerts of rules that are not here, over
     */
    List<Alert> after(InstrumentRules other, CandleHistory history, Candle open, Instant now) {
        arming = true;
        if (open != null && !history.isEmpty()) {
            seePrice(history, open, now, List.of());
            seeVolume(open, now, List.of());
        }
        arming = false;
        silentFor = other.silentFor;
        List<Alert> over = new ArrayList<>();
        other.watches.forEach((id, watch) -> {
            if (rules.containsKey(id)) {
                watches.put(id, watch);
            } else {
                watch.resolve(now).ifPresent(over::add);
            }
        });
        return over;
    }

    private void book(AlertRule rule) {
        switch (rule.kind()) {
            case PRICE_CROSSES -> price.add(rule);
            case PRICE_CHANGE ->
                changes.computeIfAbsent(rule.window(), window -> new Figure()).add(rule);
            case VOLUME_OVER ->
                volumes.computeIfAbsent(rule.interval(), interval -> new Figure())
                        .add(rule);
            case INDICATOR_CROSSES ->
                followed.computeIfAbsent(rule.interval(), interval -> new HashMap<>())
                        .computeIfAbsent(
                                rule.indicator(),
                                text -> new Followed(RuleIndicator.parse(text).follow()))
                        .figure
                        .add(rule);
            case SILENCE ->
                silences.computeIfAbsent(rule.window(), window -> new ArrayList<>())
                        .add(rule);
            default -> throw new IllegalArgumentException(rule.kind() + " is no kind of rules");
        }
    }

    /** Looks at the price in a candle of the shortest interval, open or closed. */
    void seePrice(CandleHistory before, Candle candle, Instant now, List<Alert> alerts) {
        long start = candle.key().startMicros();
        double last = before.closeBefore(start);
        double high = candle.high().doubleValue();
        double low = candle.low().doubleValue();
        for (AlertRule rule : price.see(start, last, high, low)) {
            boolean up = rule.direction() == AlertRule.Direction.UP;
            fire(
                    rule,
                    up ? high : low,
                    candle,
                    now,
                    (up ? "rose to " : "fell to ") + Decimals.text(rule.level()),
                    alerts);
        }
        changes.forEach((window, figure) -> {
            double reference = before.closeAt(candle.key().endMicros() - micros(window));
            if (!Double.isNaN(reference)) {
                double highest = percent(high, reference);
                double lowest = percent(low, reference);
                for (AlertRule rule : figure.see(start, percent(last, reference), highest, lowest)) {
                    boolean up = highest >= rule.level().doubleValue() && rule.direction() != AlertRule.Direction.DOWN;
                    double change = up ? highest : lowest;
                    fire(
                            rule,
                            change,
                            candle,
                            now,
                            String.format(Locale.ROOT, "changed by %+.2f %% within %s", change, text(window)),
                            alerts);
                }
            }
        });
    }

    /** Looks at the volume of a candle of any interval, open or closed. */
    void seeVolume(Candle candle, Instant now, List<Alert> alerts) {
        Figure figure = volumes.get(candle.key().interval());
        if (figure != null) {
            double volume = candle.volume().doubleValue();
            for (AlertRule rule : figure.see(candle.key().startMicros(), 0, volume, 0)) {
                fire(
                        rule,
                        volume,
                        candle,
                        now,
                        "traded more than " + Decimals.text(rule.level()) + " within "
                                + candle.key().interval().label(),
                        alerts);
            }
        }
    }

    /** Takes a closed candle of any interval into its indicators. Each is warmed up when its first candle comes. */
    void seeIndicators(Candle closed, Instant now, List<Alert> alerts) {
        followed.getOrDefault(closed.key().interval(), Map.of()).forEach((text, indicator) -> {
            long start = closed.key().startMicros();
            if (start <= indicator.lastStart) {
                return;
            }
            if (indicator.lastStart == Long.MIN_VALUE) {
                memory.closedBefore(instrument, closed.key().interval(), start, indicator.source.warmUp())
                        .forEach(earlier -> indicator.value = indicator.source.accept(earlier));
            }
            indicator.lastStart = start;
            OptionalDouble before = indicator.value;
            indicator.value = indicator.source.accept(closed);
            if (before.isEmpty() || indicator.value.isEmpty()) {
                return;
            }
            double from = before.getAsDouble();
            double to = indicator.value.getAsDouble();
            for (AlertRule rule : indicator.figure.see(start, from, Math.max(from, to), Math.min(from, to))) {
                fire(
                        rule,
                        to,
                        closed,
                        now,
                        String.format(
                                Locale.ROOT,
                                "has %s of %s at %.6g, %s %s",
                                text,
                                closed.key().interval().label(),
                                to,
                                rule.direction() == AlertRule.Direction.UP ? "above" : "below",
                                Decimals.text(rule.level())),
                        alerts);
            }
        });
    }

    /** Ends the alerts of rules whose figure is clearly back at the end of a candle. */
    void settle(CandleHistory history, Candle closed, Interval shortest, List<Alert> alerts) {
        watches.forEach((id, watch) -> {
            AlertRule rule = rules.get(id);
            if (rule != null && watch.isActive() && isOver(rule, history, closed, shortest)) {
                watch.resolve(closed).ifPresent(alerts::add);
            }
        });
    }

    private boolean isOver(AlertRule rule, CandleHistory history, Candle closed, Interval shortest) {
        Interval interval = closed.key().interval();
        double close = closed.close().doubleValue();
        return switch (rule.kind()) {
            case PRICE_CROSSES ->
                interval == shortest
                        && (rule.direction() == AlertRule.Direction.UP
                                ? close < rule.level().doubleValue() * (1 - BACK)
                                : close > rule.level().doubleValue() * (1 + BACK));
            case PRICE_CHANGE ->
                interval == shortest
                        && Math.abs(percent(close, history.closeAt(closed.key().endMicros() - micros(rule.window()))))
                                < CALM * rule.level().doubleValue();
            case VOLUME_OVER -> interval == rule.interval() && closed.volume().compareTo(rule.level()) < 0;
            case INDICATOR_CROSSES -> interval == rule.interval() && isBack(rule);
            default -> false;
        };
    }

    private boolean isBack(AlertRule rule) {
        OptionalDouble value = followed.get(rule.interval()).get(rule.indicator()).value;
        double level = rule.level().doubleValue();
        return value.isPresent()
                && (rule.direction() == AlertRule.Direction.UP
                        ? value.getAsDouble() < level
                        : value.getAsDouble() > level);
    }

    /**
     * Looks how long there was no trade.
     *
     * @param lastTrade when the last one happened, by the venue's clock
     */
    void seeSilence(Instant lastTrade, Instant now, List<Alert> alerts) {
        Duration silent = Duration.between(lastTrade, now);
        if (silent.compareTo(silentFor) < 0) {
            silentFor = Duration.ZERO;
            settleSilences(silent, lastTrade, alerts);
        }
        for (List<AlertRule> due :
                silences.subMap(silentFor, false, max(silent, silentFor), true).values()) {
            for (AlertRule rule : due) {
                watch(rule)
                        .raise(
                                new Finding(
                                        rule.window().toSeconds(),
                                        rule.window().toSeconds(),
                                        rule.severity(),
                                        0,
                                        sentence("has not traded for " + text(rule.window()), rule)),
                                instrument,
                                null,
                                lastTrade.plus(rule.window()),
                                now)
                        .ifPresent(alerts::add);
            }
        }
        silentFor = silent;
    }

    private void settleSilences(Duration silent, Instant lastTrade, List<Alert> alerts) {
        silences.tailMap(silent, false).values().stream()
                .flatMap(List::stream)
                .map(rule -> Optional.ofNullable(watches.get(rule.id())))
                .flatMap(Optional::stream)
                .forEach(watch -> watch.resolve(lastTrade).ifPresent(alerts::add));
    }

    private void fire(AlertRule rule, double value, Candle candle, Instant now, String text, List<Alert> alerts) {
        if (arming) {
            return;
        }
        double level = rule.level().doubleValue();
        watch(rule)
                .raise(
                        new Finding(value, level, rule.severity(), micros(rule.cooldown()), sentence(text, rule)),
                        candle,
                        now)
                .ifPresent(alerts::add);
    }

    private Watch watch(AlertRule rule) {
        return watches.computeIfAbsent(rule.id(), id -> new Watch(rule.kind(), id, null));
    }

    private String sentence(String text, AlertRule rule) {
        return name + " " + text
                + (rule.note().isBlank() ? "" : ": " + rule.note().strip());
    }

    private static double percent(double price, double reference) {
        return 100 * (price / reference - 1);
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** {@code PT1H30M} as {@code 1h30m}. */
    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
