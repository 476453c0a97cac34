package routes;

import static org.assertj.core.api.Assertions.assertThat;

import api.AlertQueries;
import api.AlertRules;
import api.FeedQueries;
import api.ForecastQueries;
import api.IndicatorQueries;
import api.Ingest;
import api.MarketQueries;
import api.PulseQueries;
import api.TestPulses;
import api.TestQueries;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.Candle;
import market.CandleKey;
import market.CandleStatus;
import market.DayFigures;
import market.Instruments;
import market.Interval;
import market.TakerSide;
import market.Trade;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.jackson.springboot.JacksonDataFormatAutoConfiguration;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.apache.camel.test.spring.junit5.UseAdviceWith;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.jackson.JsonComponent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.test.context.ContextConfiguration;
import storage.AuditStore;

/** The operations behind the contract, called as the REST endpoint calls them. */
@RouteTest
@UseAdviceWith
@ImportAutoConfiguration({JacksonAutoConfiguration.class, JacksonDataFormatAutoConfiguration.class})
@ContextConfiguration(classes = {RestRoutes.class, IngestRoutes.class, Errors.class, RestRoutesTest.Parts.class})
class RestRoutesTest {

    private static final Instant NOON = Instant.parse("2026-01-01T11:00:00Z");
    private static final String BTC = "binance:BTC-USDT";
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    @ComponentScan(
            basePackages = "api",
            useDefaultFilters = false,
            includeFilters = @ComponentScan.Filter(type = FilterType.ANNOTATION, classes = JsonComponent.class))
    static class Parts {

        @Bean
        TestQueries stores() {
            return new TestQueries();
        }

        @Bean
        MarketQueries queries(TestQueries stores) {
            return stores.queries();
        }

        @Bean
        IndicatorQueries indicators(TestQueries stores) {
            return stores.indicators();
        }

        @Bean
        ForecastQueries forecasts(TestQueries stores) {
            return stores.forecasts(false);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        Ingest ingest(Clock clock) {
            return new Ingest(TestQueries.INSTRUMENTS, instrument -> false, clock);
        }

        @Bean
        TestPulses pulses() {
            return new TestPulses();
        }

        @Bean
        PulseQueries pulseQueries(TestPulses pulses) {
            return pulses.queries();
        }

        @Bean
        SimulatorControl simulator() {
            return new SimulatorControl(Optional.empty(), new Instruments(List.of()), new AuditStore(null));
        }

        @Bean
        FeedQueries feeds() {
            return new FeedQueries(new TestConsole());
        }

        @Bean
        AlertQueries alerts(MarketQueries queries) {
            return TestAlerts.queries(queries);
        }

        @Bean
        AlertRules rules() {
            return TestAlerts.rules();
        }

        @Bean(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME)
        NoHttp http() {
            return new NoHttp();
        }
    }

    @Autowired
    private CamelContext camel;

    @Autowired
    private ProducerTemplate producer;

    @Autowired
    private TestQueries stores;

    @BeforeEach
    void start() {
        if (!camel.isStarted()) {
            camel.start();
        }
        stores.away = false;
        stores.failure = null;
        stores.candles = List.of();
        stores.figures = Map.of();
        stores.latest = Optional.empty();
    }

    @Test
    void instrumentsAreListedInTheirOrder() throws Exception {
        Message answer = call("instruments", Map.of());

        assertAnswer(answer, null, JSON);
        JsonNode body = json(answer);
        assertThat(body.findValuesAsText("id")).containsExactly(BTC, "binance:ETH-USDT");
        assertThat(body.get(0).toString())
                .isEqualTo("{\"id\":\"binance:BTC-USDT\",\"venue\":\"binance\",\"base\":\"BTC\",\"quote\":\"USDT\","
                        + "\"symbol\":\"BTCUSDT\",\"aliases\":[\"BTC\"],\"tickSize\":\"0.01\"}");
    }

