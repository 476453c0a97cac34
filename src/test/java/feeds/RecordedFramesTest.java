package feeds;

import static feeds.Decoding.INSTRUMENTS;
import static feeds.Decoding.RECEIVED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import market.Instruments;
import market.TakerSide;
import market.Trade;
import org.junit.jupiter.api.Test;

/** What Coinbase really sent; skipped where the recordings are not kept beside the repository. */
class RecordedFramesTest {

    private static final Path FRAMES = Path.of("..", "shared", "frames");

    private final ObjectMapper json = new ObjectMapper();
    private final FrameDecoder decoder = new CoinbaseVenue()
            .decoder(new Instruments(Stream.concat(
                            INSTRUMENTS.all().stream(),
                            Stream.of(Decoding.instrument("coinbase", "ETH", "USDT", "ETH-USDT")))
                    .toList()));

    @Test
    void everyRecordedTradeIsDelivered() throws IOException {
        int trades = 0;
        for (Path file : recordings()) {
            for (String line : Files.readAllLines(file)) {
                DecodedFrame decoded = decoder.decode(line.getBytes(StandardCharsets.UTF_8), RECEIVED);
                assertThat(decoded.faults()).as(line).isEmpty();
                assertThat(decoded.trades()).as(line).isEqualTo(readSimply(json.readTree(line)));
                trades += decoded.trades().size();
            }
        }
        assertThat(trades).as("trades of all recordings").isGreaterThan(30);
    }

    @Test
    void theIdsOfAFrameRiseForEachProduct() throws IOException {
        for (Path file : recordings()) {
            for (String line : Files.readAllLines(file)) {
                List<Trade> trades = decoder.decode(line.getBytes(StandardCharsets.UTF_8), RECEIVED)
                        .trades();
                assertThat(trades.stream().map(Trade::instrument).distinct().count())
                        .isLessThanOrEqualTo(1);
                assertThat(trades).as(line).extracting(Trade::tradeId).isSorted();
            }
        }
    }

    @Test
    void everyFrameThatIsNoTradeSaysWhatItIs() throws IOException {
        List<Signal> signals = new ArrayList<>();
        for (Path file : recordings()) {
            for (String line : Files.readAllLines(file)) {
                signals.addAll(decoder.decode(line.getBytes(StandardCharsets.UTF_8), RECEIVED)
                        .signals());
            }
        }
        assertThat(signals)
                .contains(
                        new Signal.Accepted("matches", "BTC-USD"),
                        new Signal.Accepted("heartbeat", "ETH-USD"),
                        new Signal.Accepted("market_trades", "ETH-USDT"))
                .hasAtLeastOneElementOfType(Signal.Heartbeat.class);
    }

    private static List<Path> recordings() throws IOException {
        assumeTrue(Files.isDirectory(FRAMES), () -> "skipped: no recordings at " + FRAMES);
        try (Stream<Path> files = Files.list(FRAMES)) {
            List<Path> recordings = files.filter(
                            file -> file.getFileName().toString().matches("coinbase-.*\\.jsonl"))
                    .sorted()
                    .toList();
            assertThat(recordings).isNotEmpty();
            return recordings;
        }
    }

    /** By itself: what it shares with the decoder is the domain's record, no more. */
    private static List<Trade> readSimply(JsonNode frame) {
        List<Trade> trades = new ArrayList<>();
        if (frame.path("type").asText().endsWith("match")) {
            trades.add(trade(frame));
        }
        for (JsonNode event : frame.path("events")) {
            for (JsonNode item : event.path("trades")) {
                trades.add(0, trade(item));
            }
        }
        return trades;
    }

    private static Trade trade(JsonNode item) {
        boolean makerSold = item.get("side").asText().equalsIgnoreCase("sell");
        return new Trade(
                "coinbase:" + item.get("product_id").asText(),
                new BigDecimal(item.get("price").asText()),
                new BigDecimal(item.get("size").asText()),
                makerSold ? TakerSide.BUY : TakerSide.SELL,
                item.get("trade_id").asLong(),
                ChronoUnit.MICROS.between(
                        Instant.EPOCH, Instant.parse(item.get("time").asText())),
                RECEIVED,
                RECEIVED);
    }
}
