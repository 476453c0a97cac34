package feeds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import market.Instrument;
import market.Instruments;
import market.MalformedDataException;
import market.TakerSide;
import market.Trade;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames of the shapes that Binance documents for spot's web socket streams. */
class BinanceDecoderTest {

    private static final String TRADE = """
            {"e":"trade","E":1700000000123,"s":"BTCUSDT","t":12345,"p":"37000.10000000","q":"0.00500000",\
            "T":1700000000120,"m":true,"M":true}""";

    private static final String WRAPPED = "{\"stream\":\"btcusdt@trade\",\"data\":" + TRADE + "}";
    private static final long RECEIVED = 1_700_000_000_456_789L;
    private static final Path RECORDED = Path.of("../shared/frames/binance-trade.jsonl");

    private final BinanceDecoder decoder = new BinanceDecoder(
            "binance",
            new Instruments(List.of(new Instrument(
                    "binance:BTC-USDT", "binance", "BTC", "USDT", "BTCUSDT", List.of("BTC"), new BigDecimal("0.01")))));

    @ParameterizedTest
    @ValueSource(strings = {TRADE, WRAPPED, "  " + WRAPPED + "\n"})
    void aTradeEventIsATradeWhetherWrappedOrNot(String frame) {
        assertThat(decode(frame))
                .containsExactly(new Trade(
                        "binance:BTC-USDT",
                        new BigDecimal("37000.10000000"),
                        new BigDecimal("0.00500000"),
                        TakerSide.SELL,
                        12345,
                        1_700_000_000_120_000L,
                        RECEIVED,
                        RECEIVED));
    }

    @Test
    void theOrderOfTheFieldsDoesNotMatter() {
        assertThat(decode("{\"data\":{\"M\":true,\"m\":true,\"T\":1700000000120,\"q\":\"0.00500000\","
                        + "\"p\":\"37000.10000000\",\"t\":12345,\"s\":\"BTCUSDT\",\"e\":\"trade\"},\"stream\":\"x\"}"))
                .isEqualTo(decode(TRADE));
    }

    @Test
    void fieldsThatAreNewToUsAreSkipped() {
        assertThat(decode(TRADE.replace("\"m\":true", "\"m\":true,\"x\":{\"e\":\"depth\",\"p\":[1,{}]},\"y\":null")))
                .isEqualTo(decode(TRADE));
    }

    @Test
    void fieldsBesideTheWrappedEventDoNotMixWithIt() {
        assertThat(decode("{\"t\":99,\"p\":\"1\",\"data\":" + TRADE + ",\"q\":\"77\",\"e\":\"kline\"}"))
                .isEqualTo(decode(TRADE));
    }

    @Test
    void whenTheBuyerIsTheMakerTheTakerSold() {
        assertThat(decode(with("m", "true"))).extracting(Trade::takerSide).containsExactly(TakerSide.SELL);
        assertThat(decode(with("m", "false"))).extracting(Trade::takerSide).containsExactly(TakerSide.BUY);
    }

