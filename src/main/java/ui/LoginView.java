package ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;

/** Asks for name and password. The form posts to Spring Security, which comes back with {@code ?error} if they are wrong. */
@Route("login")
@PageTitle("Log in · Souk")
@AnonymousAllowed
public class LoginView extends Div implements BeforeEnterObserver {

    private final LoginForm form = new LoginForm();

    public LoginView() {
        addClassName("souk-login");
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        form.setI18n(texts());
        Image mark = new Image("themes/souk/icon.svg", "Souk");
        mark.setWidth("3rem");
        Paragraph hint = new Paragraph("The administrator is called admin. The password is the setting"
                + " souk.security.admin-password, or else stands in the log of the start.");
        hint.addClassName("souk-login-hint");
        add(mark, form, hint);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        form.setError(event.getLocation().getQueryParameters().getParameters().containsKey("error"));
    }

    private static LoginI18n texts() {
        LoginI18n texts = LoginI18n.createDefault();
        texts.getForm().setTitle("Log in to Souk");
        texts.getErrorMessage().setTitle("That did not work");
        texts.getErrorMessage().setMessage("Name or password is wrong. Check both and try again.");
        return texts;
    }
}
