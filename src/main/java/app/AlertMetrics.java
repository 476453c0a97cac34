package app;

import analytics.alerts.AlertCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import market.AlertKind;
import org.springframework.stereotype.Component;

/** The alerts that this process has raised, as {@code souk_alerts_raised_total}, each with its kind. */
@Component
class AlertMetrics implements MeterBinder {

    private final AlertCounts counts;

    AlertMetrics(AlertCounts counts) {
        this.counts = counts;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (AlertKind kind : AlertKind.values()) {
            FunctionCounter.builder("souk.alerts.raised", counts, of -> of.raised(kind))
                    .description("Alerts raised")
                    .tags("kind", kind.label())
                    .register(meters);
        }
    }
}
