package ui;

import analytics.indicators.IndicatorName;
import analytics.indicators.IndicatorSpec;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.data.renderer.TextRenderer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Where the indicators of a chart are chosen: the standard ones from a list, others by typing them, {@code ema(50)}. Used
 * under its UI's lock.
 */
final class IndicatorPicker extends MultiSelectComboBox<IndicatorSpec> {

    private static final long serialVersionUID = 1L;

    /** With more, nobody can tell their lines apart. */
    static final int MOST = 8;

    private List<IndicatorSpec> shown = List.of();

    /** @param onChange called with what the user chose, in the order of choice */
    IndicatorPicker(Consumer<List<IndicatorSpec>> onChange) {
        setPlaceholder("Indicators");
        setAriaLabel("Indicators");
        setTooltipText("Choose indicators, or type one with other parameters: ema(50)");
        setItemLabelGenerator(IndicatorSpec::toString);
        setRenderer(new TextRenderer<>(spec -> spec.name().title() + " · " + spec));
        addClassName("souk-indicators");
        addThemeName("small");
        setAutoExpand(AutoExpandMode.NONE);
        addValueChangeListener(change -> {
            if (change.isFromClient()) {
                choose(change.getValue(), onChange);
            }
        });
        setAllowCustomValue(true);
        addCustomValueSetListener(typed -> read(typed.getDetail())
                .ifPresentOrElse(
                        spec -> {
                            Set<IndicatorSpec> all = new LinkedHashSet<>(shown);
                            all.add(spec);
                            choose(all, onChange);
                        },
                        () -> show(shown)));
        show(List.of());
    }

    /** Shows these as chosen, without telling anybody. */
    void show(List<IndicatorSpec> specs) {
        shown = List.copyOf(specs);
        Set<IndicatorSpec> offered = new LinkedHashSet<>(specs);
        Arrays.stream(IndicatorName.values()).map(IndicatorName::standard).forEach(offered::add);
        setItems(offered);
        setValue(new LinkedHashSet<>(specs));
    }

    List<IndicatorSpec> shown() {
        return shown;
    }

    /** The indicators that an address names: what it says wrong is said to the user and left out. */
    static List<IndicatorSpec> parse(String texts) {
        List<IndicatorSpec> specs = new ArrayList<>();
        for (String text : IndicatorSpec.split(texts)) {
            read(text).filter(spec -> !specs.contains(spec)).ifPresent(specs::add);
        }
        return bounded(specs);
    }

    private void choose(Set<IndicatorSpec> chosen, Consumer<List<IndicatorSpec>> onChange) {
        List<IndicatorSpec> ordered = new ArrayList<>(shown);
        ordered.retainAll(chosen);
        chosen.stream().filter(spec -> !ordered.contains(spec)).forEach(ordered::add);
        show(bounded(ordered));
        onChange.accept(shown);
    }

    private static List<IndicatorSpec> bounded(List<IndicatorSpec> specs) {
        if (specs.size() <= MOST) {
            return specs;
        }
        Notification.show("A chart shows " + MOST + " indicators at most.");
        return specs.subList(0, MOST);
    }

    private static Optional<IndicatorSpec> read(String text) {
        try {
            return Optional.of(IndicatorSpec.parse(text));
        } catch (IllegalArgumentException e) {
            Notification.show(sentence(e.getMessage()));
            return Optional.empty();
        }
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + ".";
    }
}
