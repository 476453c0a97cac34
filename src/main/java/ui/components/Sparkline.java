package ui.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** {@code souk-sparkline}: a tiny line of closes. */
@Tag("souk-sparkline")
@JsModule("./souk/souk-sparkline.ts")
public class Sparkline extends Component {

    /** The text that the component draws, for renderers that make it in a grid's cells. */
    public static String values(List<BigDecimal> closes) {
        return closes.stream().map(Numbers::plain).collect(Collectors.joining(","));
    }
}
