package ui.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.Uses;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import ops.RouteAction;
import ui.components.Numbers;

/**
 * The routes with their figures and buttons. Its items are route ids, so a row stays the same while its figures
 * change; its cells are drawn in the browser, so a button keeps the focus meanwhile.
 */
@Uses(Button.class)
final class RouteGrid extends Grid<String> {

    /** Below this many CSS pixels there is room for route, state and buttons only. */
    private static final int NARROW = 900;

    private final Map<String, RouteRow> rows = new LinkedHashMap<>();
    private final List<Column<String>> wideOnly = new ArrayList<>();
    private Column<String> route;
    private Column<String> actions;

    /** @param onAction called with what the user wants done to which route */
    RouteGrid(BiConsumer<RouteRow, RouteAction> onAction) {
        addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        setSelectionMode(SelectionMode.NONE);
        setAllRowsVisible(true);
        getElement().setAttribute("aria-label", "Routes");
        addRouteColumns();
        figure("Uptime", RouteRow::uptime);
        figure("Total", row -> Numbers.count(row.status().total()));
        figure("Failed", row -> Numbers.count(row.status().failed()));
        figure("In flight", row -> Numbers.count(row.status().inFlight()));
        figure("Rate", RouteRow::rate);
        figure("Mean", RouteRow::meanTime);
        addButtons(onAction);
    }

    /** Shows these routes; sends only those that changed. */
    void show(List<RouteRow> newest) {
        List<String> before = List.copyOf(rows.keySet());
        List<String> changed = newest.stream()
                .filter(row -> !row.equals(rows.get(row.id())))
                .map(RouteRow::id)
                .toList();
        rows.clear();
        newest.forEach(row -> rows.put(row.id(), row));
        List<String> ids = List.copyOf(rows.keySet());
        if (ids.equals(before)) {
            changed.forEach(getListDataView()::refreshItem);
        } else {
            setItems(ids);
        }
    }

    /** The rows that are shown, with an action under way in one of them. */
    List<RouteRow> marked(String routeId, RouteAction action) {
        return rows.values().stream()
                .map(row -> row.id().equals(routeId) ? new RouteRow(row.status(), action) : row)
                .toList();
    }

    RouteRow row(String id) {
        return rows.get(id);
    }

    void fit(int width) {
        boolean wide = width >= NARROW;
        wideOnly.forEach(column -> column.setVisible(wide));
        route.setWidth(wide ? "14rem" : "8rem");
        actions.setWidth(wide ? "11rem" : "6.5rem");
    }

    private void addRouteColumns() {
        route = addColumn(LitRenderer.<String>of("""
                                <span class="souk-route-id"><b>${item.id}</b>
                                <span class="souk-quiet souk-small">${item.description}</span></span>""")
                        .withProperty("id", id -> id)
                        .withProperty("description", id -> row(id).status().description()))
                .setHeader("Route")
                .setWidth("14rem")
                .setFlexGrow(4);
        wideOnly.add(addColumn(id -> row(id).status().group())
                .setHeader("Group")
                .setWidth("6rem")
                .setFlexGrow(1));
        addColumn(LitRenderer.<String>of("""
                                <span class="souk-badge ${item.kind}">${item.state}</span>""")
                        .withProperty("kind", id -> row(id).stateClass())
                        .withProperty("state", id -> row(id).stateText()))
                .setHeader("State")
                .setWidth("7rem")
                .setFlexGrow(0);
    }

    private void figure(String header, Function<RouteRow, String> value) {
        wideOnly.add(addColumn(LitRenderer.<String>of("<span class=\"souk-number\">${item.value}</span>")
                        .withProperty("value", id -> value.apply(row(id))))
                .setHeader(header)
                .setTextAlign(ColumnTextAlign.END)
                .setWidth("6.5rem")
                .setFlexGrow(1));
    }

    private void addButtons(BiConsumer<RouteRow, RouteAction> onAction) {
        actions = addColumn(LitRenderer.<String>of("""
                                <span class="souk-buttons">${item.actions.map((name) => {
                                  const label = name[0] + name.slice(1).toLowerCase();
                                  return html`<vaadin-button theme="small tertiary" aria-label="${label} ${item.id}"
                                    @click="${() => act(name)}">${label}</vaadin-button>`;
                                })}</span>""")
                        .withProperty("id", id -> id)
                        .withProperty("actions", id -> row(id).actions())
                        .withFunction(
                                "act",
                                (id, arguments) ->
                                        onAction.accept(row(id), RouteAction.valueOf(arguments.getString(0)))))
                .setHeader("Actions")
                .setWidth("11rem")
                .setFlexGrow(0);
    }
}
