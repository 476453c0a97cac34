package system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import feeds.FeedMonitor;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import market.AuditEntry;
import market.FeedStatus;
import ops.Audit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.core.JdbcTemplate;

/** The profile "stocks" over a weekend that takes seconds, and a simulator that is changed while it runs. */
class StocksIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String STOCKS = "nasdaq:AAPL-USD";
    private static final String CRYPTO = "binance:BTC-USDT";

    /** Friday, 15:30 in New York; in the past, as the log has its times from the real clock. */
    private static final Instant FRIDAY = Instant.parse("2026-03-06T20:30:00Z");

    /** Monday, when New York's clocks have been set forward meanwhile. */
    private static final Instant MONDAY_OPEN = Instant.parse("2026-03-09T13:30:00Z");

    /** Runs as the real one, from another time on. */
    private static final class Shifted extends Clock {

        private volatile Duration shift;

        Shifted(Instant now) {
            jumpTo(now);
        }

        void jumpTo(Instant now) {
            shift = Duration.between(Instant.now(), now);
        }

        @Override
        public Instant instant() {
            return Instant.now().plus(shift);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    static class Weekend {

        @Bean
        @Primary
        Clock weekend() {
            return new Shifted(FRIDAY);
        }
    }

    @TempDir
    Path directory;

    private static void until(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).until(condition::getAsBoolean);
    }

    private static long trades(Souk souk, String instrument) {
        Long trades = souk.bean(JdbcTemplate.class)
                .queryForObject(
                        "select coalesce(sum(trades), 0) from candles where instrument = ? and candle_interval = '1m'",
                        Long.class,
                        instrument);
        return trades == null ? 0 : trades;
    }

    private static void untilTraded(Souk souk, String instrument) {
        long before = trades(souk, instrument);
        until(instrument + " trades", () -> trades(souk, instrument) > before);
    }

    private static FeedStatus nasdaq(Souk souk) {
        return souk.beans(FeedMonitor.class).stream()
                .map(FeedMonitor::status)
                .filter(status -> status.feed().equals("nasdaq"))
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonNode> events(Souk souk) {
        try {
            return MarketEvents.all(souk.property("souk.kafka.brokers"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> types(Souk souk) {
        return events(souk).stream().map(event -> event.get("type").asText()).toList();
    }

    @Test
    void stocksTradeUntilTheCloseRestWithoutAWordFromTheWatchdogAndGoOnAtTheOpen() {
        try (Souk souk = Souk.startWith(
                Weekend.class,
                directory,
                "spring.profiles.active=stocks",
                "souk.simulator.trades-per-second=200",
                "souk.watchdog.floor=1s",
                "souk.watchdog.ceiling=2s")) {
            Shifted clock = (Shifted) souk.bean(Clock.class);
            untilTraded(souk, STOCKS);
            assertThat(nasdaq(souk).reason()).isEmpty();

            clock.jumpTo(Instant.parse("2026-03-06T20:59:58Z"));
            until("the close is told", () -> types(souk).contains("market-close"));
            until("the feed rests", () -> nasdaq(souk).reason().equals("market closed until " + MONDAY_OPEN));
            untilTraded(souk, CRYPTO);
            FeedStatus closed = nasdaq(souk);
            // Several times what the watchdog allows an open market, once what was on its way is counted.
            AtomicLong counted = new AtomicLong();
            await().during(Duration.ofSeconds(8)).atMost(PATIENCE).until(() -> {
                long now = trades(souk, STOCKS);
                return counted.getAndSet(now) == now;
            });
            untilTraded(souk, CRYPTO);
            assertThat(nasdaq(souk).resubscriptions()).isEqualTo(closed.resubscriptions());
            assertThat(nasdaq(souk).reconnects()).isEqualTo(closed.reconnects());
            assertThat(nasdaq(souk).renewals()).isEqualTo(closed.renewals());
            assertThat(nasdaq(souk).state().name()).isEqualTo("LIVE");

            clock.jumpTo(MONDAY_OPEN.minusSeconds(2));
            until("the open is told", () -> types(souk).contains("market-open"));
            untilTraded(souk, STOCKS);

            assertThat(nasdaq(souk).reason()).isEmpty();
            assertThat(events(souk))
                    .filteredOn(event -> event.path("venue").asText().equals("nasdaq"))
                    .extracting(event -> event.get("type").asText(), event -> event.get("from")
                            .asText())
                    .containsExactly(
                            tuple("market-close", "2026-03-06T21:00:00Z"),
                            tuple("market-open", MONDAY_OPEN.toString()));
            assertThat(souk.bean(JdbcTemplate.class)
                            .queryForList(
                                    "select start from candles where instrument = ? and candle_interval = '1m'"
                                            + " and start between '2026-03-06T21:00Z' and '2026-03-09T13:29Z'",
                                    STOCKS))
                    .as("candles of the weekend")
                    .isEmpty();

            theAdministratorChangesItWhileItRuns(souk);
        }
    }

    private void theAdministratorChangesItWhileItRuns(Souk souk) {
        assertThat(souk.get("/api/v1/simulator").statusCode()).isEqualTo(401);
        assertThat(patch(souk, "/AAPL", "{\"weight\":1}", null).statusCode()).isEqualTo(401);

        HttpResponse<String> changed = patch(souk, "/AAPL", "{\"volatility\":9,\"weight\":1000}", Souk.ADMIN_PASSWORD);
        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(json(changed.body()).get("weight").asDouble()).isEqualTo(1_000);
        assertThat(json(changed.body()).get("open").asBoolean()).isTrue();
        assertThat(patch(souk, "", "{\"tradesPerSecond\":400}", Souk.ADMIN_PASSWORD)
                        .statusCode())
                .isEqualTo(200);
        long stocks = trades(souk, STOCKS);
        long crypto = trades(souk, CRYPTO);
        until("AAPL trades 1,000 times", () -> trades(souk, STOCKS) > stocks + 1_000);
        assertThat(trades(souk, CRYPTO) - crypto).isLessThan((trades(souk, STOCKS) - stocks) / 5);

        JsonNode state = json(souk.get("/api/v1/simulator", "Authorization", Souk.admin(Souk.ADMIN_PASSWORD))
                .body());
        assertThat(state.get("tradesPerSecond").asDouble()).isEqualTo(400);
        assertThat(state.get("instruments")).hasSize(18);
        for (Map.Entry<String, Integer> wrong : Map.of("{\"colour\":1}", 400, "{\"weight\":0}", 400, "nonsense", 400)
                .entrySet()) {
            HttpResponse<String> refused = patch(souk, "/AAPL", wrong.getKey(), Souk.ADMIN_PASSWORD);
            assertThat(refused.statusCode()).isEqualTo(wrong.getValue());
            assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
        }
        assertThat(patch(souk, "/NOPE", "{\"weight\":1}", Souk.ADMIN_PASSWORD).statusCode())
                .isEqualTo(404);
        assertThat(souk.bean(Audit.class).newest(2))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::target)
                .containsExactly(
                        tuple("admin", "simulator.change", "all {\"tradesPerSecond\":400}"),
                        tuple("admin", "simulator.change", STOCKS + " {\"volatility\":9,\"weight\":1000}"));
    }

    private static HttpResponse<String> patch(Souk souk, String path, String body, String password) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(souk.url() + "/api/v1/simulator" + path))
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body));
        if (password != null) {
            request.header("Authorization", Souk.admin(password));
        }
        return Souk.send(request.build());
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (IOException e) {
            throw new IllegalStateException("no JSON: " + text, e);
        }
    }
}
