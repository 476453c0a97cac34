package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuoteJsonTest {

    private static final String QUOTE =
            "{\"instrument\":\"coinbase:BTC-USD\",\"source\":\"coinbase\",\"price\":\"83420.90\","
                    + "\"changePercent\":\"-1.200\",\"volume\":\"5120\",\"quoteVolume\":\"0.0000001\",\"marketCap\":\"1310000000000\","
                    + "\"eventTime\":1790733793313359,\"receiveTime\":1790733793401200}";

    @Test
    void aQuoteIsAFlatObjectOfPlainDecimals() {
        Quote quote = new Quote(
                "coinbase:BTC-USD",
                "coinbase",
                new BigDecimal("83420.90"),
                new BigDecimal("-1.200"),
                new BigDecimal("5120"),
                new BigDecimal("1e-7"),
                new BigDecimal("1.31e12"),
                1_790_733_793_313_359L,
                1_790_733_793_401_200L);

        assertThat(new String(QuoteJson.write(quote), StandardCharsets.UTF_8)).isEqualTo(QUOTE);
    }

    @Test
    void whatWasNotToldIsLeftOutAndReadAsSuch() {
        Quote quote = new Quote("kraken:BTC-USD", "kraken", BigDecimal.ONE, null, null, null, null, 3, 4);
        byte[] written = QuoteJson.write(quote);

        assertThat(new String(written, StandardCharsets.UTF_8))
                .isEqualTo("{\"instrument\":\"kraken:BTC-USD\",\"source\":\"kraken\",\"price\":\"1\",\"eventTime\":3,"
                        + "\"receiveTime\":4}");
        assertThat(QuoteJson.read(written)).isEqualTo(quote);
    }

    @Property(tries = 500)
    void everyQuoteIsReadAsItWasWritten(@ForAll("quotes") Quote quote) {
        assertThat(QuoteJson.read(QuoteJson.write(quote))).isEqualTo(quote);
    }

    @Test
    void fieldsThatAreNewToUsAreSkipped() {
        assertThat(read(QUOTE.replace("\"price\"", "\"new\":{\"price\":[1]},\"price\"")))
                .isEqualTo(read(QUOTE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instrument", "source", "price", "eventTime", "receiveTime"})
    void aQuoteNeedsWhatItIsOf(String field) {
        assertThatThrownBy(() -> read(QUOTE.replace("\"" + field + "\"", "\"nothing\"")))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith("not a quote: " + field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"83420.90\" | \"0\" | price must be positive, was 0",
                "\"83420.90\" | 83420.90 | price must be a string",
                "\"83420.90\" | \"1e5\" | price must be a plain decimal, was '1e5'",
                "\"-1.200\" | \"NaN\" | changePercent must be a plain decimal, was 'NaN'",
                "\"5120\" | \"-5120\" | volume must not be negative, was -5120",
                "\"5120\" | null | volume must be a string",
                "\"coinbase\" | \" \" | source must not be blank",
                "1790733793313359 | \"x\" | eventTime must be a whole number",
                "1790733793313359 | 99999999999999999999 | out of range",
                "1790733793401200 | 1.5 | receiveTime must be a whole number",
                "1790733793401200} | 1} x | Unrecognized token",
            })
    void whatIsNoQuoteIsRefusedWithTheReason(String value, String other, String reason) {
        String changed = QUOTE.replace(value, other);

        assertThat(changed).isNotEqualTo(QUOTE);
        assertThatThrownBy(() -> read(changed))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith("not a quote: ")
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsNoRecordIsRefused() {
        assertThatThrownBy(() -> QuoteJson.read(null)).hasMessage("not a quote: the record is empty");
        assertThatThrownBy(() -> read("[]")).hasMessage("not a quote: a JSON object was expected");
        assertThatThrownBy(() -> read(QUOTE + QUOTE)).hasMessage("not a quote: there is more after the JSON object");
        assertThatThrownBy(() -> read(QUOTE.substring(0, 50))).isInstanceOf(MalformedDataException.class);
    }

    @Property(tries = 3_000)
    void changedBytesGiveAQuoteOrAReason(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = QUOTE.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : "\"{}[]:,.-0eE9".charAt(random.nextInt(13)));
        }
        try {
            Quote quote = QuoteJson.read(bytes);
            assertThat(QuoteJson.read(QuoteJson.write(quote))).isEqualTo(quote);
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).startsWith("not a quote: ");
        }
    }

    @Provide
    static Arbitrary<Quote> quotes() {
        Arbitrary<BigDecimal> figures = Combinators.combine(
                        Arbitraries.bigIntegers()
                                .between(BigInteger.ZERO, BigInteger.TEN.pow(80).subtract(BigInteger.ONE)),
                        Arbitraries.integers().between(0, 80))
                .as(BigDecimal::new);
        return Combinators.combine(
                        Arbitraries.of("0.00000001", "83420.90", "9".repeat(38)).map(BigDecimal::new),
                        figures.map(BigDecimal::negate).injectNull(0.2),
                        figures.injectNull(0.2),
                        figures.injectNull(0.2),
                        figures.injectNull(0.2),
                        Arbitraries.longs(),
                        Arbitraries.longs())
                .as((price, change, volume, quoteVolume, marketCap, eventTime, receiveTime) ->
                        new Quote("a:B-C", "a", price, change, volume, quoteVolume, marketCap, eventTime, receiveTime));
    }

    private static Quote read(String text) {
        return QuoteJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
