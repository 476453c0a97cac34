package feeds;

import static feeds.Decoding.RECEIVED;
import static feeds.Decoding.with;
import static feeds.Decoding.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalLong;
import market.Quote;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the shapes that Kraken documents for its web socket API v2. */
class KrakenDecoderTest {

    static final String TRADES = """
            {"channel":"trade","type":"update","data":[\
            {"symbol":"BTC/USD","side":"sell","price":61837.10,"qty":0.00500000,"ord_type":"limit","trade_id":4665846,\
            "timestamp":"2026-09-30T02:03:13.097237Z"},\
            {"symbol":"ETH/USD","side":"buy","price":2666,"qty":23,"ord_type":"market","trade_id":4665847,\
            "timestamp":"2026-09-30T02:03:13.097237Z"}]}""";

    static final String TICKER = """
            {"channel":"ticker","type":"snapshot","data":[{"symbol":"BTC/USD","bid":61837.0,"bid_qty":740.0,"ask":61837.2,\
            "ask_qty":740.0,"last":61837.10,"volume":997.50,"vwap":61000.20,"low":60000.0,"high":62000.0,"change":-17.0,\
            "change_pct":-0.17}]}""";

    static final String ACCEPTED = """
            {"method":"subscribe","result":{"channel":"trade","snapshot":true,"symbol":"BTC/USD"},"success":true,\
            "time_in":"2026-09-30T02:03:13.097237Z","time_out":"2026-09-30T02:03:13.097338Z","req_id":1}""";

    static final String REFUSED = """
            {"error":"Currency pair not supported XBT/USD","method":"subscribe","req_id":1,"success":false,"symbol":"XBT/USD",\
            "time_in":"2026-09-30T02:03:13.097237Z","time_out":"2026-09-30T02:03:13.097338Z"}""";

    private final Decoding kraken = new Decoding(new KrakenVenue());

    @Test
    void aTradeIsExactlyAsItWasSent() {
        assertThat(kraken.faultless(TRADES).trades())
                .containsExactly(
                        new Trade(
                                "kraken:BTC-USD",
                                new BigDecimal("61837.10"),
                                new BigDecimal("0.00500000"),
                                TakerSide.SELL,
                                4665846,
                                1_790_733_793_097_237L,
                                RECEIVED,
                                RECEIVED),
                        new Trade(
                                "kraken:ETH-USD",
                                new BigDecimal("2666"),
                                new BigDecimal("23"),
                                TakerSide.BUY,
                                4665847,
                                1_790_733_793_097_237L,
                                RECEIVED,
                                RECEIVED));
    }

