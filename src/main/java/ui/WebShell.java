package ui;

import api.MarketQueries;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.component.notification.NotificationVariant;
import com.vaadin.flow.router.RouteConfiguration;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.springframework.stereotype.Component;

/** The page round the web app: its head, and what happens to failures that no view handles. */
@Component
class WebShell implements VaadinServiceInitListener {

    /**
     * Light or dark before the first paint. The choice is kept by the browser; {@code souk-theme-toggle} changes it
     * through the object that is left here.
     */
    private static final String THEME_SCRIPT = """
            (() => {
              const key = 'souk.theme';
              const system = window.matchMedia('(prefers-color-scheme: dark)');
              const choice = () => {
                try { return localStorage.getItem(key) || 'system'; } catch (e) { return 'system'; }
              };
              const apply = () => {
                const dark = choice() === 'dark' || (choice() === 'system' && system.matches);
                document.documentElement.setAttribute('theme', dark ? 'dark' : 'light');
              };
              system.addEventListener('change', apply);
              window.soukTheme = {
                choice,
                choose: (wanted) => {
                  try { localStorage.setItem(key, wanted); } catch (e) { /* then it lasts for this page only */ }
                  apply();
                },
              };
              apply();
            })();""";

    private final MarketQueries queries;

    WebShell(MarketQueries queries) {
        this.queries = queries;
    }

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.addIndexHtmlRequestListener(response -> {
            complete(response.getDocument());
            if (!isThere(response.getVaadinRequest().getPathInfo())) {
                // The page finds out by itself and says so; the status is for those who only read that.
                response.getVaadinResponse().setStatus(HttpStatusCode.NOT_FOUND.getCode());
            }
        });
        event.getSource().addSessionInitListener(init -> init.getSession().setErrorHandler(WebShell::onError));
    }

    private boolean isThere(String pathInfo) {
        String path = pathInfo == null ? "" : pathInfo.replaceFirst("^/", "");
        return RouteConfiguration.forApplicationScope()
                .getRoute(path)
                .map(view -> view != ChartView.class
                        || queries.find(path.substring(path.indexOf('/') + 1)).isPresent())
                .orElse(false);
    }

    private static void complete(Document page) {
        page.child(0).attr("lang", "en");
        Element head = page.head();
        head.prependElement("script").text(THEME_SCRIPT);
        head.appendElement("link")
                .attr("rel", "icon")
                .attr("type", "image/svg+xml")
                .attr("href", "themes/souk/icon.svg");
        head.appendElement("meta")
                .attr("name", "description")
                .attr("content", "A self-hosted, real-time market-data hub");
    }

    private static void onError(ErrorEvent event) {
        Incident incident = Incident.of(event.getThrowable());
        UI ui = UI.getCurrent();
        if (ui != null) {
            Notification notification = Notification.show(incident.message());
            notification.addThemeVariants(NotificationVariant.LUMO_ERROR);
        }
    }
}