    @Test
    void feedsTellEverythingThatIsKnownOfThem() throws Exception {
        Message answer = call("feeds", Map.of());

        assertAnswer(answer, null, JSON);
        assertThat(json(answer).toString())
                .isEqualTo("[{\"feed\":\"binance\",\"venue\":\"binance\",\"state\":\"LIVE\","
                        + "\"since\":\"2026-01-01T12:00:00Z\",\"sinceMs\":1767268800000,\"reason\":\"\","
                        + "\"connectedAt\":\"2026-01-01T12:00:00Z\",\"connectedAtMs\":1767268800000,"
                        + "\"lastFrame\":\"2026-01-01T12:05:00Z\",\"lastFrameMs\":1767269100000,"
                        + "\"framesPerSecond\":12.5,\"frames\":5000,\"trades\":4000,\"faults\":3,\"reconnects\":2,"
                        + "\"renewals\":1,\"resubscriptions\":4,\"outages\":2,\"skewMs\":-35,\"openGaps\":3,"
                        + "\"unfillableGaps\":1,\"refused\":1,"
                        + "\"error\":{\"at\":\"2026-01-01T11:59:00Z\",\"atMs\":1767268740000,\"text\":\"the connection broke\"},"
                        + "\"gaps\":[{\"instrument\":\"binance:BTC-USDT\",\"open\":3,\"unfillable\":1,\"problem\":\"too old\"}],"
                        + "\"recording\":{\"on\":false,\"file\":null,\"bytes\":0,\"frames\":0,\"dropped\":0,\"problem\":null},"
                        + "\"channels\":[{\"channel\":\"trade\",\"instrument\":\"binance:BTC-USDT\",\"heard\":true,"
                        + "\"quietForMs\":1500,\"quietLimitMs\":10000,\"refusal\":null},"
                        + "{\"channel\":\"trade\",\"instrument\":\"binance:ETH-USDT\",\"heard\":false,"
                        + "\"quietForMs\":300000,\"quietLimitMs\":300000,\"refusal\":\"no such symbol\"}]}]");
    }

    @Test
    void aFeedIsRecordedByWhoeverAskedForIt() throws Exception {
        assertAnswer(call("recordFeed", Map.of("feed", "binance"), "{\"on\":true}"), null, JSON);

        assertThat(TestConsole.LAST.get()).isEqualTo("binance true by unknown");
    }

    @Test
    void whatIsNoFeedOrSaysNeitherOnNorOffIsAProblem() throws Exception {
        Message unknown = call("recordFeed", Map.of("feed", "nope"), "{\"on\":true}");
        assertAnswer(unknown, 404, PROBLEM);
        assertThat(json(unknown).get("allowed").toString()).isEqualTo("[\"binance\"]");
        for (String body :
                List.of("", "{", "{}", "[]", "true", "{\"on\":\"true\"}", "{\"on\":null}", " ".repeat(1_000))) {
            Message bad = call("recordFeed", Map.of("feed", "binance"), body);
            assertAnswer(bad, 400, PROBLEM);
            assertThat(json(bad).get("parameter").asText()).isEqualTo("on");
        }
    }

    @Test
    void theLatestIsTheTradeOfTheCacheWithTheFiguresOfTheDay() throws Exception {
        stores.latest = Optional.of(new Trade(
                BTC,
                new BigDecimal("110.50"),
                new BigDecimal("0.0100"),
                TakerSide.SELL,
                42,
                1_767_265_200_123_456L,
                1,
                1));
        stores.figures = Map.of(
                BTC,
                new DayFigures(
                        new BigDecimal("100"),
                        new BigDecimal("120"),
                        new BigDecimal("90"),
                        new BigDecimal("5"),
                        new BigDecimal("500"),
                        7));

        Message answer = call("latest", Map.of("symbol", "btc"));

        assertAnswer(answer, null, JSON);
        assertThat(json(answer).toString())
                .isEqualTo("{\"instrument\":\"binance:BTC-USDT\",\"price\":\"110.5\",\"quantity\":\"0.01\","
                        + "\"takerSide\":\"SELL\",\"tradeId\":\"42\",\"time\":\"2026-01-01T11:00:00.123456Z\","
                        + "\"timeMs\":1767265200123,\"open24h\":\"100\",\"high24h\":\"120\",\"low24h\":\"90\","
                        + "\"volume24h\":\"5\",\"quoteVolume24h\":\"500\",\"trades24h\":7,"
                        + "\"changePercent24h\":\"10.50\"}");
    }

