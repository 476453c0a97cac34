package api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import market.FeedConsole;
import market.FeedReport;
import market.RecordingStatus;
import org.springframework.stereotype.Component;

/** What REST asks of feeds and tells them. Safe for any thread. */
@Component
public class FeedQueries {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> ALLOWED = List.of("{\"on\":true}", "{\"on\":false}");

    /** What is longer than ten times what is allowed is not read. */
    private static final int MAX_BODY_BYTES = 150;

    private final FeedConsole console;

    public FeedQueries(FeedConsole console) {
        this.console = console;
    }

    /** Answers {@code GET /feeds}. */
    public List<FeedAnswer> feeds() {
        return console.feeds().stream().map(FeedAnswer::of).toList();
    }

    /**
     * Answers {@code PUT /feeds/{feed}/recording}.
     *
     * @throws ProblemException 404 if there is no such feed, 400 if the body says neither on nor off
     */
    public RecordingStatus record(String feed, InputStream body) {
        if (find(feed).isEmpty()) {
            throw ProblemException.notFound(
                    "feed",
                    "there is no feed '" + Quoted.of(feed) + "'",
                    console.feeds().stream()
                            .map(report -> report.status().feed())
                            .toList());
        }
        boolean on = isOn(body);
        try {
            console.record(feed, on, Actor.name());
        } catch (IllegalStateException e) {
            throw ProblemException.conflict(e.getMessage());
        }
        return find(feed).orElseThrow().recording();
    }

    private Optional<FeedReport> find(String feed) {
        return console.feeds().stream()
                .filter(report -> report.status().feed().equals(feed))
                .findFirst();
    }

    private static boolean isOn(InputStream body) {
        try {
            JsonNode on = body == null
                    ? null
                    : JSON.readTree(body.readNBytes(MAX_BODY_BYTES)).get("on");
            if (on != null && on.isBoolean()) {
                return on.booleanValue();
            }
        } catch (JsonProcessingException e) {
            // Told below, in the same words.
        } catch (IOException e) {
            throw new UncheckedIOException("the request was not sent to its end", e);
        }
        throw ProblemException.badParameter("on", "the body must be a JSON object with on, true or false", ALLOWED);
    }
}
