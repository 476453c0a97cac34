package ui;

import api.MarketQueries;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import market.Instrument;

/** Says what is not there, and where to go instead. */
@ParentLayout(MainLayout.class)
@PageTitle("Not found · Souk")
@AnonymousAllowed
class NotFoundView extends Div implements HasErrorParameter<NotFoundException> {

    /** Enough to find one's way; the list of markets has them all. */
    private static final int SUGGESTIONS = 8;

    private final Paragraph message = new Paragraph();

    NotFoundView(MarketQueries queries) {
        addClassName("souk-page");
        UnorderedList charts = new UnorderedList();
        queries.instruments().stream()
                .limit(SUGGESTIONS)
                .forEach(instrument -> charts.add(new ListItem(link(instrument))));
        add(new H1("Not found"), message, new Paragraph(new RouterLink("All markets", MarketsView.class)), charts);
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NotFoundException> error) {
        message.setText(
                error.hasCustomMessage()
                        ? error.getCustomMessage()
                        : "There is no page “" + event.getLocation().getPath() + "”.");
        return HttpStatusCode.NOT_FOUND.getCode();
    }

    private static RouterLink link(Instrument instrument) {
        return new RouterLink(instrument.displayName(), ChartView.class, ChartView.parameters(instrument));
    }
}
