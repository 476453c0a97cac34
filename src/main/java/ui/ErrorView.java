package ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.server.HttpStatusCode;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** For a view that failed to open: a number to look for in the log, and no stack trace. */
@ParentLayout(MainLayout.class)
@PageTitle("Error · Souk")
@AnonymousAllowed
class ErrorView extends Div implements HasErrorParameter<Exception> {

    private final Paragraph message = new Paragraph();

    ErrorView() {
        addClassName("souk-page");
        add(new H1("That did not work"), message, new Paragraph(new RouterLink("All markets", MarketsView.class)));
    }

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> error) {
        message.setText(Incident.of(error.getException()).message());
        return HttpStatusCode.INTERNAL_SERVER_ERROR.getCode();
    }
}
