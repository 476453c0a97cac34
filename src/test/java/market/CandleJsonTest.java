package market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandleJsonTest {

    private static final String CANDLE = """
            {"instrument":"binance:BTC-USDT","interval":"1m","start":"2026-01-01T00:00:00Z","startMs":1767225600000,\
            "open":"100","high":"101.5","low":"99","close":"100.25","volume":"3","quoteVolume":"301.75",\
            "takerBuyVolume":"1","trades":3,"firstTradeId":"7","lastTradeId":"9","revision":1,"status":"COMPLETE",\
            "firstTradeMicros":1767225600000001,"lastTradeMicros":1767225659999999}""";

    @Test
    void aCandleIsWrittenWithPlainDecimalsAndBothTimes() {
        Candle candle = new Candle(
                new CandleKey("binance:BTC-USDT", Interval.M1, 1_767_225_600_000_000L),
                new BigDecimal("100.00"),
                new BigDecimal("101.50"),
                new BigDecimal("99"),
                new BigDecimal("100.250"),
                new BigDecimal("3"),
                new BigDecimal("301.75"),
                new BigDecimal("1.0"),
                3,
                7,
                9,
                1_767_225_600_000_001L,
                1_767_225_659_999_999L,
                1,
                CandleStatus.COMPLETE);

        assertThat(new String(CandleJson.write(candle), StandardCharsets.UTF_8)).isEqualTo(CANDLE);
        assertThat(read(CANDLE))
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(candle);
    }

    /** But for zeros at the end of decimals, which are not written. */
    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void everyCandleIsReadAsItWasWritten(@ForAll("candles") Candle candle) {
        byte[] written = CandleJson.write(candle);

        Candle read = CandleJson.read(written);

        assertThat(read)
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(candle);
        assertThat(CandleJson.write(read)).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "instrument",
                "interval",
                "startMs",
                "open",
                "high",
                "low",
                "close",
                "volume",
                "quoteVolume",
                "takerBuyVolume",
                "trades",
                "firstTradeId",
                "lastTradeId",
                "revision",
                "status",
                "firstTradeMicros",
                "lastTradeMicros"
            })
    void everyFieldIsNeeded(String field) {
        assertRefused(CANDLE.replace("\"" + field + "\"", "\"ignored\""), field + " is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "\"startMs\":1767225600000 | \"startMs\":\"yesterday\" | startMs must be a whole number",
                "\"startMs\":1767225600000 | \"startMs\":9223372036854775807 | overflow",
                "\"startMs\":1767225600000 | \"startMs\":1767225601000 | is not aligned to the interval 1m",
                "\"1m\"               | \"7m\"    | interval '7m' is unknown, allowed are 1m, 5m, 15m, 1h, 4h, 1d",
                "\"101.5\"            | \"1e9\"   | high must be a plain decimal, was '1e9'",
                "\"101.5\"            | [1]       | high must be a string, a number, true or false",
                "\"trades\":3         | \"trades\":0 | a candle has at least one trade",
                "\"trades\":3         | \"trades\":3.5 | trades must be a whole number",
                "\"revision\":1       | \"revision\":4294967296 | overflow",
                "COMPLETE             | FINISHED  | FINISHED",
                "9}                   | 9}}       | Unexpected close marker",
                "9}                   | 9} {}     | there is more after the JSON object",
                "9}                   | 9         | end-of-input",
            })
    void whatIsNoCandleIsRefusedWithTheReason(String value, String other, String reason) {
        assertThat(CANDLE).contains(value);
        assertRefused(CANDLE.replace(value, other), reason);
    }

    @Test
    void nothingIsNoCandle() {
        assertRefused("", "a JSON object was expected");
        assertRefused("[]", "a JSON object was expected");
    }

    @Property(tries = 3_000)
    void changedBytesGiveACandleOrAReason(@ForAll long seed) {
        Random random = new Random(seed);
        byte[] bytes = CANDLE.getBytes(StandardCharsets.UTF_8);
        for (int i = random.nextInt(4); i >= 0; i--) {
            bytes[random.nextInt(bytes.length)] =
                    (byte) (random.nextBoolean() ? random.nextInt(256) : "\"{}[]:,.-0eE9".charAt(random.nextInt(13)));
        }
        try {
            assertThat(CandleJson.read(bytes).trades()).isPositive();
        } catch (MalformedDataException e) {
            assertThat(e.getMessage()).startsWith("not a candle: ");
        }
    }

    @Provide
    static Arbitrary<Candle> candles() {
        return Combinators.combine(
                        TradeJsonTest.trades().list().ofMinSize(1).ofMaxSize(5),
                        Arbitraries.of(Interval.class),
                        Arbitraries.of(CandleStatus.class),
                        Arbitraries.integers().between(0, 3))
                .as(CandleJsonTest::candle);
    }

    private static Candle candle(List<Trade> trades, Interval interval, CandleStatus status, int revisions) {
        Trade first = trades.get(0);
        Candle candle = Candle.opening(
                new CandleKey(first.instrument(), interval, interval.windowStart(first.eventTimeMicros())), first);
        for (Trade trade : trades.subList(1, trades.size())) {
            candle = candle.with(trade);
        }
        for (int i = 0; i < revisions; i++) {
            candle = candle.revised(status);
        }
        return candle;
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageStartingWith("not a candle: ")
                .hasMessageContaining(reason);
    }

    private static Candle read(String text) {
        return CandleJson.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
