package feeds;

import static feeds.Decoding.RECEIVED;
import static feeds.Decoding.with;
import static feeds.Decoding.without;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import market.Quote;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the shapes that Coinbase documents for Exchange's and Advanced Trade's web sockets. */
class CoinbaseDecoderTest {

    static final String MATCH = """
            {"type":"match","trade_id":10,"maker_order_id":"ac928c66","taker_order_id":"132fb6ae","sequence":50,\
            "time":"2026-09-30T02:03:13.097237Z","product_id":"BTC-USD","size":"5.23512000","price":"400.230","side":"sell"}""";

    static final String TICKER = """
            {"type":"ticker","sequence":37475248783,"product_id":"ETH-USD","price":"1285.22","open_24h":"1310.79",\
            "volume_24h":"245532.79269678","low_24h":"1280.52","high_24h":"1313.8","volume_30d":"9788783.60117027",\
            "best_bid":"1285.04","best_ask":"1285.27","side":"buy","time":"2026-09-30T23:28:22.061769Z",\
            "trade_id":370843401,"last_size":"0.-10000"}""";

    static final String MARKET_TRADES = """
            {"channel":"market_trades","client_id":"","timestamp":"2026-09-30T02:39:53.788557863Z","sequence_num":9,"events":[\
            {"type":"update","trades":[\
            {"trade_id":"102","product_id":"ETH-USD","price":"2666.07","size":"0.00373812","side":"BUY","time":"2026-09-30T02:39:52.4Z"},\
            {"trade_id":"101","product_id":"ETH-USD","price":"2666.1","size":"0.5","side":"SELL","time":"2026-09-30T02:39:52.4Z"},\
            {"trade_id":"100","product_id":"BTC-USD","price":"83285","size":"0.0000001","side":"SELL","time":"2026-09-30T02:39:51Z"}]}]}""";

    static final String SUBSCRIPTIONS = """
            {"type":"subscriptions","channels":[{"name":"matches","product_ids":["BTC-USD","ETH-USD"],"account_ids":null},\
            {"name":"heartbeat","product_ids":["BTC-USD"]}]}""";

    static final String HEARTBEAT = """
            {"type":"heartbeat","sequence":90,"last_trade_id":20,"product_id":"BTC-USD","time":"2026-09-30T08:28:48.464642Z"}""";

    private final Decoding coinbase = new Decoding(new CoinbaseVenue());

    @Test
    void aMatchIsATradeOfTheSideThatDidNotMake() {
        assertThat(coinbase.faultless(MATCH).trades())
                .containsExactly(new Trade(
                        "coinbase:BTC-USD",
                        new BigDecimal("400.230"),
                        new BigDecimal("5.23512000"),
                        TakerSide.BUY,
                        10,
                        1_790_733_793_097_237L,
                        RECEIVED,
                        RECEIVED));
        assertThat(coinbase.faultless(with(MATCH, "side", "\"buy\"")).trades())
                .extracting(Trade::takerSide)
                .containsExactly(TakerSide.SELL);
    }

    @Test
    void theLastMatchIsATradeLikeTheOthers() {
        assertThat(coinbase.faultless(with(MATCH, "type", "\"last_match\"")))
                .isEqualTo(coinbase.faultless(MATCH))
                .isNotEqualTo(DecodedFrame.NOTHING);
    }

    @Test
    void marketTradesComeNewestFirstAndAreToldOldestFirst() {
        List<Trade> trades = coinbase.faultless(MARKET_TRADES).trades();

        assertThat(trades).extracting(Trade::tradeId).containsExactly(100L, 101L, 102L);
        assertThat(trades).extracting(Trade::takerSide).containsExactly(TakerSide.BUY, TakerSide.BUY, TakerSide.SELL);
        assertThat(trades)
                .extracting(Trade::price)
                .containsExactly(new BigDecimal("83285"), new BigDecimal("2666.1"), new BigDecimal("2666.07"));
        assertThat(coinbase.faultless(MARKET_TRADES.replace("update", "snapshot"))
                        .trades())
                .isEqualTo(trades);
    }