    @Test
    void withoutACachedTradeTheLastCandleTellsTheLatest() throws Exception {
        stores.candles = candles(2);

        JsonNode body = json(call("latest", Map.of("symbol", BTC)));

        assertThat(body.get("price").asText()).isEqualTo("101");
        assertThat(body.get("quantity").isNull()).isTrue();
        assertThat(body.get("takerSide").isNull()).isTrue();
    }

    @Test
    void historyIsAPageOfCandlesAndACursorForMore() throws Exception {
        stores.candles = candles(3);

        Message answer = call("historical", Map.of("symbol", "BTC", "from", NOON.toString(), "limit", "2"));

        assertAnswer(answer, null, JSON);
        JsonNode body = json(answer);
        assertThat(body.get("instrument").asText()).isEqualTo(BTC);
        assertThat(body.get("interval").asText()).isEqualTo("1m");
        assertThat(body.get("candles").findValuesAsText("open")).containsExactly("100", "101");
        String cursor = body.get("next").asText();
        assertThat(cursor).isEqualTo(Long.toString(NOON.plusSeconds(120).toEpochMilli()));
        JsonNode rest = json(call("historical", Map.of("symbol", "BTC", "cursor", cursor, "limit", "2")));
        assertThat(rest.get("candles").findValuesAsText("open")).containsExactly("102");
        assertThat(rest.get("next").isNull()).isTrue();
    }

    @Test
    void historyWithoutParametersIsTheNewestPage() throws Exception {
        stores.candles = candles(3);

        JsonNode body = json(call("historical", Map.of("symbol", "BTC")));

        assertThat(body.get("candles").findValuesAsText("open")).containsExactly("100", "101", "102");
        assertThat(body.get("candles").get(0).toString())
                .isEqualTo("{\"start\":\"2026-01-01T11:00:00Z\",\"startMs\":1767265200000,\"open\":\"100\","
                        + "\"high\":\"100\",\"low\":\"100\",\"close\":\"100\",\"volume\":\"1\",\"quoteVolume\":\"100\","
                        + "\"takerBuyVolume\":\"1\",\"trades\":1,\"firstTradeId\":\"1\",\"lastTradeId\":\"1\","
                        + "\"revision\":1,\"status\":\"COMPLETE\"}");
    }

    @Test
    void anIndicatorIsAPageOfItsValues() throws Exception {
        stores.candles = candles(3);

        Message answer = call("indicators", Map.of("symbol", "BTC", "name", "bollinger", "params", "2"));

        assertAnswer(answer, null, JSON);
        assertThat(json(answer).toString())
                .isEqualTo("{\"instrument\":\"binance:BTC-USDT\",\"interval\":\"1m\",\"name\":\"bollinger\","
                        + "\"params\":[2,2],\"points\":[{\"start\":\"2026-01-01T11:01:00Z\",\"startMs\":1767265260000,"
                        + "\"open\":false,\"values\":{\"middle\":\"100.5\",\"upper\":\"101.5\",\"lower\":\"99.5\"}},"
                        + "{\"start\":\"2026-01-01T11:02:00Z\",\"startMs\":1767265320000,\"open\":false,"
                        + "\"values\":{\"middle\":\"101.5\",\"upper\":\"102.5\",\"lower\":\"100.5\"}}],\"next\":null}");
    }

