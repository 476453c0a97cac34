package ui.components;

import api.DataSource;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Says where the data comes from, one badge a kind: nobody shall take a random walk for the market. */
public class SourceBadges extends Span {

    public SourceBadges(List<DataSource> sources) {
        addClassName("souk-sources");
        Map<DataSource.Kind, List<DataSource>> byKind =
                sources.stream().collect(Collectors.groupingBy(DataSource::kind, TreeMap::new, Collectors.toList()));
        byKind.forEach((kind, ofKind) -> add(badge(kind, ofKind)));
    }

    private static Span badge(DataSource.Kind kind, List<DataSource> sources) {
        Span badge = new Span(text(kind, sources));
        badge.addClassNames("souk-source", kind.name().toLowerCase(Locale.ROOT));
        badge.setTitle(sources.stream()
                .map(source -> source.feed() + ": " + source.address())
                .collect(Collectors.joining("\n")));
        return badge;
    }

    private static String text(DataSource.Kind kind, List<DataSource> sources) {
        return switch (kind) {
            case LIVE -> "Live: " + sources.stream().map(DataSource::feed).collect(Collectors.joining(", "));
            case SIMULATED -> "Simulated data";
            case REPLAYED -> "Replayed data";
        };
    }
}
