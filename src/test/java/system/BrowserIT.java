package system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person sees, in a real browser. Leaves the screenshots of the README in target/screenshots. */
class BrowserIT {

    private static final String CHART = "document.querySelector('souk-chart')";

    private final Souk souk = Souk.shared();
    private Browser browser;

    @BeforeEach
    void openBrowser() {
        Optional<Path> chromium = Browser.executable();
        Assumptions.assumeTrue(chromium.isPresent(), "no Chromium is installed; CHROMIUM may name its executable");
        browser = new Browser(chromium.get());
    }

    @AfterEach
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void marketsTickAndSayThatTheDataIsSimulated() {
        Page page = browser.open(souk.url() + "/", 1440, 900, ColorScheme.LIGHT);

        assertThat(page.getByText("Simulated data")).isVisible();
        Locator bitcoin = page.locator("souk-price").first();
        assertThat(bitcoin).isVisible();
        awaitChange(page, "document.querySelector('souk-price').shadowRoot.textContent");

        page.waitForFunction(
                "[...document.querySelectorAll('souk-sparkline')].some(line => line.shadowRoot.querySelector('svg'))");
        Browser.screenshot(page, "markets");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theChartGrowsWithoutReload() {
        Page page = browser.open(souk.url() + "/chart/BTC", 1440, 900, ColorScheme.DARK);

        awaitCandle(page);
        awaitChange(page, CHART + ".dataset.lastCandle");
        String last = (String) page.evaluate("JSON.stringify(" + CHART + ".lastCandle)");
        assertThat(last).contains("\"o\"").contains("\"c\"");
        page.waitForTimeout(
                500); // the browser draws on its own beat; this is for the picture, nothing is asserted on it
        Browser.screenshot(page, "chart-dark");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void anotherIntervalIsAnotherChartAndCanBeBookmarked() {
        Page page = browser.open(souk.url() + "/chart/ETH", 1440, 900, ColorScheme.LIGHT);
        awaitCandle(page);

        page.getByRole(AriaRole.TAB, new GetByRoleOptions().setName("5m").setExact(true))
                .click();
        page.waitForURL(url -> url.contains("interval=5m"));
        awaitCandle(page);
        assertThat((Number) page.evaluate("JSON.parse(" + CHART + ".dataset.lastCandle).t % 300"))
                .isEqualTo(0);
        Browser.screenshot(page, "chart-light");
    }

    @Test
    void indicatorsAreDrawnFollowTheMarketAndAreChosenOnThePage() {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
            Page page = browser.open(
                    souk.url() + "/chart/BTC?indicators=ema(2),bollinger(2,2),rsi(1),macd(1,2,1)", 1440, 900, scheme);
            awaitCandle(page);
            awaitIndicators(page, 4);
            awaitChange(page, CHART + ".dataset.indicators");
            assertThat(page.getByText("bollinger(2,2)").first()).isVisible();
            page.waitForTimeout(500); // for the picture, as above
            Browser.screenshot(page, "chart-indicators-" + scheme.name().toLowerCase(Locale.ROOT));
        }

        Page page = browser.open(souk.url() + "/chart/BTC", 1440, 900, ColorScheme.LIGHT);
        awaitCandle(page);
        page.getByRole(AriaRole.COMBOBOX, new GetByRoleOptions().setName("Indicators"))
                .fill("sma(1)");
        page.keyboard().press("Enter");
        page.waitForURL(url -> url.contains("indicators=sma"));
        awaitIndicators(page, 1);
        assertThat(browser.complaints()).isEmpty();
    }

    private static void awaitIndicators(Page page, int count) {
        page.waitForFunction("Object.keys(JSON.parse(" + CHART + "?.dataset.indicators ?? '{}')).length === " + count);
    }

    @Test
    void aPhoneShowsItAllWithoutScrollingSideways() {
        for (String path : new String[] {
            "/", "/chart/BTC", "/chart/BTC?indicators=ema(2),rsi(1)", "/alerts", "/alerts/rules", "/login", "/about"
        }) {
            Page page = browser.open(souk.url() + path, 390, 844, ColorScheme.DARK);
            page.waitForFunction("document.querySelector('souk-price, h1, h2, vaadin-login-form') !== null");
            assertThat((Integer) page.evaluate("document.scrollingElement.scrollWidth"))
                    .as("width of " + path)
                    .isLessThanOrEqualTo(390);
            if (!path.equals("/login")) {
                assertThat(page.getByText("Simulated data").first()).isVisible();
            }
            Browser.screenshot(page, "phone" + path.replaceAll("[^A-Za-z]+", "-"));
        }
    }

    @Test
    void anUnknownSymbolIsNamedOnAPageThatLeadsBack() {
        Page page = browser.open(souk.url() + "/chart/NOPE", 1440, 900, ColorScheme.LIGHT);

        assertThat(page.getByText("NOPE").first()).isVisible();
        assertThat(souk.get("/chart/NOPE").body()).doesNotContain("Exception");
    }

    @Test
    void theConsoleIsForTheAdminWhoStopsAndStartsTheFeed() {
        Page console = browser.open(souk.url() + "/admin/routes", 1440, 900, ColorScheme.LIGHT);
        console.waitForURL(url -> url.contains("/login"));
        login(console, "wrong");
        console.waitForURL(url -> url.contains("error"));
        login(console, Souk.ADMIN_PASSWORD);
        console.waitForURL(url -> url.contains("/admin/routes"));
        assertThat(console.getByText("feed-binance").first()).isVisible();
        Browser.screenshot(console, "routes");

        Page chart = browser.open(souk.url() + "/chart/BTC", 1440, 900, ColorScheme.LIGHT);
        awaitCandle(chart);

        act(console, "Stop");
        assertThat(chart.getByText("No trades for").first()).isVisible();
        String stopped = lastCandle(chart);

        act(console, "Start");
        chart.waitForFunction(CHART + ".dataset.lastCandle !== " + quoted(stopped));
        assertThat(console.getByText("route.stop").first()).isVisible();
        Browser.screenshot(console, "routes-audit");
    }

    @Test
    void anAlertIsToldListedMarkedAndAcknowledgedByTheAdmin() {
        Page chart = browser.open(souk.url() + "/chart/BTC", 1440, 900, ColorScheme.DARK);
        awaitCandle(chart);
        Page alerts = browser.open(souk.url() + "/login", 1440, 900, ColorScheme.LIGHT);
        login(alerts, Souk.ADMIN_PASSWORD);
        alerts.waitForURL(url -> !url.contains("/login"));
        alerts.navigate(souk.url() + "/alerts?severity=CRITICAL&kind=volume-over&symbol=BTC");
        // What has been crossed already is not crossed again: so there are levels ahead, of this candle and of the
        // next.
        double volume = ((Number) chart.evaluate("Number(" + CHART + ".lastCandle.v)")).doubleValue();
        List<String> rules = DoubleStream.of(0.05, 0.2, volume + 0.3, volume + 0.6, volume + 1, volume + 1.6)
                .mapToObj(this::watchVolume)
                .toList();

        // First of all, for it goes away by itself.
        assertThat(chart.locator("vaadin-notification-card")
                        .getByText("critical")
                        .or(chart.locator("vaadin-notification-card").getByText("BTC/USDT"))
                        .first())
                .isVisible();
        Locator first = alerts.locator("vaadin-button[aria-label^='Acknowledge: BTC/USDT']")
                .first();
        assertThat(first).isVisible();
        chart.waitForFunction("Number(" + CHART + ".dataset.alertCount) > 0");
        Browser.screenshot(chart, "chart-alerts");
        assertThat(alerts.locator(".souk-count")).isVisible();
        Browser.screenshot(alerts, "alerts");

        first.click();
        assertThat(alerts.getByText("Acknowledged by admin").first()).isVisible();
        alerts.getByRole(AriaRole.LINK, new GetByRoleOptions().setName("Rules").setExact(true))
                .click();
        assertThat(alerts.getByText("traded within a 1m candle").first()).isVisible();
        Browser.screenshot(alerts, "alert-rules");
        assertThat(browser.complaints()).isEmpty();
        rules.forEach(rule -> assertThat(Souk.send(
                                asAdmin("/api/v1/alert-rules/" + rule).DELETE().build())
                        .statusCode())
                .isEqualTo(200));
    }

    /** @return the rule's id */
    private String watchVolume(double level) {
        String rule = String.format(Locale.ROOT, """
                {"instrument":"BTC","kind":"volume-over","interval":"1m","level":"%.3f","severity":"CRITICAL"}""", level);
        HttpResponse<String> answer = Souk.send(asAdmin("/api/v1/alert-rules")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(rule))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        Matcher id = Pattern.compile("\"id\" ?: ?\"([^\"]+)\"").matcher(answer.body());
        assertThat(id.find()).isTrue();
        return id.group(1);
    }

    private HttpRequest.Builder asAdmin(String path) {
        return HttpRequest.newBuilder(URI.create(souk.url() + path)).header("Authorization", Souk.admin());
    }

    private static void login(Page page, String password) {
        page.locator("input[name=username]").fill("admin");
        page.locator("input[name=password]").fill(password);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Log in").setExact(true))
                .last()
                .click();
    }

    /** Presses the button in the feed's row and confirms. */
    private static void act(Page console, String action) {
        console.getByLabel(action + " feed-binance").click();
        console.getByRole(AriaRole.ALERTDIALOG)
                .getByRole(AriaRole.BUTTON)
                .last()
                .click();
    }

    private static void awaitCandle(Page page) {
        page.waitForFunction("Number(" + CHART + "?.dataset.candleCount ?? 0) > 0");
    }

    private static void awaitChange(Page page, String expression) {
        Object before = page.evaluate(expression);
        page.waitForFunction(expression + " !== " + quoted(String.valueOf(before)));
    }

    private static String lastCandle(Page page) {
        return (String) page.evaluate(CHART + ".dataset.lastCandle");
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
