package ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Route;

@Route("login")
@com.vaadin.flow.server.auth.AnonymousAllowed
public class LoginView extends Div {}
