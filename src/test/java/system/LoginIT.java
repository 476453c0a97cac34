package system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nobody reads anything without a login where anonymous reading is off. */
class LoginIT {

    @TempDir
    static Path dataDir;

    private static Souk souk;

    @BeforeAll
    static void start() {
        souk = Souk.start(dataDir, "souk.security.anonymous-read=false");
    }

    @AfterAll
    static void stop() {
        souk.close();
    }

    @Test
    void theApiAsksForBasicAuthenticationWithAProblemAndWithoutASession() {
        HttpResponse<String> refused = souk.get("/api/v1/latest/BTC");

        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(refused.headers().firstValue("www-authenticate")).contains("Basic realm=\"Souk\"");
        assertThat(refused.headers().firstValue("set-cookie")).isEmpty();
        assertThat(refused.headers().firstValue("X-Request-ID")).isPresent();
        assertThat(souk.get("/api/v1/instruments", "Authorization", Souk.admin("wrong"))
                        .statusCode())
                .isEqualTo(401);
        assertThat(souk.get("/api/v1/instruments", "Authorization", Souk.admin(Souk.ADMIN_PASSWORD))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void socketsContractAndMetricsAskToo() {
        assertThat(souk.get("/openapi.yaml").statusCode()).isEqualTo(401);
        assertThat(souk.get("/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThatThrownBy(() -> new SocketClient(souk.url(), "/ws/prices/BTC").close())
                .isInstanceOf(CompletionException.class)
                .hasRootCauseMessage("Unexpected HTTP response status code 401");
    }

    @Test
    void probesAnswerWithoutALoginAndTellNoDetails() {
        assertThat(souk.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
        assertThat(souk.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(souk.get("/actuator/health").body()).doesNotContain("details");
    }

    @Test
    void everyPageLeadsToTheLoginAndBack() {
        Assumptions.assumeTrue(Browser.executable().isPresent(), "no Chromium is installed");
        try (Browser browser = new Browser(Browser.executable().get())) {
            Page page = browser.open(souk.url() + "/chart/BTC", 1440, 900, ColorScheme.LIGHT);
            page.waitForURL(url -> url.contains("/login"));

            page.locator("input[name=username]").fill("admin");
            page.locator("input[name=password]").fill(Souk.ADMIN_PASSWORD);
            page.locator("vaadin-login-form vaadin-button").first().click();

            page.waitForURL(url -> url.contains("/chart/BTC"));
            assertThat(page.locator("souk-chart")).isVisible();
        }
    }
}
