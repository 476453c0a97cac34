package api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IngestTest {

    private static final long NOW_MICROS = 1_767_268_800_000_000L;

    private static final String TRADE = "{\"symbol\":\"btc\",\"price\":\"1.250\",\"quantity\":3,\"takerSide\":\"BUY\","
            + "\"tradeId\":\"17\",\"time\":\"2026-01-01T00:00:00.000001Z\"}";

    private final Ingest ingest = new Ingest(
            TestQueries.INSTRUMENTS,
            instrument -> instrument.base().equals("ETH"),
            Clock.fixed(TestQueries.NOW, ZoneOffset.UTC));

    @Test
    void aTradeIsAcceptedAsItCame() {
        Ingest.Batch batch = read(TRADE);

        assertThat(batch.trades())
                .containsExactly(new Trade(
                        "binance:BTC-USDT",
                        new BigDecimal("1.250"),
                        new BigDecimal("3"),
                        TakerSide.BUY,
                        17,
                        1_767_225_600_000_001L,
                        NOW_MICROS,
                        NOW_MICROS));
        assertThat(batch.answer()).isEqualTo(IngestAnswer.of(batch.answer().items()));
        assertThat(batch.answer().items()).containsExactly(new IngestAnswer.Item(0, "accepted", null));
    }

    @Test
    void decimalsAndIdsMayBeNumbersAndTheTimeMilliseconds() {
        String trade = TRADE.replace("\"1.250\"", "1.25e-7")
                .replace("\"17\"", "17")
                .replace("\"time\":\"2026-01-01T00:00:00.000001Z\"", "\"timeMs\":1767225600000");

        assertThat(read(trade).trades()).singleElement().satisfies(read -> {
            assertThat(read.price().toPlainString()).isEqualTo("0.000000125");
            assertThat(read.tradeId()).isEqualTo(17);
            assertThat(read.eventTimeMicros()).isEqualTo(1_767_225_600_000_000L);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"btc\"     | \"NOPE\"        | there is no instrument 'NOPE'",
                "\"btc\"     | \"ETH\"         | the trades of binance:ETH-USDT are simulated",
                "\"btc\"     | null            | symbol is missing",
                "\"btc\"     | 1               | symbol must be a string",
                "\"1.250\"   | \"-1\"          | price must be positive, was -1",
                "\"1.250\"   | 0               | price must be positive, was 0",
                "\"1.250\"   | \"1e5\"         | price must be a plain decimal, was",
                "\"1.250\"   | 1e999999999     | price must be a number of at most 38 digits",
                "\"1.250\"   | []              | price must be a string",
                ":3          | :\"\"           | quantity must be a plain decimal",
                "\"BUY\"     | \"buy\"         | takerSide must be BUY or SELL, was 'buy'",
                "\"17\"      | \"a\"           | tradeId must be a whole number from 0 to 9223372036854775806, was 'a'",
                "\"17\"      | -1              | tradeId must be a whole number from 0",
                "\"17\"      | 1.5             | tradeId must be a string",
                "\"17\"      | \"9223372036854775807\" | tradeId must be from 0 to 9223372036854775806",
                "\"17\"      | \"9223372036854775808\" | tradeId must be a whole number from 0",
                "\"time\"    | \"at\"          | unknown field 'at', a trade has [price, quantity",
                "2026-01-01T00:00:00.000001Z | 2026-01-01T12:01:00.000001Z | time is more than 60 s ahead of our clock",
                "2026-01-01T00:00:00.000001Z | 0001-01-01T00:00:00Z        | time must be as 2026-01-01T00:00:00.000001Z",
                "2026-01-01T00:00:00.000001Z | yesterday                   | time must be as 2026-01-01T00:00:00.000001Z",
                "\"time\":   | \"timeMs\":1,\"time\": | time and timeMs must be the same",
                "\"time\":   | \"timeMs\":1e3,\"time\": | timeMs must be a whole number",
                "\"time\":   | \"timeMs\":99999999999999,\"time\": | timeMs must be after 1970 and before 2200",
            })
    void whatCannotBeATradeIsRefusedWithTheReasonAndTheOthersAreAccepted(String good, String bad, String reason) {
        assertThat(TRADE).contains(good);

        Ingest.Batch batch = read(TRADE + "," + TRADE.replace(good, bad) + "," + TRADE);

        assertThat(batch.trades()).hasSize(2);
        assertThat(batch.answer().accepted()).isEqualTo(2);
        assertThat(batch.answer().refused()).isEqualTo(1);
        assertThat(batch.answer().items().get(1).status()).isEqualTo("refused");
        assertThat(batch.answer().items().get(1).reason()).startsWith(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"trades\":[",
                "[]",
                "null",
                "{}",
                "{\"trades\":{}}",
                "{\"trades\":[]}",
                "{\"trades\":[1],\"more\":1}",
                "{\"trades\":[1],\"trades\":[1]}",
                "{\"trades\":[1]} 1"
            })
    void aBodyThatIsNoBatchIsAProblem(String body) {
        assertProblem(400, body);
    }

    @Test
    void whatIsBeyondTheBoundsIsAProblem() {
        assertProblem(400, "{\"trades\":" + "[".repeat(100_000));
        assertProblem(400, "{\"trades\":[" + "9".repeat(100_000) + "]}");
        assertProblem(400, "{\"trades\":[\"" + "x".repeat(10_000) + "\"]}");
        assertProblem(
                400,
                IntStream.range(0, 1_001).mapToObj(i -> TRADE).collect(Collectors.joining(",", "{\"trades\":[", "]}")));
        assertProblem(413, " ".repeat(Ingest.MAX_BYTES + 1));
    }

    @Test
    void whateverIsSentIsAnsweredItemByItemOrWithAProblem() {
        long seed = Long.getLong("souk.test.seed", System.nanoTime());
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = bytes(batch(TRADE + "," + TRADE));
            for (int broken = random.nextInt(4); broken > 0; broken--) {
                body[random.nextInt(body.length)] = (byte)
                        (random.nextBoolean() ? random.nextInt(256) : "\"{}[]:,.-0159e\\".charAt(random.nextInt(15)));
            }
            try {
                Ingest.Batch batch = ingest.read(body);
                assertThat(batch.answer().accepted())
                        .as("seed %s", seed)
                        .isEqualTo(batch.trades().size());
                assertThat(batch.answer().accepted() + batch.answer().refused())
                        .as("seed %s", seed)
                        .isEqualTo(batch.answer().items().size());
            } catch (ProblemException e) {
                assertThat(e.problem().status()).as("seed %s", seed).isEqualTo(400);
            }
        }
    }

    private Ingest.Batch read(String trades) {
        return ingest.read(bytes(batch(trades)));
    }

    private void assertProblem(int status, String body) {
        assertThatThrownBy(() -> ingest.read(bytes(body))).isInstanceOfSatisfying(ProblemException.class, e -> {
            assertThat(e.problem().status()).isEqualTo(status);
            assertThat(e.problem().detail()).isNotBlank().hasSizeLessThan(200);
        });
    }

    private static String batch(String trades) {
        return "{\"trades\":[" + trades + "]}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
