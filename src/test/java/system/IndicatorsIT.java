package system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

/** Indicators and forecasts of the running application, over ten hours of stored candles and the open one. */
class IndicatorsIT {

    private static final String BTC = "binance:BTC-USDT";
    private static final int STORED = 600;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CHART = "document.querySelector('souk-chart')";

    private static Souk souk;
    private static Instant first;

    @BeforeAll
    static void start(@TempDir Path directory) {
        souk = Souk.start(directory, "souk.forecast.enabled=true", "souk.simulator.trades-per-second=60");
        first = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(STORED + 1, ChronoUnit.MINUTES);
        store();
    }

    @AfterAll
    static void stop() {
        souk.close();
    }

    @Test
    void valuesAreThoseOfTheStoredCandlesWhereverThePageBegins() {
        Instant from = first.plus(STORED - 30, ChronoUnit.MINUTES);
        Instant to = first.plus(STORED, ChronoUnit.MINUTES);
        List<Double> expected = ema(closes(to), 20);

        JsonNode page = souk.json(
                "/api/v1/indicators/BTC?interval=1m&name=ema&params=20&from=" + from + "&to=" + to + "&limit=30");

        assertThat(page.get("instrument").asText()).isEqualTo(BTC);
        assertThat(page.get("points")).hasSize(30);
        for (int i = 0; i < 30; i++) {
            JsonNode point = page.get("points").get(i);
            assertThat(point.get("start").asText())
                    .isEqualTo(from.plus(i, ChronoUnit.MINUTES).toString());
            double exact = expected.get(expected.size() - 30 + i);
            assertThat(point.at("/values/ema").asDouble()).isCloseTo(exact, within(1e-9 * exact));
        }
    }

    @Test
    void theOpenCandleCountsAsItStands() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode candle = last(souk.json("/api/v1/historical/BTC?limit=1"), "candles");
            JsonNode point = last(souk.json("/api/v1/indicators/BTC?name=sma&params=1&limit=1"), "points");
            assertThat(candle.get("status").asText()).isEqualTo("OPEN");
            assertThat(point.get("open").asBoolean()).isTrue();
            assertThat(point.get("startMs")).isEqualTo(candle.get("startMs"));
            assertThat(point.at("/values/sma").asText())
                    .isEqualTo(candle.get("close").asText());
        });
    }

    @Test
    void aForecastTellsItsErrorAndTooLittleHistoryIsAProblem() {
        JsonNode forecast = souk.json("/api/v1/forecast/BTC?interval=1m&horizon=3");

        assertThat(forecast.get("experimental").asBoolean()).isTrue();
        assertThat(forecast.get("points")).hasSize(3);
        assertThat(forecast.at("/backTest/origins").asInt()).isEqualTo(100);
        assertThat(forecast.at("/backTest/error").asDouble()).isPositive();
        assertThat(forecast.at("/backTest/naiveError").asDouble()).isPositive();
        assertThat(souk.get("/api/v1/forecast/BTC?interval=1d").statusCode()).isEqualTo(409);
        assertThat(souk.get("/api/v1/forecast/BTC?horizon=21").statusCode()).isEqualTo(400);
        assertThat(souk.get("/api/v1/indicators/BTC?name=magic").statusCode()).isEqualTo(400);
    }

    /** Leaves pictures in target/screenshots. */
    @Test
    void theChartDrawsIndicatorsAndTheForecastWithItsError() {
        Optional<Path> chromium = Browser.executable();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium is installed; CHROMIUM may name its executable");
        String address = souk.url() + "/chart/BTC?indicators=ema(20),bollinger(20,2),rsi,macd&forecast=on";
        try (Browser browser = new Browser(chromium.get())) {
            show(browser.open(address, 1440, 900, ColorScheme.DARK), "indicators-dark");
            show(browser.open(address, 1440, 900, ColorScheme.LIGHT), "indicators-light");
            Page phone = browser.open(address, 390, 844, ColorScheme.LIGHT);
            show(phone, "indicators-phone");
            assertThat((Integer) phone.evaluate("document.scrollingElement.scrollWidth"))
                    .isLessThanOrEqualTo(390);
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static void show(Page page, String picture) {
        page.waitForFunction("Object.keys(JSON.parse(" + CHART + "?.dataset.indicators ?? '{}')).length === 4");
        page.waitForFunction("Number(" + CHART + ".dataset.forecastCount) === 5");
        assertThat(page.getByText("Its error in the last 100 candles").first()).isVisible();
        page.waitForTimeout(
                500); // the browser draws on its own beat; this is for the picture, nothing is asserted on it
        Browser.screenshot(page, picture);
    }

    /** By the definition, in another way: over the whole history. */
    private static List<Double> ema(List<Double> closes, int period) {
        List<Double> values = new ArrayList<>();
        double value = closes.subList(0, period).stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElseThrow();
        values.add(value);
        for (double close : closes.subList(period, closes.size())) {
            value = close * 2 / (period + 1) + value * (period - 1) / (period + 1);
            values.add(value);
        }
        return values;
    }

    private static List<Double> closes(Instant to) {
        List<Double> closes = new ArrayList<>();
        souk.json("/api/v1/historical/BTC?interval=1m&limit=1000&from=" + first + "&to=" + to)
                .get("candles")
                .forEach(candle -> closes.add(candle.get("close").asDouble()));
        assertThat(closes).hasSize(STORED);
        return closes;
    }

    private static JsonNode last(JsonNode page, String list) {
        return page.get(list).get(page.get(list).size() - 1);
    }

    private static void store() {
        JdbcTemplate database = souk.bean(JdbcTemplate.class);
        Random random = new Random(1);
        double price = 67_000;
        for (int minute = 0; minute < STORED; minute++) {
            BigDecimal open = money(price);
            price *= 1 + 0.0005 * random.nextGaussian() + 0.0002 * Math.sin(minute / 40.0);
            BigDecimal close = money(price);
            BigDecimal volume = money(0.1 + 5 * random.nextDouble());
            Object start = first.plus(minute, ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC);
            database.query("select ensure_candle_partition('1m', ?)", row -> {}, start);
            database.update(
                    """
                    insert into candles_1m (instrument, start, open, high, low, close, volume, quote_volume, taker_buy_volume,
                        trades, first_trade_id, last_trade_id, first_trade_time, last_trade_time, revision, status)
                    values (?, ?, ?, ?, ?, ?, ?, ?, 0, 1, ?, ?, ?, ?, 1, 'COMPLETE')
                    """,
                    BTC,
                    start,
                    open,
                    money(Math.max(open.doubleValue(), price) * (1 + 0.0003 * random.nextDouble())),
                    money(Math.min(open.doubleValue(), price) * (1 - 0.0003 * random.nextDouble())),
                    close,
                    volume,
                    volume.multiply(close),
                    minute,
                    minute,
                    start,
                    start);
        }
    }

    private static BigDecimal money(double amount) {
        return BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_EVEN);
    }
}