    @Test
    void oneImpossibleTradeLeavesTheOthersOfItsFrame() {
        DecodedFrame decoded = coinbase.decode(MARKET_TRADES.replace("2666.1\"", "0.00\""));

        assertThat(decoded.trades()).extracting(Trade::tradeId).containsExactly(100L, 102L);
        assertThat(decoded.faults()).containsExactly("trade 2 of the update: price must be positive, was 0.00");
    }

    @Test
    void faultsAreCountedWhereNobodyWouldReadThem() {
        DecodedFrame decoded = coinbase.decode("{\"channel\":\"market_trades\",\"events\":[{\"type\":\"update\","
                + "\"trades\":[" + "1,".repeat(100_000) + "2]}]}");

        assertThat(decoded.faults()).hasSize(21).last().isEqualTo("and 99981 more items that are not possible");
        assertThat(decoded.faults()).first().isEqualTo("trade 100001 of the update: a trade must be an object, was 2");
    }

    @Test
    void aTickerIsAQuoteWhoseChangeComesOfTheOpeningPrice() {
        assertThat(coinbase.faultless(TICKER).quotes())
                .containsExactly(new Quote(
                        "coinbase:ETH-USD",
                        "coinbase",
                        new BigDecimal("1285.22"),
                        new BigDecimal("-1.951"),
                        new BigDecimal("245532.79269678"),
                        null,
                        null,
                        Instant.parse("2026-09-30T23:28:22.061769Z").toEpochMilli() * 1_000 + 769,
                        RECEIVED));
    }

    @Test
    void aTickerWithoutTheFiguresOfTheDayHasItsPriceOnly() {
        Quote quote = coinbase.faultless(without(without(TICKER, "open_24h"), "volume_24h"))
                .quotes()
                .get(0);

        assertThat(quote.price()).isEqualTo(new BigDecimal("1285.22"));
        assertThat(quote.changePercent()).isNull();
        assertThat(quote.volume()).isNull();
        assertThat(coinbase.faultless(with(TICKER, "open_24h", "\"0\""))
                        .quotes()
                        .get(0)
                        .changePercent())
                .isNull();
    }

    @Test
    void aHeartbeatTellsTheLastTrade() {
        assertThat(coinbase.signals(HEARTBEAT)).containsExactly(new Signal.Heartbeat("BTC-USD", OptionalLong.of(20)));
        assertThat(coinbase.signals(with(HEARTBEAT, "last_trade_id", "0")))
                .containsExactly(new Signal.Heartbeat("BTC-USD", OptionalLong.empty()));
        assertThat(coinbase.signals("{\"channel\":\"heartbeats\",\"sequence_num\":1,\"events\":[{\"current_time\":"
                        + "\"2026-10-04 07:04:40.8 +0000 UTC m=+66987.6\",\"heartbeat_counter\":66987}]}"))
                .containsExactly(new Signal.Heartbeat(null, OptionalLong.empty()));
        coinbase.assertFault(with(HEARTBEAT, "last_trade_id", "\"20\""), "last_trade_id must be a whole number");
    }

    @Test
    void eachChannelOfEachProductIsAccepted() {
        assertThat(coinbase.signals(SUBSCRIPTIONS))
                .containsExactly(
                        new Signal.Accepted("matches", "BTC-USD"),
                        new Signal.Accepted("matches", "ETH-USD"),
                        new Signal.Accepted("heartbeat", "BTC-USD"));
        assertThat(coinbase.signals("{\"channel\":\"subscriptions\",\"sequence_num\":1,\"events\":[{\"subscriptions\":"
                        + "{\"market_trades\":[\"ETH-USD\",\"BTC-USD\"],\"heartbeats\":[\"heartbeats\"]}}]}"))
                .containsExactly(
                        new Signal.Accepted("market_trades", "ETH-USD"),
                        new Signal.Accepted("market_trades", "BTC-USD"));
        assertThat(coinbase.signals("{\"type\":\"subscriptions\",\"channels\":[]}"))
                .isEmpty();
    }

