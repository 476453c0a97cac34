package ui.alerts;

import analytics.indicators.IndicatorName;
import analytics.indicators.IndicatorSpec;
import api.Problem;
import api.RuleForm;
import com.vaadin.flow.component.AbstractField;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.HasValue;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import market.AlertKind;
import market.AlertRule;
import market.AlertSeverity;
import market.Instrument;
import market.Interval;
import ui.components.AlertTexts;

/**
 * Where a rule is written. It checks nothing by itself: what the server finds wrong is said at the field that it names. Used under its
 * UI's lock.
 */
final class RuleDialog extends Dialog {

    private static final int MOST_PROBLEMS_LISTED = 8;

    private final ComboBox<Instrument> instrument = new ComboBox<>("Instrument");
    private final Select<AlertKind> kind = new Select<>();
    private final Select<AlertRule.Direction> direction = new Select<>();
    private final TextField level = new TextField("Level");
    private final TextField window = new TextField("Within");
    private final Select<Interval> interval = new Select<>();
    private final ComboBox<String> indicator = new ComboBox<>("Indicator");
    private final Select<AlertSeverity> severity = new Select<>();
    private final TextField cooldown = new TextField("At most every");
    private final TextField note = new TextField("Note");
    private final Map<String, Component> fields = new LinkedHashMap<>();
    private final Div problem = new Div();
    private final Button save = new Button();

    /**
     * @param known the rule that is to be changed; empty for a new one
     * @param onSave called with what is written when the user is done with it
     */
    RuleDialog(
            List<Instrument> instruments,
            Function<String, Optional<Instrument>> find,
            List<Interval> intervals,
            Optional<AlertRule> known,
            Consumer<RuleForm> onSave) {
        setHeaderTitle(known.isPresent() ? "Change alert rule" : "New alert rule");
        save.setText(known.isPresent() ? "Save rule" : "Create rule");
        setWidth("34rem");
        setUpFields(instruments, find, intervals);
        FormLayout form = new FormLayout();
        form.setResponsiveSteps(new FormLayout.ResponsiveStep("0", 1), new FormLayout.ResponsiveStep("24rem", 2));
        fields.values().forEach(form::add);
        form.setColspan(instrument, 2);
        form.setColspan(note, 2);
        problem.addClassName("souk-notice");
        problem.getElement().setAttribute("role", "alert");
        problem.setVisible(false);
        add(form, problem);
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.addClickListener(click -> {
            forgetProblems();
            save.setEnabled(false);
            onSave.accept(form());
        });
        getFooter().add(new Button("Cancel", click -> close()), save);
        kind.setValue(AlertKind.PRICE_CROSSES);
        severity.setValue(AlertSeverity.WARNING);
        interval.setValue(intervals.get(0));
        known.ifPresent(rule -> fill(rule, find));
    }

    private void fill(AlertRule rule, Function<String, Optional<Instrument>> find) {
        RuleForm written = RuleForm.of(rule);
        find.apply(rule.instrument()).ifPresent(instrument::setValue);
        kind.setValue(rule.kind());
        Optional.ofNullable(rule.direction()).ifPresent(direction::setValue);
        Optional.ofNullable(rule.interval()).ifPresent(interval::setValue);
        Optional.ofNullable(written.indicator()).ifPresent(indicator::setValue);
        Optional.ofNullable(written.level()).ifPresent(level::setValue);
        Optional.ofNullable(written.window()).ifPresent(window::setValue);
        severity.setValue(rule.severity());
        cooldown.setValue(written.cooldown());
        note.setValue(rule.note());
    }

    private void setUpFields(
            List<Instrument> instruments, Function<String, Optional<Instrument>> find, List<Interval> intervals) {
        instrument.setItems(instruments);
        instrument.setItemLabelGenerator(item -> item.displayName() + " · " + item.venue());
        instrument.setAllowCustomValue(true);
        instrument.addCustomValueSetListener(typed -> find.apply(typed.getDetail())
                .ifPresentOrElse(
                        instrument::setValue,
                        () -> complain(instrument, "There is no instrument called “" + typed.getDetail() + "”.")));
        kind.setLabel("What");
        kind.setItemLabelGenerator(AlertTexts::kind);
        kind.setItems(Arrays.stream(AlertKind.values())
                .filter(AlertRule.KINDS::contains)
                .toList());
        kind.addValueChangeListener(change -> showFieldsOf(change.getValue()));
        direction.setLabel("Direction");
        window.setHelperText("30s, 15m, 4h or 1d");
        interval.setLabel("Candles of");
        interval.setItemLabelGenerator(Interval::label);
        interval.setItems(intervals);
        indicator.setItems(Arrays.stream(IndicatorName.values())
                .map(name -> IndicatorSpec.parse(name.label()).toString())
                .toList());
        indicator.setAllowCustomValue(true);
        indicator.addCustomValueSetListener(typed -> indicator.setValue(typed.getDetail()));
        indicator.setHelperText("or type one, as bollinger(20,2).upper");
        severity.setLabel("Severity");
        severity.setItemLabelGenerator(AlertTexts::severity);
        severity.setItems(AlertSeverity.values());
        cooldown.setValue("5m");
        cooldown.setHelperText("0s for every time");
        note.setHelperText("Stands in the alert");
        // The names that the server has for them.
        fields.put("instrument", instrument);
        fields.put("kind", kind);
        fields.put("direction", direction);
        fields.put("indicator", indicator);
        fields.put("interval", interval);
        fields.put("level", level);
        fields.put("window", window);
        fields.put("severity", severity);
        fields.put("cooldown", cooldown);
        fields.put("note", note);
        Stream.of(level, window).forEach(field -> field.setRequiredIndicatorVisible(true));
        Stream.of(instrument, indicator).forEach(field -> field.setRequiredIndicatorVisible(true));
        // Else they would take away what the server said of them.
        Stream.of(level, window, cooldown, note).forEach(field -> field.setManualValidation(true));
        Stream.of(kind, direction, interval, severity).forEach(field -> field.setManualValidation(true));
        Stream.of(instrument, indicator).forEach(field -> field.setManualValidation(true));
    }

