package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import market.Instrument;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinanceHistoryTest {

    private static final Instrument BTC =
            new Instrument("binance:BTC-USDT", "binance", "BTC", "USDT", "BTCUSDT", List.of(), new BigDecimal("0.01"));

    private static final String TRADE =
            "{\"id\":28457,\"price\":\"4.00000100\",\"qty\":\"12.00000000\",\"quoteQty\":\"48.000012\",\"time\":1499865549590,"
                    + "\"isBuyerMaker\":true,\"isBestMatch\":true}";

    private final TradeHistory history = new BinanceVenue().history().orElseThrow();

    @Test
    void itAsksFromTheFirstIdThatIsMissing() {
        assertThat(history.request(new TradeHistory.Missing(BTC, 28457, 30000, 1, 2)))
                .isEqualTo("/api/v3/historicalTrades?symbol=BTCUSDT&fromId=28457&limit=1000");
    }

    @Test
    void aSymbolCannotAddParametersOfItsOwn() {
        Instrument odd =
                new Instrument("binance:A-B", "binance", "A", "B", "A&limit=1#/ ", List.of(), new BigDecimal("0.01"));

        assertThat(history.request(new TradeHistory.Missing(odd, 1, 2, 1, 2)))
                .isEqualTo("/api/v3/historicalTrades?symbol=A%26limit%3D1%23%2F%20&fromId=1&limit=1000");
    }

    @Test
    void aTradeIsReadWithItsDecimalsAsTheyWereSent() {
        assertThat(read("[" + TRADE + "]"))
                .containsExactly(new Trade(
                        "binance:BTC-USDT",
                        new BigDecimal("4.00000100"),
                        new BigDecimal("12.00000000"),
                        TakerSide.SELL,
                        28457,
                        1_499_865_549_590_000L,
                        77,
                        77));
        assertThat(read("[" + TRADE.replace("\"isBuyerMaker\":true", "\"isBuyerMaker\":false") + "]"))
                .extracting(Trade::takerSide)
                .containsExactly(TakerSide.BUY);
        assertThat(read("[]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"price\":\"4.00000100\" | \"price\":\"4e9\"        | [1].price must be a plain decimal, was '4e9'",
                "\"price\":\"4.00000100\" | \"price\":\"NaN\"        | [1].price must be a plain decimal, was 'NaN'",
                "\"price\":\"4.00000100\" | \"price\":4.1            | [1].price must be a string, was '4.1'",
                "\"price\":\"4.00000100\" | \"price\":\"0.00\"       | [1]: price must be positive, was 0.00",
                "\"qty\":\"12.00000000\"  | \"qty\":\"-1\"           | [1]: quantity must be positive, was -1",
                "\"qty\":\"12.00000000\"  | \"qty\":null             | [1].qty must be a string, was 'null'",
                "\"qty\":\"12.00000000\"  | \"qty\":{\"a\":[]}       | [1].qty must be a string, was an object",
                "\"qty\":\"12.00000000\"  | \"quantity\":\"1\"       | [1] needs the field qty",
                "\"id\":28457             | \"id\":\"28457\"         | [1].id must be a whole number, was '28457'",
                "\"id\":28457             | \"id\":1.5               | [1].id must be a whole number, was '1.5'",
                "\"id\":28457             | \"id\":-1                | [1]: tradeId must be from 0",
                "\"id\":28457             | \"id\":99999999999999999999 | [1].id is out of range, was '99999999999999999999'",
                "\"time\":1499865549590   | \"time\":9223372036854775807 | [1].time must be epoch milliseconds",
                "\"time\":1499865549590   | \"time\":0               | [1]: eventTime must be after 1970",
                "\"time\":1499865549590   | \"time\":1499865549590,\"time\":1 | the answer is not JSON: Duplicate field 'time'",
                "\"isBuyerMaker\":true    | \"isBuyerMaker\":\"true\" | [1].isBuyerMaker must be true or false, was 'true'",
            })
    void aTradeThatCannotBeIsRefusedWithItsPlaceAndValue(String part, String instead, String reason) {
        assertThat(TRADE).contains(part);

        assertRefused("[" + TRADE + "," + TRADE.replace(part, instead) + "]", reason);
    }

    @Test
    void whatIsNoListOfTradesIsRefused() {
        assertRefused("", "the answer is empty");
        assertRefused("<html>maintenance</html>", "the answer is not JSON: Unexpected character");
        assertRefused("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}", "the answer must be an array, was an object");
        assertRefused("[" + TRADE, "the answer is not JSON: Unexpected end-of-input");
        assertRefused("[] []", "there is more after the answer's JSON");
        assertRefused("[1]", "[0] must be an object, was '1'");
        assertRefused("[".repeat(100_000), "the answer is not JSON: Document nesting depth");
        assertRefused("[" + "9".repeat(100) + "]", "the answer is not JSON: Number value length");
        assertRefused("[\"" + "x".repeat(10_000) + "\"]", "the answer is not JSON: String value length");
        assertRefused(" ".repeat(5_000_001), "an answer may have 5000000 bytes, this one has 5000001");
    }

    /** Some bytes of a page are changed, or its end is cut off. */
    @Property(tries = 3_000)
    void mutatedAnswersGiveTradesOrAReason(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] answer = ("[" + TRADE + "," + TRADE + "]").getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            answer[random.nextInt(answer.length)] = (byte)
                    (random.nextBoolean() ? random.nextInt(256) : "\"{}[]:,.-0eE9\\n".charAt(random.nextInt(15)));
        }
        try {
            history.read(answer, BTC, 77)
                    .forEach(trade -> assertThat(trade.price()).isPositive());
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(500).doesNotContainPattern("\\p{Cntrl}");
        }
    }

    private List<Trade> read(String answer) {
        return history.read(answer.getBytes(StandardCharsets.UTF_8), BTC, 77);
    }

    private void assertRefused(String answer, String reason) {
        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(reason);
    }
}
