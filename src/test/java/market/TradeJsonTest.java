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

class TradeJsonTest {

    private static final String TRADE = """
            {"instrument":"binance:BTC-USDT","price":"61837.63","quantity":"0.0200","takerSide":"SELL",\
            "tradeId":"3735683259","eventTime":1723161255342000,"receiveTime":1723161254073000,\
            "publishTime":1723161254073100}""";

    @Test
    void aTradeIsWrittenWithDecimalsAndIdAsStringsAndTimesAsNumbers() {
        Trade trade = new Trade(
                "binance:BTC-USDT",
                new BigDecimal("61837.63"),
                new BigDecimal("0.0200"),
                TakerSide.SELL,
                3_735_683_259L,
                1_723_161_255_342_000L,
                1_723_161_254_073_000L,
                1_723_161_254_073_100L);

        assertThat(new String(TradeJson.write(trade), StandardCharsets.UTF_8)).isEqualTo(TRADE);
        assertThat(read(TRADE)).isEqualTo(trade);
    }

    @Property
    void everyTradeIsReadAsItWasWritten(@ForAll("trades") Trade trade) {
        assertThat(TradeJson.read(TradeJson.write(trade))).isEqualTo(trade);
    }

    @Test
    void theOrderOfTheFieldsDoesNotMatterAndNewOnesAreSkipped() {
        String other = "{\"venue\":{\"name\":[1,2]}," + TRADE.substring(1);

        assertThat(read(other)).isEqualTo(read(TRADE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"instrument", "price", "quantity", "takerSide", "tradeId", "eventTime"})
    void everyFieldIsNeeded(String field) {
        assertRefused(TRADE.replace("\"" + field + "\"", "\"ignored\""), field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"61837.63\"         | 61837.63       | price must be a string",
                "\"61837.63\"         | null           | price must be a string",
                "\"61837.63\"         | [\"1\"]        | price must be a string",
                "\"61837.63\"         | \"\"           | price must be a plain decimal, was ''",
                "\"61837.63\"         | \"NaN\"        | price must be a plain decimal, was 'NaN'",
                "\"61837.63\"         | \"1e999999999\"| price must be a plain decimal, was '1e999999999'",
                "\"61837.63\"         | \"0\"          | price must be positive, was 0",
                "\"0.0200\"           | \"-0.02\"      | quantity must be positive, was -0.02",
                "\"0.0200\"           | \"1e-5\"       | quantity must be a plain decimal, was '1e-5'",
                "\"SELL\"             | \"sell\"       | takerSide must be BUY or SELL, was 'sell'",
                "\"SELL\"             | true           | takerSide must be a string",
                "\"3735683259\"       | 3735683259     | tradeId must be a string",
                "\"3735683259\"       | \"x\\u0000y\"  | tradeId must be a whole number, was 'x?y'",
                "\"3735683259\"       | \"-1\"         | tradeId must be from 0 to 9223372036854775806, was -1",
                "\"3735683259\"       | \"9223372036854775807\" | tradeId must be from 0 to",
                "1723161255342000     | 0              | eventTime must be after 1970 and before 2200",
                "1723161255342000     | 1e999999999    | eventTime must be a whole number",
                "1723161255342000     | 1.5            | eventTime must be a whole number",
                "1723161255342000     | \"1\"          | eventTime must be a whole number",
                "1723161255342000     | 9223372036854775807 | eventTime must be after 1970 and before 2200",
                "1723161255342000     | 9223372036854775808 | out of range of long",
                "\"binance:BTC-USDT\" | \" \"          | instrument must not be blank",
                "\"binance:BTC-USDT\" | \"a\\u0000b\"  | instrument must have letters, digits and signs only, was 'a?b'",
                "\"binance:BTC-USDT\" | \"a\\ud800b\"  | instrument must have letters, digits and signs only",
                "\"binance:BTC-USDT\" | {\"price\":\"1\"} | instrument must be a string",
            })
    void everyFieldHasItsTypeAndItsBounds(String value, String other, String reason) {
        assertThat(TRADE).contains(value);
        assertRefused(TRADE.replace(value, other), reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "hello   | Unrecognized token",
                "[]      | a JSON object was expected",
                "null    | a JSON object was expected",
                "{       | end-of-input",
                "{}      | tradeId is missing"
            })
    void whatIsNoTradeIsRefused(String text, String reason) {
        assertRefused(text, reason);
    }

    @Test
    void nothingIsNoTrade() {
        assertThatThrownBy(() -> TradeJson.read(null))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("not a trade: the record is empty");
        assertRefused("", "a JSON object was expected");
    }

    @Test
    void aTradeThatIsCutOffOrFollowedByMoreIsRefused() {
        for (int end = 0; end < TRADE.length(); end++) {
            assertRefused(TRADE.substring(0, end), "not a trade: ");
        }
        assertRefused(TRADE + TRADE, "there is more after the JSON object");
        assertRefused(TRADE + "x", "Unrecognized token");
    }

    @Test
    void theReasonIsShortWhateverWasSent() {
        assertReasonIsShort(TRADE.replace("SELL", "S".repeat(200_000)));
        assertReasonIsShort(TRADE.replace("binance", "b".repeat(255)));
        assertReasonIsShort(TRADE.replace("3735683259", "3".repeat(200_000)));
        assertReasonIsShort("x".repeat(200_000));
    }

    @Property(tries = 3_000)
    void changedBytesGiveATradeOrAReason(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = TRADE.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : "\"{}[]:,.-0eE9".charAt(random.nextInt(13)));
        }
        try {
            Trade trade = TradeJson.read(bytes);
            assertThat(TradeJson.read(TradeJson.write(trade))).isEqualTo(trade);
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).startsWith("not a trade: ");
        }
    }

    @Provide
    static Arbitrary<Trade> trades() {
        Arbitrary<BigDecimal> decimals = Combinators.combine(
                        Arbitraries.bigIntegers()
                                .between(BigInteger.ONE, BigInteger.TEN.pow(38).subtract(BigInteger.ONE)),
                        Arbitraries.integers().between(0, 38))
                .as(BigDecimal::new);
        Arbitrary<Long> micros = Arbitraries.longs().between(1, 7_258_118_399_999_999L);
        return Combinators.combine(
                        Arbitraries.of("binance:BTC-USDT", "x", "nasdaq:BRK.B-USD", "binance:\u5e01\u5b89-USDT"),
                        decimals,
                        decimals,
                        Arbitraries.of(TakerSide.class),
                        Arbitraries.longs().between(0, Long.MAX_VALUE - 1),
                        micros,
                        Arbitraries.longs(),
                        Arbitraries.longs())
                .as(Trade::new);
    }

    private static void assertReasonIsShort(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedDataException.class)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith("not a trade: ")
                .hasMessageContaining(reason);
    }

    private static Trade read(String text) {
        return TradeJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
