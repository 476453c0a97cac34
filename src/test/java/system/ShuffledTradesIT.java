package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import feeds.BinanceVenue;
import feeds.FrameDecoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.Instruments;
import market.Interval;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import system.Database.StoredCandle;

/** Trades that Binance really sent, in another order, some of them twice, and a thousand of them much later. */
class ShuffledTradesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final int MISSING = 1_000;
    private static final double REPEATED = 0.05;
    private static final int SHUFFLED_WITHIN_MICROS = 5_000_000;

    private final long seed = Long.getLong("souk.test.seed", System.nanoTime());
    private final Random random = new Random(seed);

    @TempDir
    Path directory;

    @Test
    void disorderAndRepetitionsChangeNothingAndAHoleIsToldAndRepaired() throws IOException {
        assumeTrue(Files.exists(RecordedTradesIT.FRAMES), "the recorded frames are not beside this checkout");

        try (Souk souk = Souk.start(directory, "souk.feeds[0].venue=binance", "souk.feeds[0].url=ws://127.0.0.1:1");
                Broker broker = new Broker(souk.property("souk.kafka.brokers"));
                Database database = new Database(souk::property);
                TickWriter log = new TickWriter(souk.property("souk.kafka.brokers"))) {
            List<Trade> trades = recordedTrades(souk.bean(Instruments.class));
            int firstMissing = firstMissing(trades);
            List<Trade> missing = trades.subList(firstMissing, firstMissing + MISSING);
            List<Trade> before = trades.subList(0, firstMissing);
            List<Trade> after = trades.subList(firstMissing + MISSING, trades.size());
            List<Trade> allButMissing =
                    Stream.concat(before.stream(), after.stream()).toList();

            send(log, allButMissing);
            Reference.assertEqual("seed " + seed + ", with a hole", allButMissing, broker, database);
            awaitEvent(souk, "gap-found", missing);
            assertStatus(database, missing, "PARTIAL");

            send(log, missing);
            Reference.assertEqual("seed " + seed + ", the hole filled", trades, broker, database);
            awaitEvent(souk, "gap-filled", missing);
            assertStatus(database, missing, "REPAIRED");
        }
    }

    /** Anywhere but at the edge of a minute: nobody could tell there which candle lacks the trades. */
    private int firstMissing(List<Trade> trades) {
        return IntStream.generate(() -> MISSING + random.nextInt(trades.size() - 3 * MISSING))
                .filter(first -> minute(trades.get(first - 1)) == minute(trades.get(first)))
                .filter(first -> minute(trades.get(first + MISSING - 1)) == minute(trades.get(first + MISSING)))
                .findFirst()
                .orElseThrow();
    }

    private static long minute(Trade trade) {
        return Interval.M1.windowStart(trade.eventTimeMicros());
    }

    /** The one event of its type, with the very trades that are missing. */
    private void awaitEvent(Souk souk, String type, List<Trade> missing) {
        await("seed " + seed + ", " + type).atMost(PATIENCE).untilAsserted(() -> assertThat(
                        MarketEvents.all(souk.property("souk.kafka.brokers")))
                .filteredOn(event -> event.path("type").asText().equals(type))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.path("instrument").asText())
                            .isEqualTo(missing.get(0).instrument());
                    assertThat(event.path("firstTradeId").asText())
                            .isEqualTo(Long.toString(first(missing).tradeId()));
                    assertThat(event.path("lastTradeId").asText())
                            .isEqualTo(Long.toString(last(missing).tradeId()));
                }));
    }

    /** Candles with a window that a missing trade belongs to have the status; all others are complete. */
    private void assertStatus(Database database, List<Trade> missing, String status) {
        await("seed " + seed + ", " + status).atMost(PATIENCE).untilAsserted(() -> assertThat(database.candles())
                .allSatisfy(candle -> assertThat(candle.status())
                        .as(candle.toString())
                        .isEqualTo(lacksAnyOf(missing, candle) ? status : "COMPLETE")));
    }

    private static boolean lacksAnyOf(List<Trade> missing, StoredCandle candle) {
        return missing.stream()
                .anyMatch(trade -> trade.eventTimeMicros() >= candle.key().startMicros()
                        && trade.eventTimeMicros() < candle.key().endMicros());
    }

    private static Trade first(List<Trade> trades) {
        return trades.get(0);
    }

    private static Trade last(List<Trade> trades) {
        return trades.get(trades.size() - 1);
    }

    private static List<Trade> recordedTrades(Instruments instruments) throws IOException {
        FrameDecoder decoder = new BinanceVenue().decoder(instruments);
        List<Trade> trades = new ArrayList<>();
        for (String frame : Files.readAllLines(RecordedTradesIT.FRAMES)) {
            trades.addAll(
                    decoder.decode(frame.getBytes(StandardCharsets.UTF_8), 1).trades());
        }
        return trades;
    }

    private void send(TickWriter log, List<Trade> trades) {
        record Delayed(Trade trade, long untilMicros) {}
        Stream<Trade> repetitions = trades.stream().filter(trade -> random.nextDouble() < REPEATED);
        Stream.concat(trades.stream(), repetitions)
                .map(trade -> new Delayed(trade, trade.eventTimeMicros() + random.nextInt(SHUFFLED_WITHIN_MICROS)))
                .sorted(Comparator.comparingLong(Delayed::untilMicros))
                .forEach(delayed -> log.send(delayed.trade()));
        log.flush();
    }
}
