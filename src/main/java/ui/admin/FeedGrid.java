package ui.admin;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import ui.components.Numbers;

/**
 * The feeds with their figures, and behind a button what they bring. Its items are feeds' names, so a row stays the same,
 * and open, while its figures change.
 */
@Uses(Button.class)
final class FeedGrid extends Grid<String> {

    /** Below this many CSS pixels there is room for feed, state and button only; all figures are behind the button, too. */
    private static final int NARROW = 1_000;

    private final BiConsumer<String, Boolean> onRecord;
    private final Map<String, FeedRow> rows = new LinkedHashMap<>();
    private final List<Column<String>> wideOnly = new ArrayList<>();

    /** @param onRecord called with the feed that the user wants recorded, or not any more */
    FeedGrid(BiConsumer<String, Boolean> onRecord) {
        this.onRecord = onRecord;
        addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        setSelectionMode(SelectionMode.NONE);
        setAllRowsVisible(true);
        setDetailsVisibleOnClick(false);
        getElement().setAttribute("aria-label", "Feeds");
        addFeedColumns();
        figure("Frames/s", FeedRow::rate);
        figure("Last frame", FeedRow::lastFrame);
        figure("Trades", row -> Numbers.count(row.status().trades()));
        figure("Reconnects", "6.5rem", row -> Numbers.count(row.status().reconnects()));
        figure("Outages", row -> Numbers.count(row.status().outages()));
        figure("Open gaps", FeedRow::gaps);
        figure("Skew", FeedRow::skew);
        figure("Faults", row -> Numbers.count(row.status().faults()));
        figure("Refused", row -> Numbers.count(row.status().refused()));
        addButton();
        setItemDetailsRenderer(new ComponentRenderer<>(this::detail, this::showAnew));
    }

    /** Shows these feeds; sends only those that changed. */
    void show(List<FeedRow> newest) {
        List<String> before = List.copyOf(rows.keySet());
        rows.clear();
        newest.forEach(row -> rows.put(row.id(), row));
        List<String> ids = List.copyOf(rows.keySet());
        if (ids.equals(before)) {
            ids.forEach(getListDataView()::refreshItem);
        } else {
            setItems(ids);
        }
    }

    FeedRow row(String id) {
        return rows.get(id);
    }

    void fit(int width) {
        wideOnly.forEach(column -> column.setVisible(width >= NARROW));
    }

    private FeedDetail detail(String id) {
        FeedDetail detail = new FeedDetail(id, on -> onRecord.accept(id, on));
        detail.show(row(id));
        return detail;
    }

    /** The same component, so that what has the focus in it keeps it. */
    private Component showAnew(Component detail, String id) {
        ((FeedDetail) detail).show(row(id));
        return detail;
    }

    private void addFeedColumns() {
        addColumn(LitRenderer.<String>of("""
                                <span class="souk-route-id"><b>${item.id}</b>
                                <span class="souk-quiet souk-small">${item.venue}${item.recorded ? ', recorded' : ''}</span></span>""")
                        .withProperty("id", id -> id)
                        .withProperty("venue", id -> row(id).status().venue())
                        .withProperty("recorded", id -> row(id).isRecorded()))
                .setHeader("Feed")
                .setWidth("6.5rem")
                .setFlexGrow(1);
        addColumn(LitRenderer.<String>of("""
                                <span class="souk-route-id"><span><span class="souk-badge ${item.kind}">${item.state}</span></span>
                                <span class="souk-quiet souk-small">${item.since}</span></span>""")
                        .withProperty("kind", id -> row(id).stateClass())
                        .withProperty("state", id -> row(id).stateText())
                        .withProperty("since", id -> row(id).since()))
                .setHeader("State")
                .setWidth("8rem")
                .setFlexGrow(0);
        wideOnly.add(addColumn(LitRenderer.<String>of("<span class=\"souk-small\">${item.reason}</span>")
                        .withProperty("reason", id -> row(id).status().reason()))
                .setHeader("Reason")
                .setWidth("8rem")
                .setFlexGrow(4));
    }

    private void figure(String header, Function<FeedRow, String> value) {
        figure(header, "5.25rem", value);
    }

    private void figure(String header, String width, Function<FeedRow, String> value) {
        wideOnly.add(addColumn(LitRenderer.<String>of("<span class=\"souk-number\">${item.value}</span>")
                        .withProperty("value", id -> value.apply(row(id))))
                .setHeader(header)
                .setTextAlign(ColumnTextAlign.END)
                .setWidth(width)
                .setFlexGrow(1));
    }

    private void addButton() {
        addColumn(LitRenderer.<String>of("""
                                <vaadin-button theme="small tertiary" aria-label="${item.label}"
                                  aria-expanded="${item.open ? 'true' : 'false'}"
                                  @click="${() => toggle()}">${item.open ? 'Less' : 'More'}</vaadin-button>""")
                        .withProperty("label", id -> (isDetailsVisible(id) ? "Less of " : "More of ") + id)
                        .withProperty("open", this::isDetailsVisible)
                        .withFunction("toggle", this::toggle))
                .setHeader("")
                .setWidth("5rem")
                .setFlexGrow(0);
    }

    void toggle(String id) {
        setDetailsVisible(id, !isDetailsVisible(id));
        getListDataView().refreshItem(id);
    }
}