    /** Shows where the server's problem is. */
    void show(Problem found) {
        save.setEnabled(true);
        Component field = found.parameter() == null ? null : fields.get(found.parameter());
        String text = sentence(found);
        if (field instanceof HasValidation && field.isVisible()) {
            complain((HasValidation) field, text);
            ((AbstractField<?, ?>) field).getElement().callJsFunction("focus");
        } else {
            showFailure(text);
        }
    }

    /** Shows what went wrong with no field in particular. */
    void showFailure(String text) {
        save.setEnabled(true);
        problem.setText(text);
        problem.setVisible(true);
    }

    private void forgetProblems() {
        problem.setVisible(false);
        fields.values().stream()
                .filter(HasValidation.class::isInstance)
                .map(HasValidation.class::cast)
                .forEach(field -> field.setInvalid(false));
    }

    private static void complain(HasValidation field, String text) {
        field.setErrorMessage(text);
        field.setInvalid(true);
    }

    private static String sentence(Problem found) {
        String detail = found.detail();
        String text = Character.toUpperCase(detail.charAt(0)) + detail.substring(1) + ".";
        boolean listed = found.allowed() != null && found.allowed().size() <= MOST_PROBLEMS_LISTED;
        return listed ? text + " Allowed: " + String.join(", ", found.allowed()) + "." : text;
    }

    private void showFieldsOf(AlertKind chosen) {
        if (chosen == null) {
            return;
        }
        List<AlertRule.Direction> ways = new ArrayList<>(List.of(AlertRule.Direction.UP, AlertRule.Direction.DOWN));
        if (chosen == AlertKind.PRICE_CHANGE) {
            ways.add(AlertRule.Direction.EITHER);
        }
        direction.setItems(ways);
        direction.setItemLabelGenerator(RuleDialog::text);
        direction.setValue(ways.get(ways.size() - 1) == AlertRule.Direction.EITHER ? ways.get(2) : ways.get(0));
        boolean ofTime = chosen == AlertKind.PRICE_CHANGE || chosen == AlertKind.SILENCE;
        boolean ofCandles = chosen == AlertKind.VOLUME_OVER || chosen == AlertKind.INDICATOR_CROSSES;
        direction.setVisible(chosen != AlertKind.VOLUME_OVER && chosen != AlertKind.SILENCE);
        level.setVisible(chosen != AlertKind.SILENCE);
        window.setVisible(ofTime);
        interval.setVisible(ofCandles);
        indicator.setVisible(chosen == AlertKind.INDICATOR_CROSSES);
        window.setLabel(chosen == AlertKind.SILENCE ? "For" : "Within");
        level.setLabel(chosen == AlertKind.PRICE_CROSSES ? "Price" : "Level");
        level.setHelperText(
                switch (chosen) {
                    case PRICE_CHANGE -> "In percent";
                    case VOLUME_OVER -> "In the base currency";
                    default -> null;
                });
        forgetProblems();
    }

    private RuleForm form() {
        return new RuleForm(
                text(instrument, Instrument::id),
                text(kind, AlertKind::label),
                text(direction, AlertRule.Direction::name),
                text(level, Function.identity()),
                text(window, Function.identity()),
                text(interval, Interval::label),
                text(indicator, Function.identity()),
                text(severity, AlertSeverity::name),
                text(cooldown, Function.identity()),
                text(note, Function.identity()));
    }

    /** Only what belongs to the kind is there to be sent. */
    private static <C extends Component & HasValue<?, T>, T> String text(C field, Function<T, String> write) {
        return field.isVisible() && Objects.nonNull(field.getValue()) ? write.apply(field.getValue()) : null;
    }

    private static String text(AlertRule.Direction direction) {
        return switch (direction) {
            case UP -> "Up";
            case DOWN -> "Down";
            case EITHER -> "Up or down";
        };
    }
}