    @Test
    void aForecastThatIsOffIsAConflictThatSaysHowToTurnItOn() throws Exception {
        Message answer = call("forecast", Map.of("symbol", "BTC"));

        assertAnswer(answer, 409, PROBLEM);
        assertThat(json(answer).get("detail").asText()).contains("souk.forecast.enabled=true");
    }

    @ParameterizedTest
    @CsvSource({"latest", "historical", "indicators"})
    void anUnknownInstrumentIsAProblemThatNamesThoseThereAre(String operation) throws Exception {
        for (String symbol : List.of("NOPE", "null", "'BTC'", "${exchangeId}", "a,b)")) {
            Message answer = call(operation, Map.of("symbol", symbol));

            assertAnswer(answer, 404, PROBLEM);
            assertThat(json(answer).get("title").asText()).isEqualTo("Not Found");
            assertThat(json(answer).get("detail").asText()).startsWith("there is no instrument '");
            assertThat(json(answer).get("parameter").asText()).isEqualTo("symbol");
            assertThat(json(answer).get("allowed").toString()).isEqualTo("[\"binance:BTC-USDT\",\"binance:ETH-USDT\"]");
        }
    }

    @Test
    void anInstrumentThatNeverTradedHasNoLatest() throws Exception {
        Message answer = call("latest", Map.of("symbol", "ETH"));

        assertAnswer(answer, 404, PROBLEM);
        assertThat(json(answer).get("detail").asText()).isEqualTo("binance:ETH-USDT has not traded yet");
    }

    @ParameterizedTest
    @CsvSource({
        "interval, 7m, interval '7m' is not served",
        "limit, 0, limit '0' is not allowed",
        "limit, 1001, limit '1001' is not allowed",
        "from, yesterday, from 'yesterday' is not a time from 1970 to 2199",
        "to, x, to 'x' is not a time from 1970 to 2199",
        "cursor, x, cursor 'x' is not a time from 1970 to 2199"
    })
    void aWrongParameterIsAProblemThatNamesItAndWhatIsAllowed(String parameter, String value, String detail)
            throws Exception {
        Message answer = call("historical", Map.of("symbol", "BTC", parameter, value));

        assertAnswer(answer, 400, PROBLEM);
        JsonNode problem = json(answer);
        assertThat(problem.get("type").asText()).isEqualTo("about:blank");
        assertThat(problem.get("title").asText()).isEqualTo("Bad Request");
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.get("detail").asText()).isEqualTo(detail);
        assertThat(problem.get("parameter").asText()).isEqualTo(parameter);
        assertThat(problem.get("allowed")).isNotEmpty();
    }

    @Test
    void aBatchThatIsNoneIsAProblemAndItsHeadersDoNotComeBack() throws Exception {
        Message answer = call("ingest", Map.of("Content-Type", "application/json", "kafka.OVERRIDE_TOPIC", "candles"));

        assertAnswer(answer, 400, PROBLEM);
        assertThat(answer.getHeaders()).containsOnlyKeys(Exchange.CONTENT_TYPE, Exchange.HTTP_RESPONSE_CODE);
    }

    @Test
    void aBatchOfNothingThatCanBeATradeIsAnsweredWithoutTheLog() throws Exception {
        Exchange answer = producer.request("direct:ingest", exchange -> {
            exchange.getMessage().setHeader("Content-Type", "application/json");
            exchange.getMessage().setBody("{\"trades\":[{}]}");
        });

        assertThat(answer.getMessage().getBody(String.class))
                .isEqualTo("{\"accepted\":0,\"refused\":1,\"items\":[{\"index\":0,\"status\":\"refused\","
                        + "\"reason\":\"time is missing, and so is timeMs: a trade needs one of them\"}]}");
    }

