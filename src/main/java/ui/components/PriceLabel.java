package ui.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;

/** {@code souk-price}: a price that flashes when it moves. */
@Tag("souk-price")
@JsModule("./souk/souk-price.ts")
public class PriceLabel extends Component {

    /**
     * @param instrument id; the first price of another instrument is no move of this one's
     * @param price decimal string, empty if there is none
     */
    public void show(String instrument, String price) {
        getElement().setProperty("key", instrument);
        getElement().setProperty("value", price);
    }

    /** The decimal string that is shown. */
    public String price() {
        return getElement().getProperty("value", "");
    }
}
