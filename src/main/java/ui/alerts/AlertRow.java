package ui.alerts;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import market.Alert;
import market.Instrument;
import ui.components.AlertTexts;
import ui.components.Links;

/**
 * An alert in the list, in words.
 *
 * @param instrument that it is about, if it is still known
 * @param busy whether somebody is acknowledging it here just now
 */
record AlertRow(Alert alert, Optional<Instrument> instrument, boolean busy) {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    String severity() {
        return AlertTexts.severity(alert.severity());
    }

    String kind() {
        return AlertTexts.kind(alert.kind());
    }

    String exactTime() {
        return TIME.format(alert.eventTime()) + " UTC";
    }

    String subject() {
        return instrument.map(Instrument::displayName).orElseGet(alert::key);
    }

    String venue() {
        return alert.feed() != null ? "feed" : instrument.map(Instrument::venue).orElse("");
    }

    /** The chart of its instrument, with the candles that it came from; empty if there is none. */
    String href() {
        return instrument
                .map(known -> Links.chart(known.id())
                        + (alert.candle() == null
                                ? ""
                                : "?interval=" + alert.candle().interval().label()))
                .orElse("");
    }

    String value() {
        return AlertTexts.figure(alert.kind(), alert.value(), instrument);
    }

    /** Empty if it was held against nothing. */
    String threshold() {
        return alert.threshold() == null ? "" : "of " + AlertTexts.figure(alert.kind(), alert.threshold(), instrument);
    }

    String status() {
        return AlertTexts.status(alert);
    }

    /** Who has taken note of it; empty if nobody has. */
    String acknowledged() {
        return alert.acknowledgedBy() == null ? "" : "Acknowledged by " + alert.acknowledgedBy();
    }

    /** Whether it waits for somebody to take note of it. */
    boolean isOpen() {
        return alert.isActive() && alert.acknowledgedAt() == null;
    }

    /** For the theme: what is over or known is quieter. */
    String partName() {
        return isOpen() ? "open-" + alert.severity().name().toLowerCase(Locale.ROOT) : "settled";
    }
}
