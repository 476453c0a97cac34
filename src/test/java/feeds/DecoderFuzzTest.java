package feeds;

import static feeds.Decoding.INSTRUMENTS;
import static feeds.Decoding.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import market.MalformedDataException;
import market.Quote;
import market.Trade;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Broken frames of every kind: a decoder gives what stands in them, or a reason. {@code -Dsouk.fuzz.inputs=1000000} is for a
 * night; {@code -Dsouk.test.seed} repeats what a failure names.
 */
class DecoderFuzzTest {

    private static final int INPUTS = Integer.getInteger("souk.fuzz.inputs", 20_000);
    private static final long SEED = Long.getLong("souk.test.seed", System.nanoTime());

    /** A venue, its frames, and the names of a trade's fields in them; none where it has no trades. */
    record Protocol(
            Venue venue,
            List<String> frames,
            List<String> price,
            List<String> quantity,
            List<String> id,
            List<String> time,
            List<String> last) {

        @Override
        public String toString() {
            return venue.name();
        }
    }

    static List<Protocol> protocols() {
        String trade = BinanceEventsTest.AGGREGATE.replace("aggTrade", "trade").replace("\"a\"", "\"t\"");
        return List.of(
                new Protocol(
                        new BinanceVenue(),
                        List.of(
                                trade,
                                "{\"stream\":\"btcusdt@trade\",\"data\":" + trade + "}",
                                BinanceEventsTest.AGGREGATE,
                                BinanceEventsTest.TICKER,
                                BinanceEventsTest.MINI_TICKER,
                                BinanceEventsTest.SHUTDOWN,
                                "{\"result\":null,\"id\":1}",
                                "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":1}"),
                        List.of("p"),
                        List.of("q"),
                        List.of("t", "a"),
                        List.of("T"),
                        List.of("c")),
                new Protocol(
                        new CoinbaseVenue(),
                        List.of(
                                CoinbaseDecoderTest.MATCH,
                                CoinbaseDecoderTest.TICKER,
                                CoinbaseDecoderTest.MARKET_TRADES,
                                CoinbaseDecoderTest.MARKET_TRADES,
                                CoinbaseDecoderTest.SUBSCRIPTIONS,
                                CoinbaseDecoderTest.HEARTBEAT,
                                "{\"channel\":\"subscriptions\",\"events\":[{\"subscriptions\":{\"market_trades\":[\"X-Y\"]}}]}",
                                "{\"type\":\"error\",\"message\":\"m\",\"reason\":\"FOO-USD is not a valid product\"}"),
                        List.of("price"),
                        List.of("size"),
                        List.of("trade_id"),
                        List.of("time"),
                        List.of("price")),
                new Protocol(
                        new KrakenVenue(),
                        List.of(
                                KrakenDecoderTest.TRADES,
                                KrakenDecoderTest.TRADES.replace("update", "snapshot"),
                                KrakenDecoderTest.TICKER,
                                KrakenDecoderTest.ACCEPTED,
                                KrakenDecoderTest.REFUSED,
                                "{\"channel\":\"heartbeat\"}",
                                "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"system\":\"online\"}]}"),
                        List.of("price"),
                        List.of("qty"),
                        List.of("trade_id"),
                        List.of("timestamp"),
                        List.of("last")),
                new Protocol(
                        new CoinGeckoVenue(null),
                        List.of(CoinGeckoDecoderTest.PRICES, CoinGeckoDecoderTest.PRICES, CoinGeckoDecoderTest.ERROR),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("usd", "eur")));
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void aBrokenFrameGivesWhatStandsInItOrAReason(Protocol protocol) {
        Random random = new Random(SEED);
        FrameMutator mutator = new FrameMutator(random);
        FrameDecoder decoder = protocol.venue().decoder(INSTRUMENTS);
        Tally tally = new Tally();
        for (int input = 0; input < INPUTS; input++) {
            String original =
                    protocol.frames().get(random.nextInt(protocol.frames().size()));
            byte[] frame = mutator.mutated(original);
            try {
                check(protocol, frame, decoder, tally);
            } catch (RuntimeException | StackOverflowError | AssertionError e) {
                fail(
                        "seed " + SEED + ", input " + input + " of " + protocol + ": "
                                + new String(frame, StandardCharsets.UTF_8),
                        e);
            }
        }
        // Else the frames would be so broken that nothing was tried.
        assertThat(tally.trades + (protocol.price().isEmpty() ? INPUTS : 0))
                .as("trades of %s, seed %s", protocol, SEED)
                .isGreaterThan(INPUTS / 20);
        assertThat(tally.quotes).as("quotes of %s, seed %s", protocol, SEED).isGreaterThan(INPUTS / 40);
        assertThat(tally.reasons).as("reasons of %s, seed %s", protocol, SEED).isGreaterThan(INPUTS / 20);
    }

    private static void check(Protocol protocol, byte[] frame, FrameDecoder decoder, Tally tally) {
        DecodedFrame decoded;
        try {
            decoded = decoder.decode(frame, RECEIVED);
        } catch (MalformedDataException | VenueBusyException e) {
            tally.reasons++;
            assertReason(e.getMessage());
            return;
        }
        String text = new String(frame, StandardCharsets.UTF_8);
        decoded.faults().forEach(DecoderFuzzTest::assertReason);
        decoded.trades().forEach(trade -> assertStandsIn(text, protocol, trade));
        decoded.quotes().forEach(quote -> assertStandsIn(text, protocol, quote));
        for (Signal signal : decoded.signals()) {
            if (signal instanceof Signal.Refused refused) {
                assertReason(refused.reason());
            }
        }
        tally.reasons += decoded.faults().size();
        tally.trades += decoded.trades().size();
        tally.quotes += decoded.quotes().size();
    }

    private static void assertReason(String reason) {
        assertThat(reason).isNotBlank().hasSizeLessThan(1_000).doesNotContainPattern("\\p{Cntrl}");
    }

    private static void assertStandsIn(String frame, Protocol protocol, Trade trade) {
        assertThat(INSTRUMENTS.withId(trade.instrument())).isPresent();
        assertNumber(frame, protocol.price(), trade.price());
        assertNumber(frame, protocol.quantity(), trade.quantity());
        assertNumber(frame, protocol.id(), BigDecimal.valueOf(trade.tradeId()));
        assertThat(values(frame, protocol.time())).anyMatch(value -> isTime(value, trade.eventTimeMicros()));
    }

    private static void assertStandsIn(String frame, Protocol protocol, Quote quote) {
        assertThat(INSTRUMENTS.withId(quote.instrument())).isPresent();
        assertNumber(frame, protocol.last(), quote.price());
    }

    private static void assertNumber(String frame, List<String> fields, BigDecimal number) {
        assertThat(values(frame, fields)).as("values of %s", fields).anyMatch(value -> isNumber(value, number));
    }

    private static List<String> values(String frame, List<String> fields) {
        return fields.stream()
                .flatMap(field -> FrameMutator.valuesOf(frame, field).stream())
                .toList();
    }

    private static boolean isNumber(String value, BigDecimal number) {
        try {
            return new BigDecimal(value).compareTo(number) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Binance's ms or µs, or an ISO-8601 time. */
    private static boolean isTime(String value, long micros) {
        try {
            return value.contains("T")
                    ? ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(value)) == micros
                    : Long.parseLong(value) == micros || Long.parseLong(value) * 1_000 == micros;
        } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
            return false;
        }
    }

    private static final class Tally {
        private int trades;
        private int quotes;
        private int reasons;
    }
}
