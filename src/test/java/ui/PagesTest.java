package ui;

import static com.github.mvysny.kaributesting.v10.LocatorJ._assertNone;
import static com.github.mvysny.kaributesting.v10.LocatorJ._get;
import static org.assertj.core.api.Assertions.assertThat;

import api.DataSource;
import com.github.mvysny.kaributesting.v10.MockVaadin;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import java.util.List;
import java.util.Set;
import ops.Degradation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import ui.components.DegradedBanner;
import ui.live.ManualTicks;

/** The pages that hardly do anything, and what happens when one cannot be opened. */
class PagesTest {

    private static final List<DataSource> SOURCES = List.of(
            new DataSource("binance", DataSource.Kind.SIMULATED, "ws://127.0.0.1:1"),
            new DataSource("kraken", DataSource.Kind.LIVE, "wss://ws.kraken.com"));

    private final TestMarket market = new TestMarket();
    private final ManualTicks ticks = new ManualTicks();
    private final Troubles degradation = new Troubles();
    private final TestBrowser browser = new TestBrowser()
            .with(MainLayout.class, () -> TestLayouts.main(SOURCES, market, new TestAlerts(market), degradation, ticks))
            .with(AboutView.class, () -> new AboutView(SOURCES))
            .with(ErrorView.class, ErrorView::new)
            .with(MarketsView.class, () -> new MarketsView(market.queries(), market.hub(), market.figures(), ticks));

    @BeforeEach
    void open() {
        browser.open(
                Set.of(MarketsView.class, AboutView.class, LoginView.class, Broken.class), Set.of(ErrorView.class));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void everyKindOfDataIsNamedOnEveryPage() {
        UI.getCurrent().navigate("about");

        assertThat(_get(Span.class, search -> search.withClasses("simulated")).getText())
                .isEqualTo("Simulated data");
        assertThat(_get(Span.class, search -> search.withClasses("live")).getText())
                .isEqualTo("Live: kraken");
    }

    @Test
    void whatDoesNotWorkIsSaidOnEveryPageForAsLongAsItDoesNot() {
        UI.getCurrent().navigate("about");
        _assertNone(DegradedBanner.class);

        degradation.now = List.of("Redis is away.", "Kafka is away.");
        ticks.tick();
        MockVaadin.clientRoundtrip();
        assertThat(_get(DegradedBanner.class).getText()).isEqualTo("Redis is away. Kafka is away.");

        degradation.now = List.of();
        ticks.tick();
        MockVaadin.clientRoundtrip();
        _assertNone(DegradedBanner.class);
    }

    private static final class Troubles extends Degradation {

        private volatile List<String> now = List.of();

        Troubles() {
            super(null);
        }

        @Override
        public List<String> sentences() {
            return now;
        }
    }

    @Test
    void noticeAndLinkThatTheChartsLicenceAsksForAreThere() {
        UI.getCurrent().navigate("about");

        assertThat(_get(Anchor.class, search -> search.withText("TradingView")).getHref())
                .isEqualTo("https://www.tradingview.com/");
    }

    @Test
    void wrongPasswordIsSaid() {
        UI.getCurrent().navigate("login");
        assertThat(_get(LoginForm.class).isError()).isFalse();

        UI.getCurrent().navigate("login", QueryParameters.of("error", ""));
        assertThat(_get(LoginForm.class).isError()).isTrue();
    }

    @Test
    void viewThatFailsShowsANumberAndNoDetails() {
        UI.getCurrent().navigate("broken");

        assertThat(browser.view()).isInstanceOf(ErrorView.class);
        assertThat(_get(
                                (ErrorView) browser.view(),
                                Paragraph.class,
                                search -> search.withPredicate(
                                        text -> text.getText().contains("under the number")))
                        .getText())
                .doesNotContain("secret")
                .matches(".*number [0-9a-f]{8}\\.");
    }

    @Route("broken")
    public static class Broken extends Div {

        private static final long serialVersionUID = 1L;

        public Broken() {
            throw new IllegalStateException("secret inner workings");
        }
    }
}