    @Test
    void aSnapshotOfPastTradesIsTradesLikeAnUpdate() {
        assertThat(kraken.faultless(TRADES.replace("update", "snapshot")))
                .isEqualTo(kraken.faultless(TRADES))
                .isNotEqualTo(DecodedFrame.NOTHING);
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "0.10000000, 0.10000000",
        "1e-7, 0.0000001",
        "1.50E-7, 0.000000150",
        "2E3, 2000",
        "1.5e1, 15",
        "0.1000000000000000055511151231257827, 0.1000000000000000055511151231257827",
        "99999999999999999999999999999999999999, 99999999999999999999999999999999999999",
        "1e37, 10000000000000000000000000000000000000",
        "1e-38, 0.00000000000000000000000000000000000001",
    })
    void aNumberNeverGoesThroughADoubleAndLosesItsExponent(String sent, String exact) {
        assertThat(kraken.faultless(with(TRADES, "qty", sent)).trades().get(0).quantity())
                .isEqualTo(new BigDecimal(exact));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e38",
                "1e-39",
                "1e999999999",
                "1e-999999999",
                "1E+40",
                "100000000000000000000000000000000000000"
            })
    void aNumberOfMoreDigitsThanAPriceMayHaveIsAFault(String sent) {
        DecodedFrame decoded = kraken.decode(with(TRADES, "price", sent));

        assertThat(decoded.faults())
                .singleElement()
                .asString()
                .startsWith("trade 1 of the update: price must be a number of at most 38 digits, was ")
                .hasSizeLessThan(200);
        assertThat(decoded.trades()).extracting(Trade::tradeId).containsExactly(4665847L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price | 0 | price must be positive, was 0",
                "price | 0e-10 | price must be positive, was 0.0000000000",
                "price | -1.50 | price must be positive, was -1.50",
                "price | \"61837.1\" | price must be a number, was '61837.1'",
                "price | \"NaN\" | price must be a number, was 'NaN'",
                "price | null | price must be a number, was null",
                "qty | 0.00 | qty must be positive, was 0.00",
                "qty | true | qty must be a number, was true",
                "qty | [1] | qty must be a number, was a list",
                "side | \"BUY\" | side must be buy or sell, was 'BUY'",
                "side | 1 | side must be a string, was 1",
                "trade_id | \"1\" | trade_id must be a whole number, was '1'",
                "trade_id | 1e3 | trade_id must be a whole number, was 1E+3",
                "trade_id | 99999999999999999999 | trade_id is out of range: 99999999999999999999",
                "trade_id | -5 | tradeId must be from 0",
                "symbol | \"XBT/USD\" | unknown symbol 'XBT/USD' at kraken",
                "timestamp | \"1970-01-01T00:00:00.000000Z\" | timestamp must be after 1970 and before 2200, was 1970",
                "timestamp | 1700000000 | timestamp must be a string, was 1700000000",
            })
    void whatNoTradeCanHaveIsAFaultAndTheOthersAreDelivered(String field, String value, String reason) {
        DecodedFrame decoded = kraken.decode(with(TRADES, field, value));

        assertThat(decoded.faults()).singleElement().asString().startsWith("trade 1 of the update: " + reason);
        assertThat(decoded.trades()).extracting(Trade::tradeId).containsExactly(4665847L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"symbol", "side", "price", "qty", "trade_id", "timestamp"})
    void everyFieldOfATradeIsNeeded(String field) {
        DecodedFrame decoded = kraken.decode(without(TRADES, field));

        assertThat(decoded.faults()).containsExactly("trade 1 of the update: " + field + " is missing");
        assertThat(decoded.trades()).hasSize(1);
    }

    @Test
    void aTickerIsAQuoteWhoseQuoteVolumeComesOfTheAveragePrice() {
        Quote quote = new Quote(
                "kraken:BTC-USD",
                "kraken",
                new BigDecimal("61837.10"),
                new BigDecimal("-0.17"),
                new BigDecimal("997.50"),
                new BigDecimal("60847699.5000"),
                null,
                RECEIVED,
                RECEIVED);

        assertThat(kraken.faultless(TICKER).quotes()).containsExactly(quote);
        assertThat(kraken.faultless(TICKER.replace("snapshot", "update")).quotes())
                .containsExactly(quote);
    }

    @Test
    void aTickerThatSaysItsTimeIsOfThatTime() {
        String timed = TICKER.replace("\"low\"", "\"timestamp\":\"2026-09-30T02:03:13.097237Z\",\"low\"");

        assertThat(kraken.faultless(timed).quotes())
                .extracting(Quote::eventTimeMicros)
                .containsExactly(1_790_733_793_097_237L);
        kraken.assertFault(with(timed, "timestamp", "\"1970-01-01T00:00:00Z\""), "timestamp must be after 1970");
    }

    @Test
    void aTickerWithoutTheFiguresOfTheDayHasItsPriceOnly() {
        String bare = without(without(with(TICKER, "volume", "null"), "vwap"), "change_pct");

        assertThat(kraken.faultless(bare).quotes())
                .containsExactly(new Quote(
                        "kraken:BTC-USD",
                        "kraken",
                        new BigDecimal("61837.10"),
                        null,
                        null,
                        null,
                        null,
                        RECEIVED,
                        RECEIVED));
    }

    @ParameterizedTest
    @CsvSource({
        "last, 0, 'last must be positive, was 0'",
        "last, null, 'last must be a number, was null'",
        "volume, -1, 'volume must not be negative, was -1'",
        "volume, '\"1\"', 'volume must be a number, was ''1'''",
        "change_pct, 1e400, 'change_pct must be a number of at most 38 digits, was 1E+400'",
        "symbol, '\"XBT/USD\"', 'unknown symbol ''XBT/USD'' at kraken'",
    })
    void whatNoTickerCanHaveIsAFault(String field, String value, String reason) {
        kraken.assertFault(with(TICKER, field, value), "ticker 1 of the snapshot: " + reason);
    }

    @Test
    void aHeartbeatIsASignOfLife() {
        assertThat(kraken.signals("{\"channel\":\"heartbeat\"}"))
                .containsExactly(new Signal.Heartbeat(null, OptionalLong.empty()));
    }

    @Test
    void anAnswerTellsForOneSymbolWhetherItIsAccepted() {
        assertThat(kraken.signals(ACCEPTED)).containsExactly(new Signal.Accepted("trade", "BTC/USD"));
        assertThat(kraken.signals(REFUSED))
                .containsExactly(new Signal.Refused(null, "XBT/USD", "Currency pair not supported XBT/USD"));
        assertThat(kraken.signals(without(REFUSED, "symbol")))
                .containsExactly(new Signal.Refused(null, null, "Currency pair not supported XBT/USD"));
        assertThat(kraken.signals(with(REFUSED, "error", "\"\"")))
                .containsExactly(new Signal.Refused(null, "XBT/USD", "an error without a text"));
        assertThat(kraken.signals(without(without(REFUSED, "method"), "symbol")))
                .containsExactly(new Signal.Refused(null, null, "Currency pair not supported XBT/USD"));
    }

    @Test
    void theAnswerToAnUnsubscriptionIsNoAcceptance() {
        assertThat(kraken.signals(ACCEPTED.replace("\"subscribe\"", "\"unsubscribe\"")))
                .containsExactly(new Signal.Answer(1, null));
        assertThat(kraken.signals(REFUSED.replace("\"subscribe\"", "\"unsubscribe\"")))
                .containsExactly(new Signal.Answer(1, "Currency pair not supported XBT/USD"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"channel\":\"status\",\"type\":\"update\",\"data\":[{\"api_version\":\"v2\",\"connection_id\":1,"
                        + "\"system\":\"online\",\"version\":\"2.0.0\"}]}",
                "{\"channel\":\"book\",\"type\":\"snapshot\",\"data\":[{\"symbol\":\"BTC/USD\"}]}",
                "{\"channel\":\"trade\",\"type\":\"correction\",\"data\":7}",
                "{\"method\":\"pong\",\"req_id\":7}",
                "{\"method\":\"subscribe\",\"result\":{\"channel\":\"instrument\",\"snapshot\":true},\"success\":true}"
            })
    void whatWasNotAskedForCarriesNothing(String frame) {
        assertThat(kraken.decode(frame)).isEqualTo(DecodedFrame.NOTHING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "hello                                               | Unrecognized token",
                "[340,[[\"1\",\"2\"]],\"trade\",\"XBT/USD\"]         | a JSON object was expected",
                "{\"channel\":\"trade\"}                             | type is missing",
                "{\"channel\":\"trade\",\"type\":\"update\"}         | data is missing",
                "{\"channel\":\"trade\",\"type\":\"update\",\"data\":7}      | data must be a list, was 7",
                "{\"channel\":\"ticker\",\"type\":\"update\",\"data\":{}}    | data must be a list, was an object",
                "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"price\":NaN}]} | NaN",
                "{\"channel\":\"trade\",\"type\":\"update\",\"data\":[{\"price\":1,\"price\":2}]} | Duplicate field",
                "{\"method\":\"subscribe\"}                          | success is missing",
                "{\"method\":\"subscribe\",\"success\":\"true\"}     | success must be true or false, was 'true'",
                "{\"method\":\"subscribe\",\"success\":true}         | result is missing",
                "{\"method\":\"subscribe\",\"success\":true,\"result\":[]}   | result must be an object, was a list",
            })
    void whatIsNoFrameIsRefusedWithTheReason(String frame, String reason) {
        kraken.assertRefused(frame, reason);
    }

    @Test
    void whatIsBeyondTheBoundsIsRefused() {
        kraken.assertRefused("{\"a\":" + "[".repeat(100_000), "Document nesting depth");
        kraken.assertRefused(with(TRADES, "price", "9".repeat(100)), "Number value length");
        kraken.assertRefused(with(TRADES, "price", "1e99999999999"), "not a Kraken frame");
        kraken.assertRefused(" ".repeat(1_000_001), "a frame may have 1000000 bytes, this one has 1000001");
    }

    @Test
    void anItemThatIsNoObjectIsAFault() {
        DecodedFrame decoded = kraken.decode(TRADES.replace("\"data\":[", "\"data\":[null,[],"));

        assertThat(decoded.faults())
                .containsExactly(
                        "trade 1 of the update: a trade must be an object, was null",
                        "trade 2 of the update: a trade must be an object, was a list");
        assertThat(decoded.trades()).hasSize(2);
        assertThat(List.copyOf(decoded.signals())).isEmpty();
    }
}
