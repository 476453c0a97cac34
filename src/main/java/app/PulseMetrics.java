package app;

import analytics.pulse.PulseCounts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** What this process has done for the pulse, as metrics named {@code souk_pulse_…}. */
@Component
class PulseMetrics implements MeterBinder {

    private final PulseCounts counts;

    PulseMetrics(PulseCounts counts) {
        this.counts = counts;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        counter(meters, "souk.pulse.windows", "Windows closed and stored", PulseCounts::windows);
        counter(meters, "souk.pulse.late", "Quotes that came after their window was closed", PulseCounts::late);
        counter(meters, "souk.pulse.quotes", "Quotes read from the log", PulseCounts::quotes);
    }

    private void counter(MeterRegistry meters, String name, String description, ToDoubleFunction<PulseCounts> count) {
        FunctionCounter.builder(name, counts, count).description(description).register(meters);
    }
}