    @Test
    void anErrorIsARefusalOfTheProductThatItNames() {
        assertThat(coinbase.signals("{\"type\":\"error\",\"message\":\"Failed to subscribe\","
                        + "\"reason\":\"FOO-USD is not a valid product\"}"))
                .containsExactly(
                        new Signal.Refused(null, "FOO-USD", "Failed to subscribe: FOO-USD is not a valid product"));
        assertThat(coinbase.signals("{\"type\":\"error\",\"message\":\"m\",\"reason\":\"FOO-USD or BAR-USD\"}"))
                .containsExactly(new Signal.Refused(null, null, "m: FOO-USD or BAR-USD"));
        assertThat(coinbase.signals("{\"type\":\"error\",\"message\":\"rate limit\\nreached\"}"))
                .containsExactly(new Signal.Refused(null, null, "rate limit?reached"));
        assertThat(coinbase.signals("{\"type\":\"error\",\"message\":\" \",\"reason\":7}"))
                .containsExactly(new Signal.Refused(null, null, "an error without a message"));
        assertThat(coinbase.signals("{\"type\":\"error\"}"))
                .containsExactly(new Signal.Refused(null, null, "an error without a message"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-09-30T02:03:13Z, 1790733793000000",
        "2026-09-30T02:03:13.1Z, 1790733793100000",
        "2026-09-30T02:03:13.097Z, 1790733793097000",
        "2026-09-30T02:03:13.0972Z, 1790733793097200",
        "2026-09-30T02:03:13.097237999Z, 1790733793097237",
    })
    void aTimeHasAnyNumberOfDecimals(String time, long micros) {
        assertThat(coinbase.faultless(with(MATCH, "time", "\"" + time + "\"")).trades())
                .extracting(Trade::eventTimeMicros)
                .containsExactly(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0001-01-01T00:00:00.000000Z",
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999Z",
                "2200-01-01T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z",
                "2026-02-30T00:00:00Z",
                "2026-09-30T02:03:13.0972371234Z",
                "2026-09-30",
                ""
            })
    void anImpossibleTimeIsAFault(String time) {
        coinbase.assertFault(with(MATCH, "time", "\"" + time + "\""), "match: time must be ");
        coinbase.assertFault(with(TICKER, "time", "\"" + time + "\""), "ticker: time must be ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "price | \"0\" | price must be positive, was 0",
                "price | \"-1.5\" | price must be positive, was -1.5",
                "price | \"NaN\" | price must be a plain decimal, was 'NaN'",
                "price | \"1e5\" | price must be a plain decimal, was '1e5'",
                "price | 400.23 | price must be a string, was 400.23",
                "price | null | price must be a string, was null",
                "price | [1] | price must be a string, was a list",
                "size | \"0.-10000\" | size must be a plain decimal, was '0.-10000'",
                "size | \"0.00\" | size must be positive, was 0.00",
                "size | {\"a\":1} | size must be a string, was an object",
                "side | \"none\" | side must be buy or sell, was 'none'",
                "side | true | side must be a string, was true",
                "trade_id | \"10\" | trade_id must be a whole number, was '10'",
                "trade_id | 1.5 | trade_id must be a whole number, was 1.5",
                "trade_id | -1 | tradeId must be from 0",
                "trade_id | 9223372036854775808 | trade_id is out of range: 9223372036854775808",
                "product_id | \"DOGE-USD\" | unknown product_id 'DOGE-USD' at coinbase",
                "product_id | \"a\\u0007b\" | unknown product_id 'a?b' at coinbase",
                "time | 1700000000 | time must be a string, was 1700000000",
            })
    void whatNoMatchCanHaveIsAFaultThatNamesTheField(String field, String value, String reason) {
        coinbase.assertFault(with(MATCH, field, value), "match: " + reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"trade_id", "price", "size", "side", "time", "product_id"})
    void everyFieldOfATradeIsNeeded(String field) {
        coinbase.assertFault(without(MATCH, field), "match: " + field + " is missing");
        DecodedFrame decoded = coinbase.decode(without(MARKET_TRADES, field));
        assertThat(decoded.faults()).containsExactly("trade 1 of the update: " + field + " is missing");
        assertThat(decoded.trades()).extracting(Trade::tradeId).containsExactly(100L, 101L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\"+5\"", "\"-5\"", "\"5.0\"", "\"\u0665\"", "\"9223372036854775808\"", "5"})
    void theTradeIdOfAnAdvancedTradeIsAStringOfDigits(String id) {
        assertThat(coinbase.decode(with(MARKET_TRADES, "trade_id", id)).faults())
                .singleElement()
                .asString()
                .startsWith("trade 1 of the update: trade_id ");
    }

    @Test
    void anUnknownSideOfAnAdvancedTradeIsAFault() {
        assertThat(coinbase.decode(with(MARKET_TRADES, "side", "\"UNKNOWN_ORDER_SIDE\""))
                        .faults())
                .containsExactly("trade 1 of the update: side must be buy or sell, was 'UNKNOWN_ORDER_SIDE'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\":\"l2update\",\"product_id\":\"BTC-USD\",\"changes\":[[\"buy\",\"1\",\"2\"]]}",
                "{\"type\":7}",
                "{\"channel\":\"ticker_batch\",\"events\":[]}",
                "{\"channel\":\"market_trades\",\"events\":[{\"type\":\"correction\",\"trades\":7}]}"
            })
    void whatWasNotAskedForCarriesNothing(String frame) {
        assertThat(coinbase.decode(frame)).isEqualTo(DecodedFrame.NOTHING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "hello                                                     | Unrecognized token",
                "[]                                                        | a JSON object was expected",
                "{\"type\":\"match\"} {}                                   | not a Coinbase frame: ",
                "{\"type\":\"match\",\"price\":NaN}                        | NaN",
                "{\"type\":\"match\",\"price\":\"1\",\"price\":\"2\"}      | Duplicate field 'price'",
                "{\"channel\":\"market_trades\"}                           | events is missing",
                "{\"channel\":\"market_trades\",\"events\":{}}             | events must be a list, was an object",
                "{\"channel\":\"market_trades\",\"events\":[7]}            | an event must be an object, was 7",
                "{\"channel\":\"market_trades\",\"events\":[{\"type\":\"update\"}]} | trades is missing",
                "{\"type\":\"subscriptions\"}                              | channels is missing",
                "{\"type\":\"subscriptions\",\"channels\":[7]}             | a channel must be an object, was 7",
                "{\"type\":\"subscriptions\",\"channels\":[{\"name\":\"x\",\"product_ids\":[7]}]} | must be a string, was 7",
            })
    void whatIsNoFrameIsRefusedWithTheReason(String frame, String reason) {
        coinbase.assertRefused(frame, reason);
    }

    @Test
    void whatIsBeyondTheBoundsIsRefused() {
        coinbase.assertRefused("", "not a Coinbase frame");
        coinbase.assertRefused("{\"a\":" + "[".repeat(100_000), "Document nesting depth");
        coinbase.assertRefused(with(MATCH, "trade_id", "9".repeat(100)), "Number value length");
        coinbase.assertRefused(with(MATCH, "price", "\"" + "1".repeat(5_000) + "\""), "String value length");
        coinbase.assertRefused(" ".repeat(1_000_001), "a frame may have 1000000 bytes, this one has 1000001");
        coinbase.assertFault(
                with(MATCH, "price", "\"" + "1".repeat(41) + "\""), "price must have at most 40 characters");
        coinbase.assertRefused(
                "{\"channel\":\"subscriptions\",\"events\":[{\"subscriptions\":{\"" + "x".repeat(5_000) + "\":7}}]}",
                "… must be a list, was 7");
        coinbase.assertFault(with(MATCH, "product_id", "\"" + "x".repeat(4_000) + "\""), "…' at coinbase");
    }
}
