package ui.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import market.FeedStatus;
import ui.components.Numbers;

/** Everything that is known of a feed, below its row: figures, the last error, its recording, and each channel of each instrument. */
final class FeedDetail extends Div {

    private static final List<String> CHANNEL_HEADERS =
            List.of("Instrument", "Channel", "Quiet for", "At most", "Gaps", "Refusal");

    private final Map<String, DescriptionList.Description> figures = new LinkedHashMap<>();
    private final Paragraph reason = new Paragraph();
    private final Paragraph error = new Paragraph();
    private final Button record = new Button();
    private final Span recording = new Span();
    private final NativeTable channels = new NativeTable();
    private List<List<String>> shown = List.of();
    private boolean recorded;

    /** @param onRecord called with whether the user wants it recorded */
    FeedDetail(String feed, Consumer<Boolean> onRecord) {
        addClassName("souk-feed-detail");
        Div all = new Div();
        all.addClassName("souk-figures");
        Stream.of(
                        "Frames/s",
                        "Frames",
                        "Trades",
                        "Last frame",
                        "Connected",
                        "Skew",
                        "Reconnects",
                        "Renewals",
                        "Resubscriptions",
                        "Outages",
                        "Open gaps",
                        "Faults",
                        "Refused")
                .forEach(name -> all.add(fact(name)));
        reason.addClassName("souk-small");
        error.addClassName("souk-small");
        channels.addClassName("souk-channels");
        channels.getElement().setAttribute("aria-label", "Channels of " + feed);
        Div scroll = new Div(channels);
        scroll.addClassName("souk-channels-scroll");
        // With the tab key it can be scrolled where it is wider than the screen.
        scroll.getElement().setAttribute("tabindex", "0");
        record.addThemeVariants(ButtonVariant.LUMO_SMALL);
        record.addClickListener(click -> onRecord.accept(!recorded));
        recording.addClassName("souk-small");
        Div recorder = new Div(record, recording);
        recorder.addClassName("souk-recorder");
        add(all, reason, error, recorder, scroll);
    }

    private DescriptionList fact(String name) {
        DescriptionList.Description value = new DescriptionList.Description();
        figures.put(name, value);
        return new DescriptionList(Map.of(new DescriptionList.Term(name), value));
    }

    void show(FeedRow row) {
        FeedStatus status = row.status();
        set("Frames/s", row.rate());
        set("Frames", Numbers.count(status.frames()));
        set("Trades", Numbers.count(status.trades()));
        set("Last frame", row.lastFrame());
        set("Connected", row.connected());
        set("Skew", row.skew());
        set("Reconnects", Numbers.count(status.reconnects()));
        set("Renewals", Numbers.count(status.renewals()));
        set("Resubscriptions", Numbers.count(status.resubscriptions()));
        set("Outages", Numbers.count(status.outages()));
        set("Open gaps", row.gaps());
        set("Faults", Numbers.count(status.faults()));
        set("Refused", Numbers.count(status.refused()));
        sentence(reason, "State: ", status.reason());
        sentence(error, "Last error: ", row.error());
        recorded = row.isRecorded();
        record.setText(recorded ? "Stop recording" : "Record");
        record.setAriaLabel(record.getText() + " " + row.id());
        recording.setText(row.recording());
        showChannels(row);
    }

    private void set(String name, String text) {
        figures.get(name).setText(text);
    }

    private static void sentence(Paragraph where, String before, String text) {
        where.setText(before + text);
        where.setVisible(!text.isEmpty());
    }

    private void showChannels(FeedRow row) {
        List<List<String>> newest = row.status().channels().stream()
                .map(channel -> List.of(
                        channel.instrument(),
                        channel.channel(),
                        FeedRow.quiet(channel),
                        Numbers.duration(channel.quietLimit()),
                        row.gaps(channel.instrument()),
                        channel.refusal() == null ? "–" : channel.refusal()))
                .toList();
        if (newest.equals(shown)) {
            return;
        }
        shown = newest;
        channels.removeAll();
        NativeTableRow head = new NativeTableRow();
        CHANNEL_HEADERS.forEach(header -> head.add(new NativeTableHeaderCell(header)));
        channels.add(new NativeTableHeader(head));
        row.status().channels().forEach(channel -> {
            NativeTableRow line = new NativeTableRow();
            newest.get(row.status().channels().indexOf(channel)).forEach(text -> line.add(new NativeTableCell(text)));
            line.setClassName("souk-trouble", row.isQuiet(channel));
            channels.add(line);
        });
    }
}
