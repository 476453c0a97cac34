package ui;

import api.DataSource;
import api.Hub;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.component.icon.VaadinIcon;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.menu.MenuConfiguration;
import com.vaadin.flow.server.menu.MenuEntry;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.time.Clock;
import java.util.List;
import ops.Degradation;
import ui.components.AlertBadge;
import ui.components.CriticalAlerts;
import ui.components.DegradedBanner;
import ui.components.FeedState;
import ui.components.Links;
import ui.components.Pulse;
import ui.components.SourceBadges;
import ui.components.ThemeToggle;
import ui.live.OpenAlerts;
import ui.live.Ticks;

/**
 * What is round every view: where to go, where the data comes from and whether it still comes, who is logged in. The
 * menu builds itself from the views that the user may open.
 */
public class MainLayout extends AppLayout {

    private final AuthenticationContext authentication;

    MainLayout(
            AuthenticationContext authentication,
            List<DataSource> sources,
            Hub hub,
            Clock clock,
            Degradation degradation,
            OpenAlerts openAlerts,
            Ticks ticks) {
        this.authentication = authentication;
        setPrimarySection(Section.NAVBAR);
        DrawerToggle toggle = new DrawerToggle();
        toggle.setAriaLabel("Menu");
        Div state = new Div(new SourceBadges(sources), new FeedState(hub, clock, ticks));
        state.addClassName("souk-state");
        Div end = new Div(new ThemeToggle());
        end.add(userParts());
        end.addClassName("souk-bar-end");
        Div bar = new Div(brand(), state, end);
        bar.addClassName("souk-bar");
        addToNavbar(
                toggle, bar, new Pulse(ticks), new DegradedBanner(degradation, ticks), new CriticalAlerts(hub, ticks));
        addToDrawer(drawer(new AlertBadge(openAlerts, ticks)));
    }

    private static RouterLink brand() {
        Image mark = new Image("themes/souk/icon.svg", "");
        RouterLink brand = new RouterLink(MarketsView.class);
        brand.add(mark, new Span("Souk"));
        brand.addClassName("souk-brand");
        brand.getElement().setAttribute("aria-label", "Souk, to the markets");
        return brand;
    }

    private static Div drawer(AlertBadge badge) {
        SideNav nav = new SideNav();
        nav.getElement().setAttribute("aria-label", "Main");
        MenuConfiguration.getMenuEntries().stream()
                .map(entry -> item(entry, badge))
                .forEach(nav::addItem);
        RouterLink about = new RouterLink("About and notices", AboutView.class);
        Div foot = new Div(about);
        foot.addClassName("souk-drawer-foot");
        Div drawer = new Div(nav, foot);
        drawer.addClassName("souk-drawer");
        return drawer;
    }

    private static SideNavItem item(MenuEntry entry, AlertBadge badge) {
        SideNavItem item = entry.icon() == null
                ? new SideNavItem(entry.title(), entry.path())
                : new SideNavItem(entry.title(), entry.path(), new Icon(entry.icon()));
        if (entry.path().replaceFirst("^/", "").equals(Links.ALERTS)) {
            item.setMatchNested(true);
            item.setSuffixComponent(badge);
        }
        return item;
    }

    private List<Component> userParts() {
        return authentication
                .getPrincipalName()
                .map(name -> {
                    Span user = new Span(name);
                    user.addClassNames("souk-user-name", "souk-quiet", "souk-small");
                    Button logout = new Button(VaadinIcon.SIGN_OUT.create(), click -> authentication.logout());
                    logout.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
                    logout.setAriaLabel("Log out " + name);
                    logout.setTooltipText("Log out " + name);
                    return List.<Component>of(user, logout);
                })
                .orElseGet(() -> {
                    // The login page is outside of this layout and may be the server's own: a plain link reaches both.
                    Anchor login = new Anchor("login", "Log in");
                    login.addClassName("souk-small");
                    return List.of(login);
                });
    }
}
