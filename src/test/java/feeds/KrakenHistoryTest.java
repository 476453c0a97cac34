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
import org.junit.jupiter.params.provider.ValueSource;

class KrakenHistoryTest {

    private static final Instrument BTC =
            new Instrument("kraken:BTC-USD", "kraken", "BTC", "USD", "BTC/USD", List.of(), new BigDecimal("0.1"));

    private static final String ANSWER = "{\"error\":[],\"result\":{\"XXBTZUSD\":["
            + "[\"30243.40000\",\"0.34507674\",1688669597.8277369,\"b\",\"m\",\"\",61044952],"
            + "[\"30243.30000\",\"0.00376960\",1688669598.2804112,\"s\",\"l\",\"\",61044953]],"
            + "\"last\":\"1688671969993150842\"}}";

    private final TradeHistory history = new KrakenHistory();

    /** Neighbours often share an instant, and what is at the instant asked for is left out. */
    @Test
    void itAsksFromAMicrosecondBeforeTheTradeBefore() {
        assertThat(history.request(new TradeHistory.Missing(BTC, 5, 9, 1_688_669_597_827_736L, 1_688_669_598_000_000L)))
                .isEqualTo("/0/public/Trades?pair=BTCUSD&since=1688669597827735000");
        assertThat(history.request(new TradeHistory.Missing(BTC, 5, 9, 0, 1))).endsWith("&since=0");
    }

    @Test
    void aTradeIsReadWithItsDecimalsAsTheyWereSentAndItsTimeToTheMicrosecond() {
        assertThat(read(ANSWER))
                .containsExactly(
                        new Trade(
                                "kraken:BTC-USD",
                                new BigDecimal("30243.40000"),
                                new BigDecimal("0.34507674"),
                                TakerSide.BUY,
                                61_044_952,
                                1_688_669_597_827_736L,
                                77,
                                77),
                        new Trade(
                                "kraken:BTC-USD",
                                new BigDecimal("30243.30000"),
                                new BigDecimal("0.00376960"),
                                TakerSide.SELL,
                                61_044_953,
                                1_688_669_598_280_411L,
                                77,
                                77));
    }

    /** As a binary floating point number this one is a microsecond less. */
    @Test
    void theTimeDoesNotGoThroughFloatingPoint() {
        assertThat(read(ANSWER.replace("1688669597.8277369", "1688669597.827737")))
                .first()
                .extracting(Trade::eventTimeMicros)
                .isEqualTo(1_688_669_597_827_737L);
        assertThat(read(ANSWER.replace("1688669597.8277369", "1688669597")))
                .first()
                .extracting(Trade::eventTimeMicros)
                .isEqualTo(1_688_669_597_000_000L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1688669597.8277369 | 1e999999999            | result.XXBTZUSD[0][2] must be a plain decimal, was '1e999999999'",
                "1688669597.8277369 | 99999999999999999999.5 | result.XXBTZUSD[0][2] must be epoch seconds, was '99999999999999999999.5'",
                "1688669597.8277369 | 0                      | result.XXBTZUSD[0]: eventTime must be after 1970",
                "1688669597.8277369 | \"1688669597\"         | result.XXBTZUSD[0][2] must be a number, was '1688669597'",
                "\"30243.40000\"    | 30243.4                | result.XXBTZUSD[0][0] must be a string, was '30243.4'",
                "\"0.34507674\"     | \"-0.3\"               | result.XXBTZUSD[0]: quantity must be positive, was -0.3",
                "\"b\"              | \"buy\"                | result.XXBTZUSD[0][3] must be b or s, was 'buy'",
                ",61044952          | ``                     | result.XXBTZUSD[0] needs an item 6, has 6",
                "\"XXBTZUSD\"       | \"A\":[],\"XXBTZUSD\"  | result must have the trades of one pair, has 2",
                "\"result\"         | \"results\"            | the answer needs the field result",
            })
    void whatCannotBeIsRefusedWithItsPlaceAndValue(String part, String instead, String reason) {
        String answer = ANSWER.replace(part, instead);
        assertThat(answer).isNotEqualTo(ANSWER);

        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void whatKrakenSaysIsTheReason() {
        assertThatThrownBy(() -> read("{\"error\":[\"EQuery:Unknown asset pair\"]}"))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("Kraken says: EQuery:Unknown asset pair");
    }

    @ParameterizedTest
    @ValueSource(strings = {"EAPI:Rate limit exceeded", "EGeneral:Too many requests", "EService:Unavailable"})
    void aRequestForFewerRequestsIsNoRefusal(String error) {
        assertThatThrownBy(() -> read("{\"error\":[\"" + error + "\"]}"))
                .isInstanceOf(VenueBusyException.class)
                .hasMessage("Kraken says: " + error);
    }

    private List<Trade> read(String answer) {
        return history.read(answer.getBytes(StandardCharsets.UTF_8), BTC, 77);
    }
}
