package ui.alerts;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.grid.dataview.GridListDataView;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import market.Alert;
import market.Instrument;

/**
 * Alerts, one a row; on a narrow screen one a card. Its items are ids, so a row stays the same while its alert changes, and its cells are
 * drawn in the browser, so a button keeps the focus meanwhile.
 */
@JsModule("./souk/souk-ago.ts")
@Uses(Button.class)
final class AlertGrid extends Grid<UUID> {

    /** Below this many CSS pixels there are cards. */
    private static final int NARROW = 900;

    private static final String SEVERITY = """
            <span class="souk-severity ${item.severity.toLowerCase()}">${item.severity}</span>""";
    private static final String SUBJECT = """
            ${item.href ? html`<a href="${item.href}">${item.subject}</a>` : html`<b>${item.subject}</b>`}""";
    private static final String ACKNOWLEDGE = """
            ${item.open ? html`<vaadin-button theme="small" aria-label="Acknowledge: ${item.text}"
                ?disabled="${item.busy}" @click="${() => acknowledge()}">Acknowledge</vaadin-button>` : ''}""";
    private static final String STATUS = """
            <span class="souk-status ${item.active ? 'active' : 'over'}">${item.status}</span>""";

    private final Function<String, Optional<Instrument>> find;
    private final Optional<Consumer<Alert>> onAcknowledge;
    private final Map<UUID, AlertRow> rows = new LinkedHashMap<>();
    private final List<UUID> ids = new ArrayList<>();
    private final GridListDataView<UUID> view;
    private final List<Column<UUID>> wideOnly = new ArrayList<>();
    private final Column<UUID> card;

    /**
     * @param find the instrument of an id
     * @param onAcknowledge called with the alert that the user acknowledges; empty if he may not
     */
    AlertGrid(Function<String, Optional<Instrument>> find, Optional<Consumer<Alert>> onAcknowledge) {
        this.find = find;
        this.onAcknowledge = onAcknowledge;
        addClassName("souk-alerts");
        addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        setSelectionMode(SelectionMode.NONE);
        setSizeFull();
        getElement().setAttribute("aria-label", "Alerts, newest first");
        setPartNameGenerator(id -> row(id).partName());
        addColumns();
        card = addCard();
        card.setVisible(false);
        view = setItems(ids);
    }

    /** Shows these, in their order; sends only what changed. */
    void show(List<Alert> alerts) {
        List<UUID> before = List.copyOf(ids);
        List<UUID> changed = new ArrayList<>();
        Map<UUID, AlertRow> newest = new LinkedHashMap<>();
        for (Alert alert : alerts) {
            AlertRow known = rows.get(alert.id());
            AlertRow row = known != null && known.alert().equals(alert)
                    ? known
                    : new AlertRow(
                            alert, Optional.ofNullable(alert.instrument()).flatMap(find), false);
            newest.put(alert.id(), row);
            if (row != known) {
                changed.add(alert.id());
            }
        }
        rows.clear();
        rows.putAll(newest);
        ids.clear();
        ids.addAll(newest.keySet());
        if (ids.equals(before)) {
            changed.forEach(view::refreshItem);
        } else {
            view.refreshAll();
        }
    }

    /** Shows that an alert is being acknowledged, or no longer is. */
    void mark(UUID id, boolean busy) {
        Optional.ofNullable(rows.get(id)).ifPresent(row -> {
            rows.put(id, new AlertRow(row.alert(), row.instrument(), busy));
            view.refreshItem(id);
        });
    }

    AlertRow row(UUID id) {
        return rows.get(id);
    }

    /** What is shown, newest first. */
    List<AlertRow> shown() {
        return ids.stream().map(rows::get).toList();
    }

    void fit(int width) {
        boolean wide = width >= NARROW;
        wideOnly.forEach(column -> column.setVisible(wide));
        card.setVisible(!wide);
        setClassName("souk-cards", !wide);
    }

    void acknowledge(UUID id) {
        // Asked anew: the alert may have changed since its button was drawn.
        Optional.ofNullable(row(id))
                .filter(AlertRow::isOpen)
                .ifPresent(row -> onAcknowledge.ifPresent(acknowledge -> acknowledge.accept(row.alert())));
    }

    private void addColumns() {
        wide("Severity", "7rem", 0, SEVERITY);
        wide("When", "10.5rem", 0, """
                <span class="souk-lines"><souk-ago at="${item.at}"></souk-ago>
                <span class="souk-quiet souk-small souk-number">${item.exact}</span></span>""");
        wide("Instrument", "8.5rem", 0, """
                <span class="souk-instrument">""" + SUBJECT + """
                <span class="souk-quiet souk-small">${item.venue}</span></span>""");
        wide("What happened", "16rem", 8, """
                <span class="souk-lines"><span class="souk-alert-text">${item.text}</span>
                <span class="souk-quiet souk-small">${item.kind}</span></span>""");
        wide("Value", "8rem", 0, """
                <span class="souk-lines souk-number"><span>${item.value}</span>
                <span class="souk-quiet souk-small">${item.threshold}</span></span>""");
        wide("Status", "9.5rem", 0, """
                <span class="souk-lines">""" + STATUS + """
                <span class="souk-quiet souk-small">${item.acknowledged}</span></span>""");
        if (onAcknowledge.isPresent()) {
            wide("", "8.75rem", 0, ACKNOWLEDGE);
        }
    }

    private Column<UUID> addCard() {
        String button = onAcknowledge.isPresent() ? ACKNOWLEDGE : "";
        return addColumn(renderer("""
                <div class="souk-card">
                  <div class="souk-card-head">""" + SEVERITY + """
                    <span class="souk-instrument">""" + SUBJECT + """
                    </span><span class="souk-quiet souk-small">${item.venue}</span>
                    <souk-ago class="souk-quiet souk-small" at="${item.at}"></souk-ago></div>
                  <div class="souk-alert-text">${item.text}</div>
                  <div class="souk-card-foot souk-small"><span class="souk-quiet">${item.kind}</span>
                    <span class="souk-quiet souk-number">${item.value} ${item.threshold}</span>
                    """ + STATUS + """
                    <span class="souk-quiet">${item.acknowledged}</span>""" + button + """
                  </div>
                </div>"""))
                .setHeader("Alerts")
                .setFlexGrow(1);
    }

    private void wide(String header, String width, int grow, String template) {
        wideOnly.add(
                addColumn(renderer(template)).setHeader(header).setWidth(width).setFlexGrow(grow));
    }

    private LitRenderer<UUID> renderer(String template) {
        LitRenderer<UUID> renderer = LitRenderer.<UUID>of(template)
                .withProperty("severity", id -> row(id).severity())
                .withProperty("at", id -> (double) row(id).alert().eventTime().toEpochMilli())
                .withProperty("exact", id -> row(id).exactTime())
                .withProperty("subject", id -> row(id).subject())
                .withProperty("venue", id -> row(id).venue())
                .withProperty("href", id -> row(id).href())
                .withProperty("text", id -> row(id).alert().text())
                .withProperty("kind", id -> row(id).kind())
                .withProperty("value", id -> row(id).value())
                .withProperty("threshold", id -> row(id).threshold())
                .withProperty("status", id -> row(id).status())
                .withProperty("active", id -> row(id).alert().isActive())
                .withProperty("acknowledged", id -> row(id).acknowledged())
                .withProperty("open", id -> row(id).isOpen())
                .withProperty("busy", id -> row(id).busy());
        // A browser can call what is registered, whatever it shows: so only for those who may.
        return onAcknowledge.isPresent() ? renderer.withFunction("acknowledge", this::acknowledge) : renderer;
    }
}
