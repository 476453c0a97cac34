package market;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/**
 * A market event as it stands in the log; a gap's, for example:
 *
 * <pre>{@code
 * {"type":"gap-found","instrument":"binance:BTC-USDT","at":"2026-11-20T14:00:12Z","from":"2026-11-20T14:00:00.1Z",
 *  "to":"2026-11-20T14:00:01.5Z","firstTradeId":"3735683260","lastTradeId":"3735683300","text":"41 trades are missing"}
 * }</pre>
 *
 * Fields without a value are left out. Stateless, so safe for any thread.
 */
public final class MarketEventJson {

    private MarketEventJson() {}

    public static byte[] write(MarketEvent event) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        try (JsonGenerator json = LogJson.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("type", event.type().label());
            writeText("instrument", event.instrument(), json);
            writeText("feed", event.feed(), json);
            writeText("venue", event.venue(), json);
            json.writeStringField("at", event.at().toString());
            writeTime("from", event.from(), json);
            writeTime("to", event.to(), json);
            writeId("firstTradeId", event.firstTradeId(), json);
            writeId("lastTradeId", event.lastTradeId(), json);
            json.writeStringField("text", event.text());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toByteArray();
    }

    /** @throws MalformedDataException if this is not a market event; the message says what is wrong */
    public static MarketEvent read(byte[] bytes) {
        return LogJson.read(bytes, "a market event", MarketEventJson::event);
    }

    private static MarketEvent event(LogJson.Fields fields) {
        String type = fields.text("type");
        return new MarketEvent(
                MarketEvent.Type.find(type)
                        .orElseThrow(() -> new IllegalArgumentException("type '" + type + "' is unknown")),
                fields.optional("instrument", fields::text),
                fields.optional("feed", fields::text),
                fields.optional("venue", fields::text),
                fields.time("at"),
                fields.optional("from", fields::time),
                fields.optional("to", fields::time),
                fields.optional("firstTradeId", fields::whole),
                fields.optional("lastTradeId", fields::whole),
                fields.text("text"));
    }

    private static void writeText(String name, String text, JsonGenerator json) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    private static void writeTime(String name, Instant time, JsonGenerator json) throws IOException {
        if (time != null) {
            json.writeStringField(name, time.toString());
        }
    }

    private static void writeId(String name, Long id, JsonGenerator json) throws IOException {
        if (id != null) {
            json.writeStringField(name, Long.toString(id));
        }
    }
}
