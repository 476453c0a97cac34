package ui.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** {@code souk-theme-toggle}: light, dark, or what the system says. Works in the browser alone. */
@Tag("souk-theme-toggle")
@JsModule("./souk/souk-theme-toggle.ts")
public class ThemeToggle extends Component {}
