package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import candles.NaiveFold;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import market.Candle;
import market.Interval;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import storage.CandleStore;

/** Frames that Binance really sent, through the whole system: WebSocket, log, engine, database, REST. */
class RecordedTradesIT {

    static final Path FRAMES = Path.of("../shared/frames/binance-trade.jsonl");
    private static final String BTC = "binance:BTC-USDT";
    private static final List<Interval> INTERVALS = List.of(Interval.values());

    /** The start of the day, for the longest interval's window; the trades begin at 23:54. */
    private static final Instant FROM = Instant.parse("2024-08-08T00:00:00Z");

    private static final Instant TO = Instant.parse("2024-08-09T00:15:00Z");

    private final ObjectMapper json = new ObjectMapper();

    @TempDir
    Path dataDir;

    @Test
    void replayedFramesGiveTheCandlesOfADirectFold() throws IOException {
        Assumptions.assumeTrue(Files.exists(FRAMES), "the recorded frames are not beside this checkout");
        List<Trade> trades = readTrades();
        Map<String, NaiveFold.Figures> expected = NaiveFold.of(trades, INTERVALS);

        try (Souk souk = Souk.start(
                dataDir,
                Stream.concat(
                                Stream.of(
                                        "souk.simulator.replay.file=" + FRAMES.toAbsolutePath(),
                                        "souk.simulator.replay.speed=1000"),
                                RecordedAlerts.settings())
                        .toArray(String[]::new))) {
            CandleStore store = souk.bean(CandleStore.class);
            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                List<Candle> stored = stored(store);
                assertThat(stored)
                        .filteredOn(candle -> candle.key().interval() == Interval.M1)
                        .extracting(Candle::trades)
                        .satisfies(counts -> assertThat(counts.stream()
                                        .mapToLong(Long::longValue)
                                        .sum())
                                .isEqualTo(trades.size()));
                assertThat(stored).allMatch(NaiveFold::isClosed);
            });

            assertThat(NaiveFold.of(stored(store))).isEqualTo(expected);
            for (Interval interval : INTERVALS) {
                assertThat(served(souk, interval)).isEqualTo(asServed(expected, interval));
            }
            RecordedAlerts.areThoseThatTheCandlesExplain(souk);
        }
    }

    private static List<Candle> stored(CandleStore store) {
        return INTERVALS.stream()
                .flatMap(interval -> store.range(BTC, interval, FROM, TO, 1_000).stream())
                .toList();
    }

    /** Every field of every candle as REST answers it, by start. */
    private Map<Long, String> served(Souk souk, Interval interval) {
        JsonNode page =
                souk.json("/api/v1/historical/BTCUSDT?interval=" + interval.label() + "&from=" + FROM + "&to=" + TO);
        assertThat(page.get("instrument").asText()).isEqualTo(BTC);
        assertThat(page.get("next").isNull()).isTrue();
        Map<Long, String> served = new TreeMap<>();
        for (JsonNode candle : page.get("candles")) {
            assertThat(candle.get("status").asText()).isEqualTo("COMPLETE");
            assertThat(Instant.parse(candle.get("start").asText()).toEpochMilli())
                    .isEqualTo(candle.get("startMs").asLong());
            served.put(
                    candle.get("startMs").asLong(),
                    String.join(
                            " ",
                            candle.get("open").asText(),
                            candle.get("high").asText(),
                            candle.get("low").asText(),
                            candle.get("close").asText(),
                            candle.get("volume").asText(),
                            candle.get("quoteVolume").asText(),
                            candle.get("takerBuyVolume").asText(),
                            candle.get("trades").asText(),
                            candle.get("firstTradeId").asText(),
                            candle.get("lastTradeId").asText()));
        }
        return served;
    }

    private static Map<Long, String> asServed(Map<String, NaiveFold.Figures> expected, Interval interval) {
        Map<Long, String> served = new TreeMap<>();
        expected.forEach((name, figures) -> {
            String[] parts = name.split(" ");
            if (parts[1].equals(interval.label())) {
                served.put(
                        Long.parseLong(parts[2]) / 1_000,
                        String.join(
                                " ",
                                figures.open().toPlainString(),
                                figures.high().toPlainString(),
                                figures.low().toPlainString(),
                                figures.close().toPlainString(),
                                figures.volume().toPlainString(),
                                figures.quoteVolume().toPlainString(),
                                figures.takerBuyVolume().toPlainString(),
                                Long.toString(figures.trades()),
                                Long.toString(figures.firstTradeId()),
                                Long.toString(figures.lastTradeId())));
            }
        });
        return served;
    }

    /** Reads the file by itself: what it shares with the system under test is the domain's records, no more. */
    private List<Trade> readTrades() throws IOException {
        List<Trade> trades = new ArrayList<>();
        for (String line : Files.readAllLines(FRAMES)) {
            JsonNode event = json.readTree(line).get("data");
            long micros = event.get("T").asLong() * 1_000;
            trades.add(new Trade(
                    BTC,
                    new BigDecimal(event.get("p").asText()),
                    new BigDecimal(event.get("q").asText()),
                    event.get("m").asBoolean() ? TakerSide.SELL : TakerSide.BUY,
                    event.get("t").asLong(),
                    micros,
                    micros,
                    micros));
        }
        return trades;
    }
}
