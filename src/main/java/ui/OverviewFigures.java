package ui;

import analytics.pulse.MarketOverview;
import com.vaadin.flow.component.html.DescriptionList;
import java.util.Optional;
import ui.components.FigureRow;
import ui.components.Numbers;
import ui.components.PulseTexts;

/** What all markets together do. Used under its UI's lock. */
final class OverviewFigures extends FigureRow {

    /** Quote currencies whose volume is shown: those of the most instruments. */
    private static final int QUOTES = 2;

    private MarketOverview shown;

    OverviewFigures() {
        getElement().setAttribute("aria-label", "All markets");
        getElement().setAttribute("role", "group");
        setVisible(false);
    }

    /** Nothing is shown while there is no pulse. */
    void show(MarketOverview overview) {
        if (overview.equals(shown)) {
            return;
        }
        shown = overview;
        setVisible(overview.instruments() > 0);
        removeAll();
        add("Mood", new DescriptionList.Description(PulseTexts.sentiment(overview.sentiment())));
        add("Up, down", new DescriptionList.Description("▲ " + overview.risers() + " ▼ " + overview.fallers()));
        Optional.ofNullable(overview.averageChangePercent()).ifPresent(percent -> {
            DescriptionList.Description average = new DescriptionList.Description(Numbers.change(percent));
            average.addClassName(Numbers.direction(percent));
            add("Average 24 h", average);
        });
        overview.markets().stream()
                .filter(market -> market.volume().signum() > 0)
                .limit(QUOTES)
                .forEach(market -> add(
                        "24 h volume",
                        new DescriptionList.Description(Numbers.compact(market.volume()) + " " + market.quote())));
    }
}
