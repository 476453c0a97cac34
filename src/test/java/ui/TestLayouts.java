package ui;

import api.DataSource;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.List;
import java.util.Set;
import ops.Degradation;
import ui.live.Ticks;

/** What is round every view, over a test's market. */
public final class TestLayouts {

    /** The views that the layout leads to. */
    public static final Set<Class<? extends Component>> VIEWS = Set.of(MarketsView.class, AboutView.class);

    private TestLayouts() {}

    /** A browser that can open these views, inside of the layout. */
    public static TestBrowser browser(TestMarket market, TestAlerts alerts, Ticks ticks) {
        MarketFigures figures = market.figures();
        return new TestBrowser()
                .with(MainLayout.class, () -> main(List.of(), market, alerts, new Degradation(null), ticks))
                .with(MarketsView.class, () -> new MarketsView(market.queries(), market.hub(), figures, ticks));
    }

    static MainLayout main(
            List<DataSource> sources, TestMarket market, TestAlerts alerts, Degradation degradation, Ticks ticks) {
        return new MainLayout(
                new AuthenticationContext(),
                sources,
                market.hub(),
                market.clock(),
                degradation,
                alerts.open(ticks),
                ticks);
    }
}
