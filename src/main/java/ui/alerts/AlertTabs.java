package ui.alerts;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.RouterLink;

/** What stands above both views of alerts: which of them this is, and the way to the other. */
final class AlertTabs extends Div {

    /** @param end what stands at the right */
    AlertTabs(Class<? extends Component> current, Component... end) {
        addClassName("souk-view-head");
        Nav nav = new Nav(
                link("Alerts", AlertsView.class, current == AlertsView.class),
                link("Rules", RulesView.class, current == RulesView.class));
        nav.addClassName("souk-tabs");
        nav.setAriaLabel("Alerts and rules");
        add(new H1(current == AlertsView.class ? "Alerts" : "Alert rules"), nav);
        add(end);
    }

    private static RouterLink link(String text, Class<? extends Component> view, boolean current) {
        RouterLink link = new RouterLink(text, view);
        if (current) {
            link.getElement().setAttribute("aria-current", "page");
        }
        return link;
    }
}
