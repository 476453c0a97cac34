package ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.notification.Notification;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import market.DayFigures;
import market.Instrument;
import ui.components.FigureRow;
import ui.components.Numbers;
import ui.components.PriceLabel;

/** What stands above a chart: which instrument, its price and its last 24 hours. Used under its UI's lock. */
final class ChartHeader extends Div {

    private static final String UNKNOWN = "–";

    private final H1 name = new H1();
    private final ComboBox<Instrument> switcher = new ComboBox<>();
    private final PriceLabel price = new PriceLabel();
    private final DescriptionList.Description change = new DescriptionList.Description(UNKNOWN);
    private final DescriptionList.Description high = new DescriptionList.Description(UNKNOWN);
    private final DescriptionList.Description low = new DescriptionList.Description(UNKNOWN);
    private final DescriptionList.Description volume = new DescriptionList.Description(UNKNOWN);
    private Instrument instrument;
    private BigDecimal lastPrice;
    private DayFigures day;

    /**
     * @param find what the user may type instead of choosing: an id, a symbol or an alias
     * @param onSwitch called with the instrument that the user chose
     */
    ChartHeader(
            List<Instrument> instruments, Function<String, Optional<Instrument>> find, Consumer<Instrument> onSwitch) {
        addClassName("souk-chart-head");
        price.addClassName("souk-chart-price");
        switcher.setAriaLabel("Instrument");
        switcher.setItems(instruments);
        switcher.setItemLabelGenerator(item -> item.displayName() + " · " + item.venue());
        switcher.addValueChangeListener(changed -> {
            if (changed.isFromClient() && changed.getValue() != null) {
                onSwitch.accept(changed.getValue());
            } else if (changed.getValue() == null) {
                switcher.setValue(instrument);
            }
        });
        switcher.setAllowCustomValue(true);
        switcher.addCustomValueSetListener(
                typed -> find.apply(typed.getDetail()).ifPresentOrElse(onSwitch, () -> {
                    Notification.show("There is no instrument called “" + typed.getDetail() + "”.");
                    switcher.setValue(instrument);
                }));
        add(name, switcher, price, figures());
    }

    private FigureRow figures() {
        FigureRow figures = new FigureRow();
        figures.add("24 h change", change);
        figures.add("24 h high", high);
        figures.add("24 h low", low);
        figures.add("24 h volume", volume);
        return figures;
    }

    /** Starts afresh for an instrument. */
    void show(Instrument shown) {
        instrument = shown;
        lastPrice = null;
        day = null;
        name.setText(shown.displayName() + " at " + shown.venue());
        switcher.setValue(shown);
        price.show(shown.id(), "");
        showFigures();
    }

    void showPrice(BigDecimal newPrice) {
        lastPrice = newPrice;
        price.show(instrument.id(), Numbers.price(newPrice, instrument));
        showFigures();
    }

    void showDay(Optional<DayFigures> figures) {
        day = figures.orElse(null);
        showFigures();
    }

    Optional<BigDecimal> lastPrice() {
        return Optional.ofNullable(lastPrice);
    }

    /** The stored figures are some seconds old: a price beyond them already is the new high or low. */
    private void showFigures() {
        change.removeClassNames("souk-up", "souk-down", "souk-quiet");
        if (day == null) {
            List.of(change, high, low, volume).forEach(figure -> figure.setText(UNKNOWN));
            return;
        }
        BigDecimal now = lastPrice == null ? day.open() : lastPrice;
        if (lastPrice == null) {
            change.setText(UNKNOWN);
        } else {
            BigDecimal percent = day.changePercent(now);
            change.setText(Numbers.change(percent));
            change.addClassName(Numbers.direction(percent));
        }
        high.setText(text(day.high().max(now)));
        low.setText(text(day.low().min(now)));
        volume.setText(Numbers.compact(day.volume()) + " " + instrument.base());
    }

    private String text(BigDecimal amount) {
        return Numbers.grouped(Numbers.price(amount, instrument));
    }
}
