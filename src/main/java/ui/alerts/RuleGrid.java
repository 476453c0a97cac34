package ui.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.dataview.GridListDataView;
import com.vaadin.flow.component.icon.Icon;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import market.AlertRule;
import market.Instrument;
import ui.components.AlertTexts;
import ui.components.Links;

/** The rules, those of the settings first. */
@Uses(Button.class)
@Uses(Icon.class)
final class RuleGrid extends Grid<AlertRule> {

    /** Below this many CSS pixels there is room for the rule and its buttons only. */
    private static final int NARROW = 800;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** What can be done with a rule that a user has made. */
    record Actions(Consumer<AlertRule> change, Consumer<AlertRule> delete) {}

    private final Function<String, Optional<Instrument>> find;
    private final List<AlertRule> rules = new ArrayList<>();
    private final GridListDataView<AlertRule> view;
    private final List<Column<AlertRule>> wideOnly = new ArrayList<>();

    /**
     * @param find the instrument of an id
     * @param actions called with the rule that the user has chosen; empty if he may do nothing
     */
    RuleGrid(Function<String, Optional<Instrument>> find, Optional<Actions> actions) {
        this.find = find;
        addClassName("souk-rules");
        addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        getElement().setAttribute("aria-label", "Alert rules");
        addColumns();
        actions.ifPresent(this::addButtons);
        view = setItems(rules);
        view.setIdentifierProvider(AlertRule::id);
    }

    /** Shows these, if they are others than those shown. */
    void show(List<AlertRule> newest) {
        if (!newest.equals(rules)) {
            rules.clear();
            rules.addAll(newest);
            view.refreshAll();
        }
    }

    List<AlertRule> shown() {
        return List.copyOf(rules);
    }

    String sentence(AlertRule rule) {
        return RuleTexts.sentence(rule, find.apply(rule.instrument()));
    }

    void fit(int width) {
        wideOnly.forEach(column -> column.setVisible(width >= NARROW));
    }

    private void addColumns() {
        addColumn(LitRenderer.<AlertRule>of("""
                                <span class="souk-lines"><span><a href="${item.href}">${item.name}</a>${item.text}</span>
                                <span class="souk-quiet souk-small">${item.note}</span></span>""")
                        .withProperty("href", rule -> Links.chart(rule.instrument()))
                        .withProperty("name", rule -> name(rule))
                        .withProperty("text", rule -> sentence(rule)
                                .substring(name(rule).length()))
                        .withProperty("note", AlertRule::note))
                .setHeader("An alert when")
                .setWidth("9rem")
                .setFlexGrow(6);
        addColumn(LitRenderer.<AlertRule>of("""
                                <span class="souk-severity ${item.severity.toLowerCase()}">${item.severity}</span>""").withProperty("severity", rule -> AlertTexts.severity(rule.severity())))
                .setHeader("Severity")
                .setWidth("7.5rem")
                .setFlexGrow(0);
        wideOnly.add(addColumn(RuleTexts::cooldown)
                .setHeader("How often")
                .setWidth("9rem")
                .setFlexGrow(1));
        wideOnly.add(addColumn(LitRenderer.<AlertRule>of("""
                                <span class="souk-lines"><span>${item.by}</span>
                                <span class="souk-quiet souk-small souk-number">${item.at}</span></span>""")
                        .withProperty("by", RuleTexts::madeBy)
                        .withProperty(
                                "at", rule -> rule.configured() ? "souk.alerts.rules" : TIME.format(rule.createdAt())))
                .setHeader("Made by")
                .setWidth("10rem")
                .setFlexGrow(1));
    }

    private String name(AlertRule rule) {
        return find.apply(rule.instrument()).map(Instrument::displayName).orElse(rule.instrument());
    }

    private void addButtons(Actions actions) {
        addColumn(LitRenderer.<AlertRule>of("""
                                ${item.fixed ? html`<span class="souk-badge">Settings</span>`
                                  : html`<span class="souk-buttons"><vaadin-button theme="small tertiary icon" title="Change" aria-label="Change: ${item.text}"
                                    @click="${() => change()}"><vaadin-icon icon="vaadin:pencil"></vaadin-icon></vaadin-button>
                                  <vaadin-button theme="small tertiary icon error" title="Delete" aria-label="Delete: ${item.text}"
                                    @click="${() => remove()}"><vaadin-icon icon="vaadin:trash"></vaadin-icon></vaadin-button></span>`}""")
                        .withProperty("fixed", AlertRule::configured)
                        .withProperty("text", this::sentence)
                        .withFunction("change", actions.change()::accept)
                        .withFunction("remove", actions.delete()::accept))
                .setHeader("")
                .setWidth("5.75rem")
                .setFlexGrow(0);
    }
}
