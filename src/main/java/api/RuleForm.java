package api;

import analytics.alerts.RuleIndicator;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import market.AlertKind;
import market.AlertRule;
import market.AlertSeverity;
import market.Decimals;
import market.Instrument;
import market.Instruments;
import market.Interval;
import org.springframework.boot.convert.DurationStyle;

/**
 * A rule as somebody writes it, in a request, a form or the settings; a null or blank field stands for one that was left out. See
 * {@link AlertRule} for what each kind needs.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleForm(
        String instrument,
        String kind,
        String direction,
        String level,
        String window,
        String interval,
        String indicator,
        String severity,
        String cooldown,
        String note) {

    /** The names of the fields. */
    public static final List<String> FIELDS = List.of(
            "instrument",
            "kind",
            "direction",
            "level",
            "window",
            "interval",
            "indicator",
            "severity",
            "cooldown",
            "note");

    private static final List<String> KINDS =
            AlertRule.KINDS.stream().map(AlertKind::label).sorted().toList();
    private static final List<String> DURATIONS = List.of("30s", "15m", "4h", "1d");
    private static final Duration COOLDOWN = Duration.ofMinutes(5);
    private static final Duration LONGEST_COOLDOWN = Duration.ofDays(7);

    /** As it would be written again. */
    public static RuleForm of(AlertRule rule) {
        return new RuleForm(
                rule.instrument(),
                rule.kind().label(),
                rule.direction() == null ? null : lower(rule.direction()),
                rule.level() == null ? null : Decimals.text(rule.level()),
                rule.window() == null ? null : text(rule.window()),
                rule.interval() == null ? null : rule.interval().label(),
                rule.indicator(),
                rule.severity().name(),
                text(rule.cooldown()),
                rule.note());
    }

    /**
     * The rule that this is.
     *
     * @param served the intervals of which there are candles
     * @throws ProblemException naming the field that is wrong and what is allowed
     */
    public AlertRule toRule(
            String id, boolean configured, Instruments instruments, List<Interval> served, String by, Instant at) {
        AlertKind wanted = required("kind", kind, KINDS, text -> AlertKind.find(text.toLowerCase(Locale.ROOT))
                .filter(AlertRule.KINDS::contains)
                .orElseThrow(() -> new IllegalArgumentException("kind '" + Quoted.of(text) + "' is not known")));
        boolean ofCandles = wanted == AlertKind.VOLUME_OVER || wanted == AlertKind.INDICATOR_CROSSES;
        boolean ofTime = wanted == AlertKind.PRICE_CHANGE || wanted == AlertKind.SILENCE;
        try {
            return new AlertRule(
                    id,
                    configured,
                    instrument(instruments).id(),
                    wanted,
                    direction(wanted),
                    wanted == AlertKind.SILENCE
                            ? null
                            : required("level", level, List.of("a number"), text -> Decimals.parse(text, "level")),
                    ofTime ? required("window", window, DURATIONS, text -> duration("window", text)) : null,
                    ofCandles ? interval(served) : null,
                    wanted == AlertKind.INDICATOR_CROSSES
                            ? required(
                                    "indicator",
                                    indicator,
                                    List.of("rsi(14)", "bollinger(20,2).upper"),
                                    text -> RuleIndicator.parse(text).toString())
                            : null,
                    chosenSeverity(),
                    isBlank(cooldown) ? COOLDOWN : chosenCooldown(),
                    isBlank(note) ? "" : note.strip().replaceAll("\\p{Cntrl}", " "),
                    by,
                    at);
        } catch (IllegalArgumentException e) {
            // The sentence of what is out of range begins with its name.
            String field = e.getMessage().split(" ", 2)[0];
            throw ProblemException.badParameter(FIELDS.contains(field) ? field : "body", e.getMessage(), null);
        }
    }

    private Instrument instrument(Instruments instruments) {
        List<String> known = instruments.all().stream().map(Instrument::id).toList();
        return required("instrument", instrument, known, text -> instruments
                .find(text)
                .orElseThrow(() -> new IllegalArgumentException("there is no instrument '" + Quoted.of(text) + "'")));
    }

    private AlertRule.Direction direction(AlertKind wanted) {
        if (wanted == AlertKind.VOLUME_OVER || wanted == AlertKind.SILENCE) {
            return null;
        }
        List<String> allowed =
                wanted == AlertKind.PRICE_CHANGE ? List.of("up", "down", "either") : List.of("up", "down");
        String text = isBlank(direction) && wanted == AlertKind.PRICE_CHANGE ? "either" : direction;
        return required("direction", text, allowed, chosen -> {
            if (!allowed.contains(chosen.toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("direction '" + Quoted.of(chosen) + "' is not known");
            }
            return AlertRule.Direction.valueOf(chosen.toUpperCase(Locale.ROOT));
        });
    }

    private Interval interval(List<Interval> served) {
        return HistoricalQuery.interval(served, isBlank(interval) ? null : interval);
    }

    private AlertSeverity chosenSeverity() {
        List<String> allowed =
                Arrays.stream(AlertSeverity.values()).map(AlertSeverity::name).toList();
        return isBlank(severity)
                ? AlertSeverity.WARNING
                : required("severity", severity, allowed, text -> {
                    if (!allowed.contains(text.toUpperCase(Locale.ROOT))) {
                        throw new IllegalArgumentException("severity '" + Quoted.of(text) + "' is not known");
                    }
                    return AlertSeverity.valueOf(text.toUpperCase(Locale.ROOT));
                });
    }

    private Duration chosenCooldown() {
        Duration read = duration("cooldown", cooldown);
        if (read.isNegative() || read.compareTo(LONGEST_COOLDOWN) > 0) {
            throw ProblemException.badParameter("cooldown", "cooldown must be from 0s to 7d", DURATIONS);
        }
        return read;
    }

    private static Duration duration(String field, String text) {
        try {
            return DurationStyle.detectAndParse(text.strip());
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw ProblemException.badParameter(field, field + " '" + Quoted.of(text) + "' is no duration", DURATIONS);
        }
    }

    private static <T> T required(String field, String text, List<String> allowed, Function<String, T> read) {
        if (isBlank(text)) {
            throw ProblemException.badParameter(field, field + " is missing", allowed);
        }
        try {
            return read.apply(text.strip());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badParameter(field, e.getMessage(), allowed);
        }
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Duration duration) {
        return duration.toSeconds() % 60 == 0 && !duration.isZero()
                ? duration.toMinutes() + "m"
                : duration.toSeconds() + "s";
    }
}
