package ui.alerts;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import market.AlertKind;
import market.AlertSeverity;
import market.Instrument;
import ui.components.AlertTexts;

/** Where it is chosen which alerts are shown. Used under its UI's lock. */
final class AlertFilters extends Div {

    private final MultiSelectComboBox<AlertSeverity> severities = new MultiSelectComboBox<>();
    private final ComboBox<AlertFilter.Status> status = new ComboBox<>();
    private final MultiSelectComboBox<AlertKind> kinds = new MultiSelectComboBox<>();
    private final ComboBox<Instrument> instrument = new ComboBox<>();
    private final Consumer<AlertFilter> onChange;

    /**
     * @param find what the user may type instead of choosing: an id, a symbol or an alias
     * @param onChange called with what the user wants to see
     */
    AlertFilters(
            List<Instrument> instruments, Function<String, Optional<Instrument>> find, Consumer<AlertFilter> onChange) {
        this.onChange = onChange;
        addClassName("souk-filters");
        getElement().setAttribute("role", "search");
        getElement().setAttribute("aria-label", "Which alerts are shown");
        severities.setAriaLabel("Severity");
        severities.setPlaceholder("Any severity");
        severities.setItemLabelGenerator(AlertTexts::severity);
        severities.setItems(AlertSeverity.values());
        severities.addValueChangeListener(change -> changed(change.isFromClient()));
        status.setAriaLabel("Status");
        status.setPlaceholder("Any status");
        status.setItemLabelGenerator(AlertFilter.Status::text);
        status.setClearButtonVisible(true);
        status.setItems(AlertFilter.Status.values());
        status.addValueChangeListener(change -> changed(change.isFromClient()));
        kinds.setAriaLabel("Kind");
        kinds.setPlaceholder("Any kind");
        kinds.setItemLabelGenerator(AlertTexts::kind);
        kinds.setItems(Arrays.asList(AlertKind.values()));
        kinds.addValueChangeListener(change -> changed(change.isFromClient()));
        instrument.setAriaLabel("Instrument");
        instrument.setPlaceholder("Any instrument");
        instrument.setClearButtonVisible(true);
        instrument.setItemLabelGenerator(item -> item.displayName() + " · " + item.venue());
        instrument.setItems(instruments);
        instrument.addValueChangeListener(change -> changed(change.isFromClient()));
        instrument.setAllowCustomValue(true);
        instrument.addCustomValueSetListener(
                typed -> find.apply(typed.getDetail()).ifPresentOrElse(this::choose, () -> {
                    Notification.show("There is no instrument called “" + typed.getDetail() + "”.");
                    instrument.clear();
                }));
        add(severities, status, kinds, instrument);
    }

    /** Shows what is chosen, without telling anybody. */
    void show(AlertFilter filter) {
        severities.setValue(filter.severities());
        status.setValue(filter.status().orElse(null));
        kinds.setValue(filter.kinds());
        instrument.setValue(filter.instrument().orElse(null));
    }

    private void choose(Instrument chosen) {
        instrument.setValue(chosen);
        changed(true);
    }

    private void changed(boolean byUser) {
        if (byUser) {
            onChange.accept(new AlertFilter(
                    instrument.getOptionalValue(), kinds.getValue(), severities.getValue(), status.getOptionalValue()));
        }
    }
}
