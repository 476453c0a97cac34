package app;

import api.notifications.Notifier;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** How the channels that are told of alerts are doing, as metrics named {@code souk_notifications_…}, each with the channel's name. */
@Component
class NotificationMetrics implements MeterBinder {

    private static final List<CircuitBreaker.State> STATES =
            List.of(CircuitBreaker.State.CLOSED, CircuitBreaker.State.OPEN, CircuitBreaker.State.HALF_OPEN);

    private final List<Notifier> notifiers;

    NotificationMetrics(List<Notifier> notifiers) {
        this.notifiers = notifiers;
    }

    @Override
    public void bindTo(MeterRegistry meters) {
        for (Notifier notifier : notifiers) {
            counter(meters, notifier, "souk.notifications.sent", "Messages taken", Notifier::messagesSent);
            counter(meters, notifier, "souk.notifications.failed", "Attempts that failed", Notifier::attemptsFailed);
            counter(
                    meters,
                    notifier,
                    "souk.notifications.dead",
                    "Messages refused or given up, each a dead letter",
                    Notifier::deadLetters);
            for (CircuitBreaker.State state : STATES) {
                Gauge.builder(
                                "souk.notifications.breaker",
                                notifier,
                                of -> of.breaker().getState() == state ? 1 : 0)
                        .description(
                                "1 for the state that the circuit breaker is in, else 0; open lets nothing through")
                        .tags(
                                "channel",
                                notifier.channel().name(),
                                "state",
                                state.name().toLowerCase(Locale.ROOT))
                        .register(meters);
            }
        }
    }

    private static void counter(
            MeterRegistry meters, Notifier notifier, String name, String text, ToDoubleFunction<Notifier> value) {
        FunctionCounter.builder(name, notifier, value)
                .description(text)
                .tags("channel", notifier.channel().name())
                .register(meters);
    }
}
