package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import feeds.FakeHistoryVenue;
import feeds.FakeHistoryVenue.Dialect;
import feeds.FakeVenue;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.stream.LongStream;
import market.Interval;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import system.Database.StoredCandle;

/** Holes in the log that a venue on loopback fills, and one that it cannot. */
class BackfillIT {

    private static final String BTC = "binance:BTC-USDT";
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** 2.5 minutes of trades: whole candles are missing. */
    private static final long FIRST_MISSING = 1_001;

    private static final long LAST_MISSING = 2_500;

    /** 20 s, well within a minute. */
    private static final long FIRST_LOST = 4_201;

    private static final long LAST_LOST = 4_400;
    private static final long LAST = 5_400;

    @TempDir
    Path directory;

    /** A trade every 100 ms from a full minute on. */
    private final Instant start = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(30, ChronoUnit.MINUTES);

    @Test
    void whatTheVenueHasIsFilledAndWhatItLacksIsTold() throws Exception {
        List<Trade> atTheVenue = trades(id -> id < FIRST_LOST || id > LAST_LOST);
        try (FakeHistoryVenue venue = new FakeHistoryVenue(Dialect.BINANCE, atTheVenue, 1_000);
                Souk souk = Souk.start(
                        directory,
                        "souk.feeds[0].venue=binance",
                        "souk.feeds[0].url=ws://127.0.0.1:1",
                        "souk.feeds[0].rest-url=" + venue.address());
                Broker broker = new Broker(souk.property("souk.kafka.brokers"));
                Database database = new Database(souk::property);
                TickWriter log = new TickWriter(souk.property("souk.kafka.brokers"))) {
            atTheVenue.stream()
                    .filter(trade -> trade.tradeId() < FIRST_MISSING || trade.tradeId() > LAST_MISSING)
                    .forEach(log::send);
            log.flush();

            awaitEvent(souk, "gap-found", FIRST_MISSING, LAST_MISSING);
            awaitEvent(souk, "gap-filled", FIRST_MISSING, LAST_MISSING);
            assertThat(awaitEvent(souk, "gap-unfillable", FIRST_LOST, LAST_LOST)
                            .path("text")
                            .asText())
                    .isEqualTo("The gap of 200 trades of binance:BTC-USDT cannot be filled: binance does not have the"
                            + " trades 4201 to 4400 any more");

            Reference.assertEqual("filled", atTheVenue, broker, database);
            assertThat(database.candles())
                    .filteredOn(candle -> candle.key().interval() == Interval.M1)
                    .hasSize(9)
                    .allSatisfy(candle ->
                            assertThat(candle.status()).as(candle.toString()).isEqualTo(expectedStatus(candle)));
            assertThat(souk.bean(JdbcTemplate.class)
                            .queryForList(
                                    "select state || ' ' || (unfillable_since is not null) from gaps order by first_id",
                                    String.class))
                    .containsExactly("FILLED false", "OPEN true");
            assertThat(venue.requests())
                    .contains(
                            "/api/v3/historicalTrades?symbol=BTCUSDT&fromId=1001&limit=1000",
                            "/api/v3/historicalTrades?symbol=BTCUSDT&fromId=2001&limit=1000",
                            "/api/v3/historicalTrades?symbol=BTCUSDT&fromId=4201&limit=1000");
            assertThat(eventsOf(souk, "gap-unfillable")).hasSize(1);
        }
    }

    /** No trade comes after those that were missed, whose id would tell. */
    @Test
    void whatWasMissedBeforeAMarketWentQuietIsAskedForAtTheStart() throws Exception {
        List<Trade> atTheVenue = trades(id -> id <= 1_500);
        try (FakeVenue quiet = FakeVenue.binance();
                FakeHistoryVenue venue = new FakeHistoryVenue(Dialect.BINANCE, atTheVenue, 1_000);
                Souk souk = Souk.start(
                        directory,
                        "souk.feeds[0].venue=binance",
                        "souk.feeds[0].url=" + quiet.address(),
                        "souk.feeds[0].rest-url=" + venue.address());
                Broker broker = new Broker(souk.property("souk.kafka.brokers"));
                Database database = new Database(souk::property);
                TickWriter log = new TickWriter(souk.property("souk.kafka.brokers"))) {
            atTheVenue.stream().filter(trade -> trade.tradeId() <= 300).forEach(log::send);
            log.flush();

            await("all are counted").atMost(PATIENCE).until(() -> souk.bean(JdbcTemplate.class)
                    .queryForList("select ids::text from counted_trade_ids", String.class)
                    .equals(List.of("{[1,1501)}")));

            Reference.assertEqual("filled", atTheVenue, broker, database);
            assertThat(venue.requests())
                    .startsWith("/api/v3/historicalTrades?symbol=BTCUSDT&fromId=301&limit=1000")
                    .contains("/api/v3/historicalTrades?symbol=BTCUSDT&fromId=1501&limit=1000");
        }
    }

    private String expectedStatus(StoredCandle candle) {
        if (touches(candle, FIRST_LOST, LAST_LOST)) {
            return "PARTIAL";
        }
        return touches(candle, FIRST_MISSING, LAST_MISSING) ? "REPAIRED" : "COMPLETE";
    }

    /** From the trade before to the trade after. */
    private boolean touches(StoredCandle candle, long firstId, long lastId) {
        return micros(firstId - 1) < candle.key().endMicros()
                && micros(lastId + 1) >= candle.key().startMicros();
    }

    private static JsonNode awaitEvent(Souk souk, String type, long firstId, long lastId) {
        return await(type)
                .atMost(PATIENCE)
                .until(
                        () -> eventsOf(souk, type).stream()
                                .filter(event -> event.path("firstTradeId")
                                                .asText()
                                                .equals(Long.toString(firstId))
                                        && event.path("lastTradeId").asText().equals(Long.toString(lastId))
                                        && event.path("instrument").asText().equals(BTC))
                                .toList(),
                        events -> !events.isEmpty())
                .get(0);
    }

    private static List<JsonNode> eventsOf(Souk souk, String type) throws IOException {
        return MarketEvents.all(souk.property("souk.kafka.brokers")).stream()
                .filter(event -> event.path("type").asText().equals(type))
                .toList();
    }

    private List<Trade> trades(LongPredicate ids) {
        return LongStream.rangeClosed(1, LAST).filter(ids).mapToObj(this::trade).toList();
    }

    private Trade trade(long id) {
        return new Trade(
                BTC,
                new BigDecimal("50000.00").add(BigDecimal.valueOf(id * 7 % 1_000, 2)),
                BigDecimal.valueOf(1 + id % 13, 3),
                id % 3 == 0 ? TakerSide.SELL : TakerSide.BUY,
                id,
                micros(id),
                micros(id),
                micros(id));
    }

    private long micros(long id) {
        return start.toEpochMilli() * 1_000 + (id - 1) * 100_000;
    }
}