    @Test
    void aLogThatIsAwayIsAProblemThatSaysWhatToDo() throws Exception {
        Exchange answer = producer.request("direct:ingest", exchange -> {
            exchange.getMessage().setHeader("Content-Type", "application/json");
            exchange.getMessage()
                    .setBody(
                            "{\"trades\":[{\"symbol\":\"BTC\",\"price\":\"1\",\"quantity\":\"1\",\"takerSide\":\"BUY\","
                                    + "\"tradeId\":\"1\",\"timeMs\":1767265200000}]}");
        });

        assertAnswer(answer.getMessage(), 503, PROBLEM);
        assertThat(answer.getMessage().getBody(String.class)).contains("Nothing is known of this batch: send it again");
    }

    @Test
    void aDatabaseThatIsAwayIsAProblem() throws Exception {
        stores.away = true;

        Message answer = call("historical", Map.of("symbol", "BTC"));

        assertAnswer(answer, 503, PROBLEM);
        assertThat(json(answer).toString())
                .isEqualTo("{\"type\":\"about:blank\",\"title\":\"Service Unavailable\",\"status\":503,"
                        + "\"detail\":\"The database is away; try again in a moment.\"}");
    }

    @Test
    void whatNobodyThoughtOfIsAProblemThatTellsNothing() throws Exception {
        stores.failure = new IllegalStateException("password=secret");

        Message answer = call("historical", Map.of("symbol", "BTC"));

        assertAnswer(answer, 500, PROBLEM);
        assertThat(answer.getBody(String.class)).doesNotContain("secret");
        assertThat(json(answer).get("title").asText()).isEqualTo("Internal Server Error");
    }

    @Test
    void theRequestsHeadersDoNotComeBack() {
        Map<String, Object> hostile = Map.of(
                "symbol", "BTC",
                "user-agent", "x",
                "Set-Cookie", "a=b",
                "CamelHttpResponseCode", 302,
                "Location", "http://evil.example");

        for (String operation : List.of("instruments", "latest", "historical")) {
            assertThat(call(operation, hostile).getHeaders())
                    .as(operation)
                    .containsOnlyKeys(
                            operation.equals("latest")
                                    ? new String[] {Exchange.CONTENT_TYPE, Exchange.HTTP_RESPONSE_CODE}
                                    : new String[] {Exchange.CONTENT_TYPE});
        }
    }

    @Test
    void whatIsNotSimulatedIsAConflict() throws Exception {
        Message answer = call("simulator", Map.of());

        assertAnswer(answer, 409, PROBLEM);
        assertThat(json(answer).get("detail").asText())
                .isEqualTo("nothing is simulated here: every feed has an address");
    }

    private Message call(String operation, Map<String, Object> parameters) {
        return call(operation, parameters, null);
    }

    private Message call(String operation, Map<String, Object> parameters, String body) {
        Exchange answer = producer.request("direct:" + operation, exchange -> {
            exchange.getMessage().setHeaders(new HashMap<>(parameters));
            exchange.getMessage().setBody(body);
        });
        assertThat(answer.getException()).isNull();
        // The body is a stream, which can be read once.
        answer.getMessage().setBody(answer.getMessage().getBody(String.class));
        return answer.getMessage();
    }

    private static void assertAnswer(Message answer, Integer status, String contentType) {
        assertThat(answer.getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(status);
        assertThat(answer.getHeader(Exchange.CONTENT_TYPE)).isEqualTo(contentType);
    }

    private static JsonNode json(Message answer) throws Exception {
        return new ObjectMapper().readTree(answer.getBody(String.class));
    }

    private static List<Candle> candles(int count) {
        List<Candle> candles = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long start = NOON.plusSeconds(60L * i).toEpochMilli() * 1_000;
            candles.add(Candle.opening(
                            new CandleKey(BTC, Interval.M1, start),
                            new Trade(
                                    BTC,
                                    BigDecimal.valueOf(100 + i),
                                    BigDecimal.ONE,
                                    TakerSide.BUY,
                                    i + 1,
                                    start,
                                    start,
                                    start))
                    .revised(CandleStatus.COMPLETE));
        }
        return candles;
    }
}
