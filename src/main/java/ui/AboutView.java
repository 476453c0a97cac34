package ui;

import api.DataSource;
import com.vaadin.flow.component.Text;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** What this is, where its data comes from, and the notices that others' licences ask for. */
@Route(value = "about", layout = MainLayout.class)
@PageTitle("About · Souk")
@AnonymousAllowed
class AboutView extends Div {

    /**
     * The file NOTICE, which the build puts here: other jars have one at the usual place. It holds what the charts'
     * licence asks to be shown to users.
     */
    private static final String NOTICE = "/META-INF/souk/NOTICE";

    AboutView(List<DataSource> sources) {
        addClassName("souk-page");
        String version = Optional.ofNullable(AboutView.class.getPackage().getImplementationVersion())
                .map(number -> "Version " + number)
                .orElse("Development build");
        UnorderedList feeds = new UnorderedList();
        sources.forEach(source -> feeds.add(new ListItem(source.feed() + ": " + describe(source))));
        Anchor tradingView = new Anchor("https://www.tradingview.com/", "TradingView");
        add(
                new H1("Souk"),
                new Paragraph("A self-hosted, real-time market-data hub. " + version + "."),
                new H2("Data"),
                feeds,
                new H2("Notices"),
                new Paragraph(new Text("The charts are drawn by a library of "), tradingView, new Text(".")),
                new Pre(notice()));
    }

    private static String describe(DataSource source) {
        String origin =
                switch (source.kind()) {
                    case LIVE -> "live from ";
                    case SIMULATED -> "simulated, not real prices, by ";
                    case REPLAYED -> "recorded earlier and played again by ";
                };
        return origin + source.address();
    }

    private static String notice() {
        try (InputStream notice = AboutView.class.getResourceAsStream(NOTICE)) {
            return new String(notice.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the notices cannot be read", e);
        }
    }
}