    @Test
    void timesMayBeInMillisecondsOrMicroseconds() {
        assertThat(decode(with("T", "1700000000120")))
                .extracting(Trade::eventTimeMicros)
                .containsExactly(1_700_000_000_120_000L);
        assertThat(decode(with("T", "1700000000120345")))
                .extracting(Trade::eventTimeMicros)
                .containsExactly(1_700_000_000_120_345L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "0.00000001", "100.10", "37000.00000000", "123456789012345678.123456789"})
    void decimalsAreExactAndKeepTheirScale(String text) {
        Trade trade =
                decode(with("p", quoted(text)).replace("0.00500000", text)).get(0);

        assertThat(trade.price()).isEqualTo(new BigDecimal(text));
        assertThat(trade.quantity()).isEqualTo(new BigDecimal(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"result\":null,\"id\":1}",
                "{\"result\":[\"btcusdt@trade\"],\"id\":3}",
                "{\"error\":{\"code\":2,\"msg\":\"Invalid request\"},\"id\":\"x\"}",
                "{\"code\":2,\"msg\":\"Invalid request: unknown variant\"}",
                "{}",
                "{\"e\":\"serverShutdown\",\"E\":1770123456789}",
                "{\"e\":\"24hrTicker\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"p\":\"-0.0015\",\"P\":\"250.00\","
                        + "\"w\":\"0.0018\",\"x\":\"0.0009\",\"c\":\"0.0025\",\"Q\":\"10\",\"q\":\"18\",\"O\":0,\"C\":86400000,"
                        + "\"F\":0,\"L\":18150,\"n\":18151}",
                "{\"e\":\"kline\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"k\":{\"t\":1672515780000,\"T\":1672515839999,"
                        + "\"s\":\"BTCUSDT\",\"i\":\"1m\",\"f\":100,\"L\":200,\"o\":\"0.0010\",\"c\":\"0.0020\",\"x\":false}}",
                "{\"e\":\"depthUpdate\",\"E\":1672515782136,\"s\":\"BTCUSDT\",\"U\":157,\"u\":160,"
                        + "\"b\":[[\"0.0024\",\"10\"]],\"a\":[[\"0.0026\",\"100\"]]}",
                "{\"lastUpdateId\":160,\"bids\":[[\"0.0024\",\"10\"]],\"asks\":[[\"0.0026\",\"100\"]]}",
                "{\"stream\":\"!miniTicker@arr\",\"data\":[{\"e\":\"24hrMiniTicker\",\"s\":\"BTCUSDT\",\"q\":\"18\"}]}"
            })
    void whatIsNoTradeEventGivesNoTrade(String frame) {
        assertThat(decode(frame)).isEmpty();
        assertThat(decode("{\"stream\":\"some\",\"data\":" + frame + "}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "true", "null", "[]", "{\"e\":\"trade\"}", "\"text\"", "99999999999999999999"})
    void fieldsOfOtherEventsMayHaveTheNamesOfATradesAndAnyType(String value) {
        for (String field : List.of("s", "t", "p", "q", "T", "m")) {
            assertThat(decode("{\"e\":\"another\",\"" + field + "\":" + value + "}"))
                    .as(field)
                    .isEmpty();
            assertThat(decode("{\"" + field + "\":" + value + ",\"e\":\"another\"}"))
                    .as(field)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "hello                          | Unrecognized token",
                "[1,2]                          | a JSON object was expected",
                "null                           | a JSON object was expected",
                "17                             | a JSON object was expected",
                "{\"e\":\"trade\"               | end-of-input",
                "{\"e\":\"trade\",              | end-of-input",
                "{\"e\":                        | end-of-input",
                "{\"e\":\"tra                   | end-of-input",
                "{\"data\":{\"e\":\"x\"}        | end-of-input",
                "{} {}                          | more after",
                "{}x                            | Unrecognized token",
                "{\"e\":\"trade\"}              | needs the field s",
                "{\"e\":NaN}                    | NaN",
            })
    void whatIsNoFrameIsRefusedWithTheReason(String frame, String reason) {
        assertRefused(frame, reason);
    }

    @Test
    void anEmptyFrameIsRefused() {
        assertRefused("", "a JSON object was expected");
        assertRefused("   ", "a JSON object was expected");
    }

    @Test
    void bytesThatAreNoTextAreRefused() {
        assertThatThrownBy(() -> decoder.decode(new byte[] {(byte) 0xff, 0, (byte) 0x80, 7}, RECEIVED))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("not a Binance frame");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "t", "p", "q", "T", "m"})
    void everyFieldOfATradeIsNeeded(String field) {
        assertRefused(with(field, "0").replace("\"" + field + "\":0", "\"ignored\":0"), "needs the field " + field);
        assertRefused(with(field, "null"), field + " must be ");
        assertRefused(with(field, "[1]"), "needs the field " + field);
        assertRefused(with(field, "{\"a\":1}"), "needs the field " + field);
    }

    @ParameterizedTest
    @CsvSource({
        "s, 1, a string",
        "t, '\"12345\"', a whole number",
        "t, 1.5, a whole number",
        "t, 1e3, a whole number",
        "t, true, a whole number",
        "p, 37000.1, a string",
        "q, 1, a string",
        "T, '\"1700000000120\"', a whole number",
        "T, 1700000000120.5, a whole number",
        "T, 1e999999999, a whole number",
        "m, 1, true or false",
        "m, '\"true\"', true or false",
    })
    void everyFieldOfATradeHasItsType(String field, String value, String expected) {
        assertRefused(with(field, value), field + " must be " + expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "",
                " ",
                "1,5",
                "1.",
                ".5",
                "+1",
                "0.-10000",
                "1.2.3",
                "0x10",
                "1e3",
                "1E-3",
                "1e999999999",
                "1e-999999999",
                "\u0661\u0662",
                "--1",
                "-"
            })
    void aDecimalIsDigitsAndOneDotAndNoExponent(String text) {
        for (String field : List.of("p", "q")) {
            Assertions.assertTimeout(
                    Duration.ofSeconds(5),
                    () -> assertRefused(with(field, quoted(text)), field + " must be a plain decimal, was '" + text));
        }
    }

    @Test
    void aDecimalOfMoreThanFortyCharactersIsRefused() {
        assertRefused(with("p", quoted("1".repeat(41))), "p must have at most 40 characters, has 41");
        assertRefused(with("q", quoted("0." + "1".repeat(3_000))), "q must have at most 40 characters, has 3002");
        assertRefused(with("q", quoted("1".repeat(900_000))), "not a Binance frame: String value length");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.00000000", "-1", "-0.5"})
    void aTradeIsOfAPositiveQuantityAtAPositivePrice(String text) {
        assertRefused(with("p", quoted(text)), "price must be positive, was " + text);
        assertRefused(with("q", quoted(text)), "quantity must be positive, was " + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-9223372036854775808", "9223372036854775807"})
    void aTimeOutsideOfTheAgeIsRefused(String time) {
        assertRefused(with("T", time), "eventTime must be after 1970 and before 2200");
    }

    @Test
    void numbersOutOfRangeAreRefused() {
        assertRefused(with("t", "9223372036854775808"), "t is out of range: 9223372036854775808");
        assertRefused(with("T", "9".repeat(60)), "T is out of range");
        assertRefused(with("t", "9".repeat(100_000)), "not a Binance frame: ");
        assertRefused(with("t", "9".repeat(100)), "not a Binance frame: Number value length");
        assertRefused(with("t", "-1"), "tradeId must be from 0");
        assertRefused(with("t", "9223372036854775807"), "tradeId must be from 0");
    }

    @Test
    void anUnknownSymbolIsRefusedByName() {
        assertRefused(with("s", "\"DOGEBTC\""), "unknown symbol 'DOGEBTC' at binance");
    }

    @Test
    void deepNestingIsRefused() {
        assertRefused("{\"a\":" + "[".repeat(100_000), "not a Binance frame: Document nesting depth");
        assertRefused("{\"a\":".repeat(100_000), "not a Binance frame: Document nesting depth");
        assertRefused("{\"data\":".repeat(1_000) + TRADE, "not a Binance frame: Document nesting depth");
    }

    @Test
    void aFrameOfTenMegabytesIsRefusedUnread() {
        String frame = "{\"x\":\"" + "y".repeat(10_000_000) + "\"}";

        assertRefused(frame, "a frame may have 1000000 bytes, this one has 10000008");
    }

    /** A few bytes of a valid frame are changed, dropped, doubled or cut off. */
    @Property(tries = 5_000)
    void mutatedFramesGiveTradesOrAReason(@ForAll long seed, @ForAll boolean wrapped) {
        Random random = new Random(seed);
        byte[] frame = (wrapped ? WRAPPED : TRADE).getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(5); i >= 0; i--) {
            frame = mutated(frame, random);
        }
        try {
            for (Trade trade : decoder.decode(frame, RECEIVED).trades()) {
                assertThat(trade.instrument()).isEqualTo("binance:BTC-USDT");
                assertThat(trade.price()).isPositive();
            }
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).isNotBlank().hasSizeLessThan(1_000);
        }
    }

    @Test
    void everyRecordedTradeIsDecoded() throws Exception {
        assumeThat(Files.exists(RECORDED))
                .as("the recorded frames are not at " + RECORDED + ", so they are not decoded here")
                .isTrue();
        List<Trade> trades = new ArrayList<>();
        for (String line : Files.readAllLines(RECORDED)) {
            trades.addAll(decode(line));
        }

        assertThat(trades).hasSize(9_000);
        assertThat(trades)
                .extracting(Trade::tradeId)
                .containsExactlyElementsOf(LongStream.rangeClosed(3_735_683_259L, 3_735_692_258L)
                        .boxed()
                        .toList());
        assertThat(trades.get(0).price()).isEqualTo(new BigDecimal("61837.63000000"));
        assertThat(trades).isSortedAccordingTo((a, b) -> Long.compare(a.eventTimeMicros(), b.eventTimeMicros()));
    }

    private static byte[] mutated(byte[] frame, Random random) {
        if (frame.length == 0) {
            return frame;
        }
        int at = random.nextInt(frame.length);
        List<Byte> bytes = new ArrayList<>();
        for (byte b : frame) {
            bytes.add(b);
        }
        switch (random.nextInt(6)) {
            case 0 -> bytes.set(at, (byte) random.nextInt(256));
            case 1 -> bytes.remove(at);
            case 2 -> bytes.add(at, bytes.get(at));
            case 3 -> bytes = bytes.subList(0, at);
            case 4 -> bytes.set(at, (byte) "\"{}[]:,.-0eE9\\n".charAt(random.nextInt(15)));
            case 5 ->
                bytes.addAll(
                        at,
                        bytes.subList(0, random.nextInt(bytes.size())).stream().toList());
            default -> throw new AssertionError();
        }
        byte[] mutated = new byte[bytes.size()];
        for (int i = 0; i < mutated.length; i++) {
            mutated[i] = bytes.get(i);
        }
        return mutated;
    }

    /** The trade with another value, as it stands in JSON, of one field. */
    private static String with(String field, String value) {
        String changed = TRADE.replaceFirst(
                "\"" + field + "\":(\"[^\"]*\"|[^,}]*)",
                "\"" + field + "\":" + java.util.regex.Matcher.quoteReplacement(value));
        assertThat(changed).contains("\"" + field + "\":" + value);
        return changed;
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private void assertRefused(String frame, String reason) {
        assertThatThrownBy(() -> decode(frame))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(reason);
    }

    private List<Trade> decode(String frame) {
        return decoder.decode(frame.getBytes(StandardCharsets.UTF_8), RECEIVED).trades();
    }
}
