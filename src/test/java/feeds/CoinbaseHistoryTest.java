package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import market.Instrument;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoinbaseHistoryTest {

    private static final Instrument BTC =
            new Instrument("coinbase:BTC-USD", "coinbase", "BTC", "USD", "BTC-USD", List.of(), new BigDecimal("0.01"));

    private static final String TRADE =
            "{\"trade_id\":74,\"side\":\"sell\",\"size\":\"0.01000000\",\"price\":\"83285\",\"time\":\"2026-11-07T22:19:28.578544Z\"}";

    private final TradeHistory history = new CoinbaseHistory();

    @Test
    void itAsksForWhatIsBelowTheLastIdThatIsMissingAndThatIdItself() {
        assertThat(history.request(new TradeHistory.Missing(BTC, 50, 74, 1, 2)))
                .isEqualTo("/products/BTC-USD/trades?after=75&limit=1000");
    }

    /** The side that Coinbase names had its order in the book. */
    @Test
    void theTakerIsOnTheOtherSide() {
        assertThat(read("[" + TRADE + "," + TRADE.replace("sell", "buy").replace("74", "73") + "]"))
                .containsExactly(
                        new Trade(
                                "coinbase:BTC-USD",
                                new BigDecimal("83285"),
                                new BigDecimal("0.01000000"),
                                TakerSide.BUY,
                                74,
                                1_794_089_968_578_544L,
                                77,
                                77),
                        new Trade(
                                "coinbase:BTC-USD",
                                new BigDecimal("83285"),
                                new BigDecimal("0.01000000"),
                                TakerSide.SELL,
                                73,
                                1_794_089_968_578_544L,
                                77,
                                77));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sell                        | SELL                        | [0].side must be buy or sell, was 'SELL'",
                "2026-11-07T22:19:28.578544Z | 0001-01-01T00:00:00.000000Z | [0].time must be an ISO-8601 time after 1970 and before 2200, was '0001-01-01",
                "2026-11-07T22:19:28.578544Z | yesterday                   | [0].time must be an ISO-8601 time after 1970 and before 2200, was 'yesterday'",
                "2026-11-07T22:19:28.578544Z | +1000000000-12-31T23:59:59Z | [0].time must be an ISO-8601 time after 1970 and before 2200, was '+10000",
                "0.01000000                  | 0.-10000                    | [0].size must be a plain decimal, was '0.-10000'",
                "\"83285\"                   | 83285                       | [0].price must be a string, was '83285'",
                "\"trade_id\":74             | \"trade_id\":\"74\"         | [0].trade_id must be a whole number, was '74'",
            })
    void aTradeThatCannotBeIsRefusedWithItsPlaceAndValue(String part, String instead, String reason) {
        assertThat(TRADE).contains(part);

        assertRefused("[" + TRADE.replace(part, instead) + "]", reason);
    }

    @Test
    void whatCoinbaseSaysIsTheReason() {
        assertRefused("{\"message\":\"NotFound\"}", "Coinbase says: NotFound");
        assertRefused("{\"message\":[]}", "message must be a string, was an array");
        assertRefused("{}", "the answer must be an array, was an object");
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
