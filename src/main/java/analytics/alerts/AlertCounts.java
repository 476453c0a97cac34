package analytics.alerts;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import market.Alert;
import market.AlertKind;

/** How many alerts this process has raised. Safe for any thread. */
public final class AlertCounts {

    private final Map<AlertKind, LongAdder> raised = new EnumMap<>(AlertKind.class);

    public AlertCounts() {
        for (AlertKind kind : AlertKind.values()) {
            raised.put(kind, new LongAdder());
        }
    }

    /** Counts those that are new. */
    public void count(List<Alert> saved) {
        for (Alert alert : saved) {
            if (alert.revision() == 1) {
                raised.get(alert.kind()).increment();
            }
        }
    }

    public long raised(AlertKind kind) {
        return raised.get(kind).sum();
    }
}
