package market;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that somebody should know: what a detector or a rule found, and how it went on. It is told once when it is raised
 * and again, as a higher revision, when it gets worse, is resolved or acknowledged.
 *
 * @param id of what was found where: finding the same again gives the same id
 * @param instrument the id of the instrument that it is about; null if it is about a feed as a whole
 * @param feed the feed that it is about; null if it is about an instrument
 * @param rule the id of the rule that asked for it; null if a detector found it
 * @param value what was found, in the unit of its kind
 * @param threshold what it was held against, in the same unit
 * @param candle the candle that it came from; null if it came from none
 * @param eventTime when it happened, by the venue's clock; of a silence, by ours
 * @param detectedAt when it was found, our clock
 * @param resolvedAt when it was over, by the clock of {@code eventTime}; null while it goes on
 * @param acknowledgedAt when somebody took note of it, our clock; null if nobody did
 * @param acknowledgedBy who took note of it; null if nobody did
 * @param revision 1 when it is raised, +1 with everything that becomes of it
 * @param text one sentence for people; cut off after 250 characters
 */
public record Alert(
        UUID id,
        AlertKind kind,
        AlertSeverity severity,
        String instrument,
        String feed,
        String rule,
        BigDecimal value,
        BigDecimal threshold,
        CandleKey candle,
        Instant eventTime,
        Instant detectedAt,
        Instant resolvedAt,
        Instant acknowledgedAt,
        String acknowledgedBy,
        int revision,
        String text) {

    /** What reads the log takes no longer text. */
    private static final int MAX_TEXT_LENGTH = 250;

    public Alert {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(eventTime, "eventTime");
        Objects.requireNonNull(detectedAt, "detectedAt");
        Checks.notBlank(text, "text");
        text = text.length() > MAX_TEXT_LENGTH ? text.substring(0, MAX_TEXT_LENGTH - 1) + "…" : text;
        Checks.figure(value, "value");
        Checks.figure(threshold, "threshold");
        if ((instrument == null) == (feed == null)) {
            throw new IllegalArgumentException("an alert is about an instrument or about a feed");
        }
        if ((acknowledgedAt == null) != (acknowledgedBy == null)) {
            throw new IllegalArgumentException("who took note of an alert and when go together");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("an alert's revision is from 1, this one's is " + revision);
        }
    }

    /** Whether what it tells still goes on. */
    public boolean isActive() {
        return resolvedAt == null;
    }

    /** The key of its record: the instrument, or the feed. */
    public String key() {
        return instrument != null ? instrument : feed;
    }

    /** This alert, over. */
    public Alert resolved(Instant at) {
        return new Alert(
                id,
                kind,
                severity,
                instrument,
                feed,
                rule,
                value,
                threshold,
                candle,
                eventTime,
                detectedAt,
                Objects.requireNonNull(at, "at"),
                acknowledgedAt,
                acknowledgedBy,
                revision + 1,
                text);
    }

    /** This alert, which turned out to be worse than it was when it was raised. */
    public Alert escalated(AlertSeverity worse, BigDecimal newValue, BigDecimal newThreshold, String newText) {
        return new Alert(
                id,
                kind,
                worse,
                instrument,
                feed,
                rule,
                newValue,
                newThreshold,
                candle,
                eventTime,
                detectedAt,
                resolvedAt,
                acknowledgedAt,
                acknowledgedBy,
                revision + 1,
                newText);
    }
}
