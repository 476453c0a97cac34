package feeds;

import static feeds.Decoding.RECEIVED;
import static feeds.Decoding.with;
import static feeds.Decoding.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import market.Quote;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Binance documents beside single trades, of which {@link BinanceDecoderTest} is: other events, and answers. */
class BinanceEventsTest {

    static final String AGGREGATE = """
            {"e":"aggTrade","E":1790733793200,"s":"BTCUSDT","a":12345,"p":"37000.10","q":"0.500","f":100,"l":105,\
            "T":1790733793097,"m":true,"M":true}""";

    static final String TICKER = """
            {"e":"24hrTicker","E":1790733793200,"s":"BTCUSDT","p":"-15.00","P":"-0.040","w":"37010.5","x":"37015.10","c":"37000.10",\
            "Q":"0.1","b":"37000.0","B":"1","a":"37000.2","A":"2","o":"37015.10","h":"38000","l":"36000","v":"1000.50","q":"37030000.25",\
            "O":1790647393200,"C":1790733793200,"F":1,"L":9,"n":9}""";

    static final String MINI_TICKER = """
            {"e":"24hrMiniTicker","E":1790733793200,"s":"ETHUSDT","c":"2500","o":"2000","h":"2600","l":"1900","v":"10.5","q":"26000"}""";

    static final String SHUTDOWN = "{\"e\":\"serverShutdown\",\"E\":1790733793200}";

    private final Decoding binance = new Decoding(new BinanceVenue());

    @Test
    void anAggregatedTradeIsATradeWithAnIdOfItsOwn() {
        assertThat(binance.faultless(AGGREGATE).trades())
                .containsExactly(new Trade(
                        "binance:BTC-USDT",
                        new BigDecimal("37000.10"),
                        new BigDecimal("0.500"),
                        TakerSide.SELL,
                        12345,
                        1_790_733_793_097_000L,
                        RECEIVED,
                        RECEIVED));
        binance.assertRefused(without(AGGREGATE, "a"), "the event aggTrade needs the field a");
        binance.assertRefused(without(AGGREGATE, "a").replace("\"f\"", "\"t\""), "needs the field a");
        binance.assertRefused(with(AGGREGATE, "a", "\"12345\""), "a must be a whole number, was '12345'");
    }

    @Test
    void aTickerIsAQuote() {
        assertThat(binance.faultless("{\"stream\":\"btcusdt@ticker\",\"data\":" + TICKER + "}")
                        .quotes())
                .containsExactly(new Quote(
                        "binance:BTC-USDT",
                        "binance",
                        new BigDecimal("37000.10"),
                        new BigDecimal("-0.040"),
                        new BigDecimal("1000.50"),
                        new BigDecimal("37030000.25"),
                        null,
                        1_790_733_793_200_000L,
                        RECEIVED));
    }

    @Test
    void theChangeOfAMiniTickerComesOfItsOpeningPrice() {
        assertThat(binance.faultless(MINI_TICKER).quotes())
                .containsExactly(new Quote(
                        "binance:ETH-USDT",
                        "binance",
                        new BigDecimal("2500"),
                        new BigDecimal("25.000"),
                        new BigDecimal("10.5"),
                        new BigDecimal("26000"),
                        null,
                        1_790_733_793_200_000L,
                        RECEIVED));
        assertThat(binance.faultless(with(MINI_TICKER, "o", "\"0.00\"")).quotes())
                .extracting(Quote::changePercent)
                .containsOnlyNulls();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "c | \"0.00\" | price must be positive, was 0.00",
                "c | 37000 | c must be a string, was '37000'",
                "P | \"NaN\" | P must be a plain decimal, was 'NaN'",
                "v | \"-1\" | volume must not be negative, was -1",
                "q | 1 | q must be a string, was '1'",
                "E | 0 | E must be after 1970 and before 2200, was 0",
                "E | 9223372036854775807 | E must be after 1970 and before 2200",
                "E | \"1790733793200\" | E must be a whole number",
                "s | \"DOGEUSDT\" | unknown symbol 'DOGEUSDT' at binance",
            })
    void whatNoTickerCanHaveIsRefused(String field, String value, String reason) {
        binance.assertRefused(with(TICKER, field, value), reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"c", "E", "s"})
    void aTickerNeedsItsPriceItsTimeAndItsSymbol(String field) {
        binance.assertRefused(without(TICKER, field), "the event 24hrTicker needs the field " + field);
    }

    @Test
    void theServersShutdownIsAnnounced() {
        assertThat(binance.signals(SHUTDOWN))
                .containsExactly(new Signal.GoingAway("Binance is about to shut this server down"));
        assertThat(binance.signals("{\"stream\":\"x\",\"data\":" + SHUTDOWN + "}"))
                .hasSize(1);
    }

    @Test
    void anAnswerIsKnownByItsRequest() {
        assertThat(binance.signals("{\"result\":null,\"id\":1}")).containsExactly(new Signal.Answer(1, null));
        assertThat(binance.signals("{\"id\":3,\"result\":[\"btcusdt@trade\",{\"id\":4}]}"))
                .containsExactly(new Signal.Answer(3, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":7}",
                "{\"id\":7,\"error\":{\"x\":[{\"msg\":\"no\"}],\"msg\":\"Invalid request\",\"code\":2}}",
                "{\"code\":2,\"msg\":\"Invalid request\",\"id\":7}"
            })
    void aRefusalOfEitherShapeIsKnownByItsRequest(String frame) {
        assertThat(binance.signals(frame)).containsExactly(new Signal.Answer(7, "Invalid request (code 2)"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",\"id\":null", ",\"id\":\"x\"", ",\"id\":1.5", ",\"id\":99999999999999999999"})
    void anErrorThatNamesNoRequestOfOursIsNotLost(String id) {
        assertThat(binance.signals("{\"code\":3,\"msg\":\"Invalid\\nJSON\"" + id + "}"))
                .containsExactly(new Signal.Refused(null, null, "Invalid?JSON (code 3)"));
        assertThat(binance.signals("{\"code\":3,\"msg\":\"\"" + id + "}"))
                .containsExactly(new Signal.Refused(null, null, "an error without a text (code 3)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1}",
                "{\"result\":null}",
                "{\"result\":null,\"id\":\"x\"}",
                "{\"error\":null,\"id\":1}",
                "{\"error\":{},\"id\":1}",
                "{\"e\":\"kline\",\"id\":1,\"result\":null}",
                "{\"data\":{\"result\":null,\"id\":1}}"
            })
    void whatIsNoAnswerIsNone(String frame) {
        assertThat(binance.decode(frame)).isEqualTo(DecodedFrame.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"error\":", "{\"error\":{", "{\"error\":{\"msg\":", "{\"error\":{\"msg\":\"x\"}", "{\"id\":"})
    void anAnswerThatIsCutOffIsRefused(String frame) {
        binance.assertRefused(frame, "not a Binance frame: Unexpected end-of-input");
    }
}
