package ui.components;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import com.vaadin.flow.component.dependency.JsModule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/** {@code souk-sparkline}: a tiny line of closes. */
@Tag("souk-sparkline")
@JsModule("./souk/souk-sparkline.ts")
public class Sparkline extends Component {

    /** Fine enough for a line 28 pixels high. */
    private static final BigDecimal STEPS = new BigDecimal(99);

    /**
     * The text that the component draws, for renderers that make it in a grid's cells. Only the shape is drawn, so
     * closes are brought to 0…99: a row is sent again with every move of its price, and its line with it.
     */
    public static String values(List<BigDecimal> closes) {
        if (closes.isEmpty()) {
            return "";
        }
        BigDecimal least = Collections.min(closes);
        BigDecimal span = Collections.max(closes).subtract(least);
        return closes.stream()
                .map(close -> span.signum() == 0
                        ? "0"
                        : close.subtract(least)
                                .multiply(STEPS)
                                .divide(span, 0, RoundingMode.HALF_EVEN)
                                .toPlainString())
                .collect(Collectors.joining(","));
    }
}
