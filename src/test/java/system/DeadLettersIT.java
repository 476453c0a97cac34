package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import market.Interval;
import market.LogTopics;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import storage.CandleStore;

/** Rubbish, from the exchange and in the log: kept with its reason, and in nobody's way. */
class DeadLettersIT {

    private static final String GOOD = """
            {"stream":"btcusdt@trade","data":{"e":"trade","E":1767225600100,"s":"BTCUSDT","t":%d,"p":"100.5","q":"2","T":1767225600100,"m":true,"M":true}}""";

    @TempDir
    Path directory;

    @Test
    void undecodableFramesAndPoisonRecordsAreKeptWithTheirReasonAndBlockNothing() throws Exception {
        Path frames = directory.resolve("frames.jsonl");
        String unknown = GOOD.formatted(7).replace("BTCUSDT", "XYZUSDT");
        Files.write(frames, List.of(GOOD.formatted(1), "rubbish, not JSON", unknown, GOOD.formatted(2)));

        try (Souk souk = Souk.start(
                directory.resolve("data"),
                "souk.simulator.replay.file=" + frames,
                "souk.simulator.replay.speed=1000")) {
            JdbcTemplate jdbc = souk.bean(JdbcTemplate.class);
            await().atMost(Duration.ofSeconds(60)).until(() -> letters(jdbc).size() == 2);
            poison(souk, "{\"instrument\":\"binance:BTC-USDT\",\"price\":\"-1\"}");
            await().atMost(Duration.ofSeconds(60)).until(() -> letters(jdbc).size() == 3);

            assertThat(letters(jdbc)).anySatisfy(letter -> {
                assertThat(payload(letter)).isEqualTo("rubbish, not JSON");
                assertThat(letter.get("source")).isEqualTo("binance");
                assertThat(letter.get("reason").toString()).contains("not a Binance frame");
            });
            assertThat(letters(jdbc)).anySatisfy(letter -> {
                assertThat(payload(letter)).isEqualTo(unknown);
                assertThat(letter.get("reason").toString()).contains("unknown symbol 'XYZUSDT'");
            });
            assertThat(letters(jdbc)).anySatisfy(letter -> {
                assertThat(payload(letter)).contains("\"price\":\"-1\"");
                assertThat(letter.get("source").toString()).startsWith("ticks-");
                assertThat(letter.get("reason").toString()).contains("not a trade");
            });
            CandleStore store = souk.bean(CandleStore.class);
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(store.newest("binance:BTC-USDT", Interval.M1, Instant.now(), 10))
                            .singleElement()
                            .satisfies(candle -> assertThat(candle.trades()).isEqualTo(2)));
        }
    }

    private static List<Map<String, Object>> letters(JdbcTemplate jdbc) {
        return jdbc.queryForList("select source, reason, payload from dead_letters");
    }

    private static String payload(Map<String, Object> letter) {
        return new String((byte[]) letter.get("payload"), StandardCharsets.UTF_8);
    }

    private static void poison(Souk souk, String value) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", souk.property("souk.kafka.brokers")),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(
                    new ProducerRecord<>(LogTopics.TICKS, "binance:BTC-USDT", value.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
