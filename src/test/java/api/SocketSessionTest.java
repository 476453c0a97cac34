package api;

import static analytics.pulse.TestPulse.pulse;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import market.Alert;
import market.AlertKind;
import market.AlertSeverity;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.FeedConsole;
import market.FeedReport;
import market.Instrument;
import market.Interval;
import market.Pulse;
import market.TakerSide;
import market.TestFeedReports;
import market.Trade;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol of /ws, without a socket. */
class SocketSessionTest {

    private static final String BTC = "binance:BTC-USDT";
    private static final String ETH = "binance:ETH-USDT";

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(Pulse.class, new PulseSerializer())
                    .addSerializer(Candle.class, new CandleSerializer())
                    .addSerializer(Alert.class, new AlertSerializer()));

    private final TestQueries stores = new TestQueries();
    private final TestPulses pulses = new TestPulses();
    private final Hub hub = new Hub(Clock.fixed(TestQueries.NOW, ZoneOffset.UTC));
    private final List<String> heard = new ArrayList<>();
    private final SocketSession session = new SocketSession(
            new SocketMarket(stores.queries(), pulses.queries(), new OneFeed()), hub, JSON, heard::add);

    @Test
    void aSubscriptionIsConfirmedThenComesASnapshotThenEveryUpdate() {
        stores.latest = Optional.of(trade(BTC, 7));

        session.receive("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"btc\",\"ETH\"]}");
        hub.publish(trade(BTC, 8));

        assertThat(heard.get(0))
                .isEqualTo("{\"type\":\"subscribed\",\"channel\":\"trades\",\"instruments\":[\"" + BTC + "\",\"" + ETH
                        + "\"],\"subscriptions\":2}");
        assertThat(heard.subList(1, heard.size()))
                .satisfiesExactly(
                        snapshot -> {
                            assertThat(snapshot)
                                    .startsWith("{\"type\":\"snapshot\",\"channel\":\"trades\",\"instrument\":\"" + BTC
                                            + "\",\"seq\":0,\"data\":{");
                            assertThat(json(snapshot).at("/data/tradeId").asText())
                                    .isEqualTo("7");
                        },
                        snapshot -> assertThat(snapshot)
                                .isEqualTo("{\"type\":\"snapshot\",\"channel\":\"trades\",\"instrument\":\"" + ETH
                                        + "\",\"seq\":0,\"data\":null}"),
                        update -> {
                            assertThat(update)
                                    .startsWith("{\"type\":\"trade\",\"channel\":\"trades\",\"instrument\":\"" + BTC
                                            + "\",\"seq\":1,\"data\":{");
                            assertThat(json(update).at("/data/tradeId").asText())
                                    .isEqualTo("8");
                        });
    }

    @Test
    void candlesSayOfWhichIntervalTheyAre() {
        stores.candles = List.of(candle(0), candle(60));

        session.receive("{\"op\":\"subscribe\",\"channel\":\"candles\",\"symbols\":[\"BTC\"],\"interval\":\"1m\"}");
        publish(candle(120));

        assertThat(types()).containsExactly("subscribed", "snapshot", "candle");
        assertThat(heard)
                .allMatch(message -> json(message).get("interval").asText().equals("1m"));
        assertThat(json(heard.get(1)).at("/data/startMs").asLong()).isEqualTo(60_000);
        assertThat(json(heard.get(2)).at("/data/startMs").asLong()).isEqualTo(120_000);
    }

    @Test
    void ofPulsesAndAlertsAllCanBeWatchedAtOnce() {
        pulses.cached.put(BTC, pulse(BTC, 0, "1", "1", null));
        pulses.cached.put(ETH, pulse(ETH, 0, "2", "1", null));

        session.receive("{\"op\":\"subscribe\",\"channel\":\"pulse\",\"symbols\":[\"*\"]}");
        session.receive("{\"op\":\"subscribe\",\"channel\":\"alerts\",\"symbols\":[\"*\"]}");
        hub.publish(pulse(ETH, 30_000_000, "3", "-2", null));
        hub.publish(alert("binance"));

        assertThat(types()).containsExactly("subscribed", "snapshot", "subscribed", "pulse", "alert");
        assertThat(json(heard.get(1)).get("data")).hasSize(2);
        assertThat(json(heard.get(3)).get("instrument").asText()).isEqualTo(ETH);
        assertThat(json(heard.get(3)).at("/data/trend").asText()).isEqualTo("FALLING");
        assertThat(json(heard.get(4)).get("instrument").asText()).isEqualTo("binance");
    }

    @Test
    void alertsOfAFeedAreFoundByItsName() {
        session.receive("{\"op\":\"subscribe\",\"channel\":\"alerts\",\"symbols\":[\"kraken-1\",\"BTC\"]}");
        hub.publish(alert("kraken-1"));
        hub.publish(alert("another"));

        assertThat(types()).containsExactly("subscribed", "alert");
    }

    @Test
    void aPulseIsShownFromTheDatabaseWhereTheCacheIsAway() {
        pulses.cacheIsAway = true;
        pulses.stored = List.of(pulse(BTC, 0, "5", "1", null));

        session.receive("{\"op\":\"subscribe\",\"channel\":\"pulse\",\"symbols\":[\"BTC\"]}");

        assertThat(json(heard.get(1)).at("/data/averagePrice").asText()).isEqualTo("5");
    }

    @Test
    void whoUnsubscribesHearsNoMoreOfIt() {
        session.receive("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"BTC\",\"ETH\"]}");
        session.receive("{\"op\":\"unsubscribe\",\"channel\":\"trades\",\"symbols\":[\"BTC\"]}");
        heard.clear();
        hub.publish(trade(BTC, 1));
        hub.publish(trade(ETH, 2));

        assertThat(types()).containsExactly("trade");
        assertThat(session.isIdle()).isFalse();
        session.receive("{\"op\":\"unsubscribe\",\"channel\":\"trades\",\"symbols\":[\"ETH\"]}");
        assertThat(session.isIdle()).isTrue();
        assertThat(heard.get(1)).endsWith("\"subscriptions\":0}");
    }

    @Test
    void whatIsSubscribedAlreadyIsNotToldTwice() {
        session.receive("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"BTC\"]}");
        session.receive("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"BTC\",\"btc\"]}");
        hub.publish(trade(BTC, 1));

        assertThat(types()).containsExactly("subscribed", "snapshot", "subscribed", "trade");
    }

    @Test
    void aPingIsAnswered() {
        session.receive("{\"op\":\"ping\"}");

        assertThat(heard).containsExactly("{\"type\":\"pong\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nonsense                                             | message  | a JSON object",
                "[]                                                   | message  | a JSON object",
                "{\"op\":\"ping\"}{}                                  | message  | a JSON object",
                "{\"op\":\"ping\",\"op\":\"ping\"}                    | message  | a JSON object",
                "{}                                                   | op       | 'op' is missing",
                "{\"op\":\"jump\"}                                    | op       | \"jump\" is not known",
                "{\"op\":7}                                           | op       | 7 is not known",
                "{\"op\":\"ping\",\"x\":1}                            | x        | no field 'x'",
                "{\"op\":\"subscribe\"}                               | channel  | 'channel' is missing",
                "{\"op\":\"subscribe\",\"channel\":\"news\"}          | channel  | \"news\" is not known",
                "{\"op\":\"subscribe\",\"channel\":\"trades\"}        | symbols  | at least one string",
                "{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[]}           | symbols  | at least one string",
                "{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[1]}          | symbols  | at least one string",
                "{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"NOPE\"]}   | symbols  | no instrument 'NOPE'",
                "{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"*\"]}      | symbols  | pulse and alerts",
                "{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"kraken-1\"]} | symbols  | no instrument",
                "{\"op\":\"subscribe\",\"channel\":\"candles\",\"symbols\":[\"BTC\"],\"interval\":\"7m\"} | interval | '7m' is not served",
                "{\"op\":\"subscribe\",\"channel\":\"candles\",\"symbols\":[\"BTC\"],\"interval\":7} | interval | must be a string",
                "{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"BTC\"],\"interval\":\"1m\"} | interval | only candles"
            })
    void aBadMessageIsAnsweredWithWhatIsWrongAndChangesNothing(String message, String parameter, String detail) {
        session.receive(message);

        assertThat(heard).singleElement().satisfies(answer -> {
            assertThat(answer).startsWith("{\"type\":\"error\",\"data\":{");
            JsonNode problem = json(answer).get("data");
            assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
            assertThat(problem.get("detail").asText()).contains(detail);
            assertThat(problem.get("allowed")).isNotEmpty();
        });
        assertThat(session.isIdle()).isTrue();
        session.receive("{\"op\":\"ping\"}");
        assertThat(types()).containsExactly("error", "pong");
    }

    @Test
    void oneUnknownSymbolRefusesAllOfTheMessage() {
        session.receive("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"BTC\",\"NOPE\"]}");
        hub.publish(trade(BTC, 1));

        assertThat(types()).containsExactly("error");
    }

    @Test
    void aDatabaseThatIsAwayIsToldAndNothingIsHalfSubscribed() {
        stores.away = true;

        session.receive("{\"op\":\"subscribe\",\"channel\":\"candles\",\"symbols\":[\"BTC\"]}");
        publish(candle(0));

        assertThat(types()).containsExactly("error");
        assertThat(json(heard.get(0)).at("/data/status").asInt()).isEqualTo(503);
        assertThat(session.isIdle()).isTrue();
    }

    /** Of a market of 1,001 instruments. */
    @Test
    void thereIsABoundOfSubscriptions() {
        List<Instrument> many = IntStream.rangeClosed(0, SocketSession.MAX_SUBSCRIPTIONS)
                .mapToObj(i ->
                        new Instrument("x:C" + i + "-USD", "x", "C" + i, "USD", "C" + i, List.of(), BigDecimal.ONE))
                .toList();
        SocketSession wide = new SocketSession(
                new SocketMarket(stores.queries(), pulses.queries(), new OneFeed()) {
                    @Override
                    String resolve(Channel channel, String symbol) {
                        return "x:" + symbol + "-USD";
                    }
                },
                hub,
                JSON,
                heard::add);
        String all = many.stream().map(each -> "\"" + each.base() + "\"").collect(Collectors.joining(","));

        wide.receive("{\"op\":\"subscribe\",\"channel\":\"alerts\",\"symbols\":[" + all + "]}");
        assertThat(types()).containsExactly("error");
        assertThat(json(heard.get(0)).at("/data/detail").asText()).contains("1001 subscriptions");

        wide.receive("{\"op\":\"subscribe\",\"channel\":\"alerts\",\"symbols\":[" + all.substring(all.indexOf(',') + 1)
                + "]}");
        assertThat(json(heard.get(1)).get("subscriptions").asInt()).isEqualTo(1_000);
        wide.receive("{\"op\":\"subscribe\",\"channel\":\"trades\",\"symbols\":[\"C0\"]}");
        assertThat(types()).containsExactly("error", "subscribed", "error");
    }

    @Test
    void whoIsGoneHearsNothing() {
        session.receive("{\"op\":\"subscribe\",\"channel\":\"alerts\",\"symbols\":[\"*\"]}");
        session.close();
        heard.clear();
        hub.publish(alert("binance"));
        session.receive("{\"op\":\"subscribe\",\"channel\":\"alerts\",\"symbols\":[\"binance\"]}");
        hub.publish(alert("binance"));

        assertThat(types()).doesNotContain("alert");
        assertThat(session.isIdle()).isFalse();
    }

    private List<String> types() {
        return heard.stream().map(message -> json(message).get("type").asText()).toList();
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Trade trade(String instrument, long id) {
        return new Trade(instrument, BigDecimal.TEN, BigDecimal.ONE, TakerSide.BUY, id, id, id, id);
    }

    private void publish(Candle candle) {
        hub.publishCandle(candle.key().instrument(), candle.key().interval(), () -> candle);
    }

    private static Candle candle(long startSeconds) {
        long start = startSeconds * 1_000_000;
        return new Candle(
                new CandleKey(BTC, Interval.M1, start),
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ONE,
                BigDecimal.ZERO,
                1,
                1,
                1,
                start + 1,
                start + 1,
                0,
                CandleStatus.OPEN);
    }

    private static Alert alert(String feed) {
        return new Alert(
                UUID.randomUUID(),
                AlertKind.FEED_SILENCE,
                AlertSeverity.WARNING,
                null,
                feed,
                null,
                null,
                null,
                null,
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                1,
                "it is silent");
    }

    private static final class OneFeed implements FeedConsole {

        @Override
        public List<FeedReport> feeds() {
            return List.of(TestFeedReports.live("kraken-1"));
        }

        @Override
        public void record(String feed, boolean on, String actor) {
            throw new UnsupportedOperationException();
        }
    }
}
