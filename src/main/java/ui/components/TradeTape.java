package ui.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.util.List;
import market.Instrument;
import market.Trade;

/** {@code souk-trades}: the last trades, newest first. Only new ones are sent. */
@Tag("souk-trades")
@JsModule("./souk/souk-trades.ts")
public class TradeTape extends Component {

    /** How many trades are kept. */
    public static final int LIMIT = 20;

    public TradeTape() {
        getElement().setProperty("limit", LIMIT);
    }

    /** @param trades newest first */
    public void add(List<Trade> trades, Instrument instrument) {
        getElement().callJsFunction("add", ChartJson.trades(trades, instrument));
    }

    public void clear() {
        getElement().callJsFunction("clear");
    }
}
