package analytics.pulse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A window as it is kept while it is open: JSON, decimals as strings. Nobody but Souk reads it. Safe for any thread. */
public final class PulseWindowJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PulseWindowJson() {}

    public static String write(PulseWindow window) {
        ObjectNode json = JSON.createObjectNode()
                .put("instrument", window.instrument())
                .put("start", window.startMicros())
                .put("length", window.lengthMicros());
        ObjectNode seen = json.putObject("seen");
        window.seen().forEach((source, times) -> {
            ArrayNode offsets = seen.putArray(source);
            times.forEach(offsets::add);
        });
        write(window.told(), json.putObject("told"));
        write(window.derived(), json.putObject("derived"));
        return json.toString();
    }

    /** @throws IllegalArgumentException if this was not written by {@link #write} */
    public static PulseWindow read(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            SortedMap<String, SortedSet<Long>> seen = new TreeMap<>();
            json.required("seen").fields().forEachRemaining(source -> {
                SortedSet<Long> times = new TreeSet<>();
                source.getValue().forEach(offset -> times.add(offset.longValue()));
                seen.put(source.getKey(), times);
            });
            return new PulseWindow(
                    json.required("instrument").textValue(),
                    json.required("start").longValue(),
                    json.required("length").longValue(),
                    seen,
                    tally(json.required("told")),
                    tally(json.required("derived")));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a window: " + e.getOriginalMessage(), e);
        }
    }

    private static void write(Tally tally, ObjectNode json) {
        json.put("quotes", tally.quotes())
                .put("priceSum", tally.priceSum().toPlainString())
                .put("changes", tally.changes())
                .put("changeSum", tally.changeSum().toPlainString())
                .put("maxVolume", text(tally.maxVolume()))
                .put("maxQuoteVolume", text(tally.maxQuoteVolume()))
                .put("marketCap", text(tally.marketCap()))
                .put("marketCapTime", tally.marketCapMicros())
                .put("marketCapSource", tally.marketCapSource());
    }

    private static Tally tally(JsonNode json) {
        return new Tally(
                json.required("quotes").intValue(),
                new BigDecimal(json.required("priceSum").textValue()),
                json.required("changes").intValue(),
                new BigDecimal(json.required("changeSum").textValue()),
                decimal(json.required("maxVolume")),
                decimal(json.required("maxQuoteVolume")),
                decimal(json.required("marketCap")),
                json.required("marketCapTime").longValue(),
                json.required("marketCapSource").textValue());
    }

    private static String text(BigDecimal value) {
        return value == null ? null : value.toPlainString();
    }

    private static BigDecimal decimal(JsonNode json) {
        return json.isNull() ? null : new BigDecimal(json.textValue());
    }
}
