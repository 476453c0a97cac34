package routes;

import analytics.pulse.PulseSettings;
import analytics.pulse.PulseWindow;
import analytics.pulse.PulseWindowJson;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import storage.PulseAggregation;

/**
 * Adds {@link QuoteGroup}s to their window. What it keeps is JSON and headers that are texts: no class of Souk's own has to be read
 * back by another version of it. Safe for any thread.
 */
final class QuotesOfWindow implements AggregationStrategy {

    private final PulseSettings settings;
    private final Clock clock;

    QuotesOfWindow(PulseSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** By instrument and window. The length is a part of it: with another setting the same start is another window. */
    String key(Exchange exchange) {
        QuoteGroup group = exchange.getMessage().getBody(QuoteGroup.class);
        return group.instrument() + "@" + group.startMicros() / 1_000 + "+"
                + settings.window().toMillis();
    }

    @Override
    public Exchange aggregate(Exchange known, Exchange next) {
        QuoteGroup group = next.getMessage().getBody(QuoteGroup.class);
        PulseWindow window = (known == null
                        ? PulseWindow.of(group.instrument(), group.startMicros(), settings.windowMicros())
                        : window(known))
                .plus(group.quotes());
        Exchange result = known == null ? next : known;
        Message message = result.getMessage();
        message.setHeader(PulseAggregation.INSTRUMENT, window.instrument());
        message.setHeader(PulseAggregation.PARTITION, Integer.toString(group.partition()));
        message.setHeader(PulseAggregation.WINDOW_END, Long.toString(window.endMicros()));
        message.setHeader(PulseAggregation.NEWEST_QUOTE, Long.toString(window.newestMicros()));
        message.setHeader(
                PulseAggregation.LAST_ADDED, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant())));
        message.setBody(PulseWindowJson.write(window));
        return result;
    }

    /** What was kept. */
    static PulseWindow window(Exchange exchange) {
        return PulseWindowJson.read(exchange.getMessage().getBody(String.class));
    }
}
