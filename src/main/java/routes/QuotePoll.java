package routes;

import analytics.pulse.PulseCounts;
import analytics.pulse.PulseSettings;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import market.Instruments;
import market.LogTopics;
import market.MalformedDataException;
import market.Quote;
import market.QuoteJson;
import market.Trade;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * What a poll of quotes brought, sorted: those of one window of an instrument together, so that one update of it serves all of them;
 * and what is no quote, or cannot be true.
 *
 * @param groups in the order of their first quotes
 */
record QuotePoll(List<QuoteGroup> groups, List<DeadLetter> letters) {

    /** How a poll is sorted. Safe for any thread. */
    static final class Sorter {

        private final Instruments instruments;
        private final PulseSettings settings;
        private final PulseCounts counts;
        private final Clock clock;

        Sorter(Instruments instruments, PulseSettings settings, PulseCounts counts, Clock clock) {
            this.instruments = instruments;
            this.settings = settings;
            this.counts = counts;
            this.clock = clock;
        }

        QuotePoll sort(ConsumerRecords<?, ?> records) {
            Map<String, QuoteGroup> groups = new LinkedHashMap<>();
            List<DeadLetter> letters = new ArrayList<>();
            for (ConsumerRecord<?, ?> record : records) {
                byte[] value = (byte[]) record.value();
                try {
                    Quote quote = possible(QuoteJson.read(value));
                    long start = settings.windowStart(quote.eventTimeMicros());
                    groups.computeIfAbsent(
                                    quote.instrument() + "@" + start,
                                    key -> new QuoteGroup(
                                            quote.instrument(), start, record.partition(), new ArrayList<>()))
                            .quotes()
                            .add(quote);
                } catch (MalformedDataException e) {
                    letters.add(new DeadLetter(
                            LogTopics.QUOTES + "-" + record.partition() + "@" + record.offset(),
                            e.getMessage(),
                            value));
                }
            }
            counts.quotesRead(records.count() - letters.size());
            return new QuotePoll(List.copyOf(groups.values()), letters);
        }

        private Quote possible(Quote quote) {
            if (instruments.withId(quote.instrument()).isEmpty()) {
                throw new MalformedDataException("not a quote: there is no instrument " + quote.instrument());
            }
            if (!Trade.isPossible(quote.eventTimeMicros())) {
                throw new MalformedDataException("not a quote: eventTime must be after 1970 and before 2200, was "
                        + quote.eventTimeMicros() + " µs");
            }
            long ahead = quote.eventTimeMicros() - ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
            if (ahead > Trade.MAX_AHEAD_MICROS) {
                throw new MalformedDataException(
                        "not a quote: eventTime is " + ahead / 1_000_000 + " s ahead of our clock");
            }
            return quote;
        }
    }
}
