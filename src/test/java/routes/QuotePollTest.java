package routes;

import static analytics.pulse.TestPulse.quote;
import static org.assertj.core.api.Assertions.assertThat;

import analytics.pulse.PulseCounts;
import analytics.pulse.TestPulse;
import api.TestQueries;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import market.Quote;
import market.QuoteJson;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class QuotePollTest {

    private static final String BTC = "binance:BTC-USDT";
    private static final String ETH = "binance:ETH-USDT";
    private static final long NOW = TestQueries.NOW.toEpochMilli() * 1_000;

    private final PulseCounts counts = new PulseCounts();
    private final QuotePoll.Sorter sorter = new QuotePoll.Sorter(
            TestQueries.INSTRUMENTS, TestPulse.SETTINGS, counts, Clock.fixed(TestQueries.NOW, ZoneOffset.UTC));

    @Test
    void theQuotesOfAWindowOfAnInstrumentAreTogether() {
        Quote first = quote(BTC, "x", NOW, "1", "0");
        Quote last = quote(BTC, "x", NOW + 29_999_999, "2", "0");
        Quote next = quote(BTC, "x", NOW + 30_000_000, "3", "0");
        Quote other = quote(ETH, "x", NOW, "4", "0");

        QuotePoll poll = sort(json(first), json(other), json(next), json(last));

        assertThat(poll.groups())
                .containsExactly(
                        new QuoteGroup(BTC, NOW, 3, List.of(first, last)),
                        new QuoteGroup(ETH, NOW, 3, List.of(other)),
                        new QuoteGroup(BTC, NOW + 30_000_000, 3, List.of(next)));
        assertThat(poll.letters()).isEmpty();
        assertThat(counts.quotes()).isEqualTo(4);
    }

    @Test
    void whatIsNoQuoteOrCannotBeTrueIsADeadLetterWithItsPlaceAndReason() {
        QuotePoll poll = sort(
                "{\"price\":".getBytes(StandardCharsets.UTF_8),
                json(quote(BTC, "x", NOW + 60_000_000, "1", "0")),
                json(quote(BTC, "x", NOW + 61_000_000, "1", "0")),
                json(quote("binance:NOPE-USDT", "x", NOW, "1", "0")),
                json(quote(BTC, "x", 0, "1", "0")),
                null);

        assertThat(poll.groups()).singleElement().satisfies(group -> assertThat(group.quotes())
                .hasSize(1));
        assertThat(poll.letters())
                .extracting(DeadLetter::source)
                .containsExactly("quotes-3@0", "quotes-3@2", "quotes-3@3", "quotes-3@4", "quotes-3@5");
        assertThat(poll.letters())
                .extracting(DeadLetter::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("not a quote: Unexpected end-of-input"),
                        reason -> assertThat(reason).isEqualTo("not a quote: eventTime is 61 s ahead of our clock"),
                        reason -> assertThat(reason).isEqualTo("not a quote: there is no instrument binance:NOPE-USDT"),
                        reason -> assertThat(reason).startsWith("not a quote: eventTime must be after 1970"),
                        reason -> assertThat(reason).isEqualTo("not a quote: the record is empty"));
        assertThat(counts.quotes()).isEqualTo(1);
    }

    private QuotePoll sort(byte[]... values) {
        List<ConsumerRecord<Object, Object>> records = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            records.add(new ConsumerRecord<>("quotes", 3, i, null, values[i]));
        }
        return sorter.sort(new ConsumerRecords<>(Map.of(new TopicPartition("quotes", 3), records)));
    }

    private static byte[] json(Quote quote) {
        return QuoteJson.write(quote);
    }
}
