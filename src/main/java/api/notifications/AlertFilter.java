package api.notifications;

import java.util.Set;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;

/**
 * Which alerts a channel tells.
 *
 * @param kinds empty for all
 * @param minimumSeverity those that matter less are not told
 * @param instruments ids; empty for all. Alerts about a feed as a whole are told only if it is empty
 * @param resolved whether it is told when an alert is over
 */
public record AlertFilter(
        Set<AlertKind> kinds, AlertSeverity minimumSeverity, Set<String> instruments, boolean resolved) {

    /** Lets everything through. */
    public static final AlertFilter ALL = new AlertFilter(Set.of(), AlertSeverity.INFO, Set.of(), true);

    public AlertFilter {
        kinds = Set.copyOf(kinds);
        instruments = Set.copyOf(instruments);
    }

    public boolean passes(Alert alert) {
        return (kinds.isEmpty() || kinds.contains(alert.kind()))
                && alert.severity().compareTo(minimumSeverity) >= 0
                && (instruments.isEmpty() || (alert.instrument() != null && instruments.contains(alert.instrument())))
                && (resolved || alert.isActive());
    }
}
