package ui.components;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.shared.Registration;
import java.util.function.IntConsumer;

/** How wide the browser's window is, for what shows less on a phone. To be used with the UI's lock held. */
public final class WindowWidth {

    private WindowWidth() {}

    /**
     * Tells the width soon, and again whenever it changes.
     *
     * @param fit takes CSS pixels
     * @return to be removed when the view is detached
     */
    public static Registration follow(UI ui, IntConsumer fit) {
        ui.getPage().retrieveExtendedClientDetails(details -> fit.accept(details.getWindowInnerWidth()));
        return ui.getPage().addBrowserWindowResizeListener(resize -> fit.accept(resize.getWidth()));
    }
}
