package ui.admin;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.data.renderer.LitRenderer;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import market.AuditEntry;

/** Who did what, when and how it ended; newest first. */
final class AuditGrid extends Grid<AuditEntry> {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private List<AuditEntry> shown = List.of();

    AuditGrid() {
        addThemeVariants(GridVariant.LUMO_NO_BORDER, GridVariant.LUMO_WRAP_CELL_CONTENT);
        setSelectionMode(SelectionMode.NONE);
        setAllRowsVisible(true);
        setEmptyStateText("Nothing was done yet.");
        getElement().setAttribute("aria-label", "What was done");
        addColumn(LitRenderer.<AuditEntry>of("""
                                <span class="souk-number">${item.at}</span>""").withProperty("at", entry -> TIME.format(entry.at())))
                .setHeader("When, UTC")
                .setWidth("11.5rem")
                .setFlexGrow(0);
        addColumn(AuditEntry::actor).setHeader("Who").setFlexGrow(1);
        addColumn(entry -> entry.action() + " " + entry.target())
                .setHeader("What")
                .setFlexGrow(3);
        addColumn(AuditEntry::outcome).setHeader("Outcome").setFlexGrow(3);
    }

    void show(List<AuditEntry> entries) {
        if (!entries.equals(shown)) {
            shown = List.copyOf(entries);
            setItems(shown);
        }
    }
}
