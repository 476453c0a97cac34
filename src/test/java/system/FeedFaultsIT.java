package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import feeds.FakeHistoryVenue;
import feeds.FakeHistoryVenue.Dialect;
import feeds.FakeVenue;
import feeds.FeedMonitor;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import market.Trade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Three venues that do to their client what venues do, all at once and under load; at the end the candles are those of their
 * own lists of trades. What they do is in {@link FeedFaults}.
 */
class FeedFaultsIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Smaller than the real ones: what is missing takes several. */
    private static final int PAGE = 200;

    @TempDir
    Path directory;

    private final List<FakeVenue> venues = List.of(FakeVenue.binance(), FakeVenue.coinbase(), FakeVenue.kraken());
    private final List<FakeHistoryVenue> histories = new ArrayList<>();
    private final List<Market> markets = new ArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        markets.forEach(Market::close);
        threads.shutdownNow();
        venues.forEach(FakeVenue::close);
        histories.forEach(FakeHistoryVenue::close);
    }

    private String[] settings() throws Exception {
        List<String> settings = new ArrayList<>(
                List.of("souk.watchdog.floor=2s", "souk.watchdog.ceiling=5s", "souk.candles.lateness=3s"));
        for (int i = 0; i < venues.size(); i++) {
            FakeVenue venue = venues.get(i);
            FakeHistoryVenue history = new FakeHistoryVenue(Dialect.values()[i], venue.happened(), PAGE);
            histories.add(history);
            settings.add("souk.feeds[" + i + "].venue=" + venue.name());
            settings.add("souk.feeds[" + i + "].url=" + venue.address());
            settings.add("souk.feeds[" + i + "].rest-url=" + history.address());
            for (String base : Market.BASES) {
                settings.addAll(venue.settings(Market.BASES.size() * i + Market.BASES.indexOf(base), base));
            }
        }
        return settings.toArray(String[]::new);
    }

    @Test
    void whateverTheVenuesDoTheCandlesAreThoseOfTheirOwnTrades() throws Exception {
        String[] settings = settings();
        venues.forEach(FakeVenue::goDown);
        try (Souk souk = Souk.start(directory, settings);
                Broker broker = new Broker(souk.property("souk.kafka.brokers"));
                Database database = new Database(souk::property)) {
            venues.forEach(venue -> markets.add(Market.of(venue)));
            sufferAll(souk);
            markets.forEach(Market::close);

            JdbcTemplate rows = souk.bean(JdbcTemplate.class);
            Map<String, Long> first = firstCounted(rows);
            List<Trade> trades = venues.stream()
                    .flatMap(venue -> venue.trades().stream())
                    .filter(trade -> trade.tradeId() >= first.get(trade.instrument()))
                    .toList();
            await("every gap is filled").atMost(PATIENCE).untilAsserted(() -> {
                assertThat(database.gapsNotFilled()).isEmpty();
                assertThat(rows.queryForObject(
                                "select sum(trades) from candles where candle_interval = '1m'", Long.class))
                        .isEqualTo(trades.size());
            });
            Reference.assertEqual("after all that", trades, broker, database);
            assertThat(rows.queryForList("select distinct status from candles", String.class))
                    .doesNotContain("PARTIAL");
            assertThat(histories)
                    .as("every refusal of the histories was met")
                    .allMatch(history -> history.unanswered() == 0);
        }
    }

    /** Of what was traded before it was first heard of nobody can know; and that was while the venues were down. */
    private Map<String, Long> firstCounted(JdbcTemplate rows) {
        Map<String, Long> first = new HashMap<>();
        rows.query("select instrument, lower(ids) as first from counted_trade_ids", row -> {
            first.put(row.getString("instrument"), row.getLong("first"));
        });
        assertThat(first).hasSize(venues.size() * Market.BASES.size());
        return first;
    }

    private void sufferAll(Souk souk) throws Exception {
        List<Future<Void>> faults = new ArrayList<>();
        for (int i = 0; i < venues.size(); i++) {
            FakeVenue venue = venues.get(i);
            FeedMonitor feed = souk.feeds().stream()
                    .filter(monitor -> monitor.feed().name().equals(venue.name()))
                    .findFirst()
                    .orElseThrow();
            faults.add(threads.submit(new FeedFaults(venue, histories.get(i), feed, souk)));
        }
        for (Future<Void> fault : faults) {
            fault.get();
        }
    }
}
