package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import feeds.FakeCoinGecko;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import market.LogTopics;
import market.Quote;
import market.QuoteJson;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** CoinGecko on loopback, which refuses now and then, polled by the running application into the real log. */
class CoinGeckoIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PRICES = "{\"bitcoin\":{\"usd\":%s,\"usd_market_cap\":1.31e12,\"usd_24h_vol\":3.1e10,"
            + "\"usd_24h_change\":3.63,\"last_updated_at\":1790733790}}";

    @TempDir
    Path directory;

    @Test
    void pricesAreInTheLogWheneverTheVenueGivesThemAndItIsNeverAskedTooEarly() throws Exception {
        try (FakeCoinGecko venue = new FakeCoinGecko()) {
            venue.sells(PRICES.formatted("2.50"));
            venue.thenAnswers(200, PRICES.formatted("1.50"), Map.of())
                    .thenAnswers(429, "", Map.of("Retry-After", "2"))
                    .thenAnswers(200, "{\"status\":{\"error_code\":429,\"error_message\":\"slower\"}}", Map.of())
                    .thenAnswers(500, "oops", Map.of());
            try (Souk souk = Souk.start(
                            directory,
                            "souk.coingecko.period=5s",
                            "souk.coingecko.api-key=my-key",
                            "souk.feeds[0].name=coins",
                            "souk.feeds[0].venue=coingecko",
                            "souk.feeds[0].url=" + venue.address(),
                            "souk.instruments[0].venue=coingecko",
                            "souk.instruments[0].base=BTC",
                            "souk.instruments[0].quote=USD",
                            "souk.instruments[0].symbol=bitcoin",
                            "souk.instruments[0].tick-size=0.01");
                    KafkaConsumer<String, byte[]> log = TickLog.consumer(souk.property("souk.kafka.brokers"))) {
                log.assign(log.partitionsFor(LogTopics.QUOTES).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList());
                List<Quote> quotes = new ArrayList<>();
                await().atMost(PATIENCE).until(() -> {
                    log.poll(Duration.ofMillis(100)).forEach(record -> {
                        assertThat(record.key()).isEqualTo("coingecko:BTC-USD");
                        quotes.add(QuoteJson.read(record.value()));
                    });
                    return quotes.size() >= 2;
                });

                assertThat(quotes.get(0).toString())
                        .startsWith(
                                "Quote[instrument=coingecko:BTC-USD, source=coingecko, price=1.50, changePercent=3.63,"
                                        + " volume=null, quoteVolume=31000000000, marketCap=1310000000000,"
                                        + " eventTimeMicros=1790733790000000, receiveTimeMicros=");
                assertThat(quotes.get(1).price()).isEqualTo("2.50");
                List<FakeCoinGecko.Ask> asks = List.copyOf(venue.asks());
                assertThat(asks.get(0).key()).isEqualTo("my-key");
                // By the venue's clock less than the period: the first request takes longer to get there than all
                // others, since
                // its client is made on the way. PollPaceTest holds the period by the clock of who asks.
                assertThat(between(asks, 0)).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
                assertThat(between(asks, 1)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
                assertThat(between(asks, 2)).isGreaterThanOrEqualTo(Duration.ofSeconds(10));
                assertThat(between(asks, 3)).isGreaterThanOrEqualTo(Duration.ofSeconds(20));

                await().atMost(PATIENCE).untilAsserted(() -> assertThat(
                                souk.get("/actuator/prometheus").body())
                        .contains("souk_feed_state{feed=\"coins\",state=\"live\"} 1.0")
                        .containsPattern("souk_feed_frames_total\\{feed=\"coins\"} [5-9]\\.0"));
                souk.bean(CamelContext.class).getRouteController().stopRoute("feed-coins");
                int asked = venue.asks().size();
                await().during(Duration.ofSeconds(7))
                        .atMost(Duration.ofSeconds(8))
                        .until(() -> venue.asks().size() == asked);
                assertThat(souk.get("/actuator/prometheus").body())
                        .contains("souk_feed_state{feed=\"coins\",state=\"stopped\"} 1.0");
            }
        }
    }

    private static Duration between(List<FakeCoinGecko.Ask> asks, int first) {
        return Duration.ofNanos(asks.get(first + 1).nanos() - asks.get(first).nanos());
    }
}
